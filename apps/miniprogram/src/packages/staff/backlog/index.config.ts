export default definePageConfig({ navigationBarTitleText: '问题清零', enablePullDownRefresh: true });
