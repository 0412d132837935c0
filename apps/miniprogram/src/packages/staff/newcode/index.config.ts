export default definePageConfig({ navigationBarTitleText: '添加二维码' });
