export default definePageConfig({ navigationBarTitleText: '街道周例会', enablePullDownRefresh: true });
