export default definePageConfig({ navigationBarTitleText: '群消息登记' });
