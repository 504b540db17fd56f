export default definePageConfig({ navigationBarTitleText: 'e救助' })
