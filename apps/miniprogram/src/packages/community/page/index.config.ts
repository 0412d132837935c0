export default definePageConfig({
  navigationBarTitleText: '社区公告和问答',
  enablePullDownRefresh: true,
  enableShareAppMessage: true,
});
