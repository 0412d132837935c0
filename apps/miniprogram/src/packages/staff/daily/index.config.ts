export default definePageConfig({ navigationBarTitleText: '每日研判', enablePullDownRefresh: true });
