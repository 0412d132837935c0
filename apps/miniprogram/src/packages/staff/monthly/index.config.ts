export default definePageConfig({ navigationBarTitleText: '主题党日月报', enablePullDownRefresh: true });
