export default definePageConfig({ navigationBarTitleText: '民情走访台账', enablePullDownRefresh: true });
