export default definePageConfig({ navigationBarTitleText: '社区问答', enablePullDownRefresh: true });
