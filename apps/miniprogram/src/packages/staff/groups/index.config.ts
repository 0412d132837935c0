export default definePageConfig({ navigationBarTitleText: '居民微信群', enablePullDownRefresh: true });
