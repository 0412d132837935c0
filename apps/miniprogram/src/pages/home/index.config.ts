export default definePageConfig({
  navigationBarTitleText: '六单',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
