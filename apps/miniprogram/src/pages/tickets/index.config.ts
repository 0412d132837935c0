export default definePageConfig({ navigationBarTitleText: '六单' });
