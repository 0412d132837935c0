export default definePageConfig({ navigationBarTitleText: '待批申请', enablePullDownRefresh: true });
