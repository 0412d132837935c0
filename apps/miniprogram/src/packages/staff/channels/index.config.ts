export default definePageConfig({ navigationBarTitleText: '消息通道', enablePullDownRefresh: true });
