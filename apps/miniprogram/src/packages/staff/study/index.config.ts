export default definePageConfig({ navigationBarTitleText: '集体研判' });
