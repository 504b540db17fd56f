export default defineAppConfig({
  pages: ['pages/home/index', 'pages/login/index', 'pages/cases/index', 'pages/case/index', 'pages/messages/index', 'pages/me/index', 'pages/chat/index'],
  subPackages: [
    { root: 'apply', pages: ['start/index', 'tasks/index', 'section/index', 'photos/index', 'check/index', 'done/index', 'claim/index'] },
    { root: 'more', pages: ['guide/index', 'scheme/index', 'eligibility/index', 'notices/index', 'objection/index', 'complaint/index', 'tip/index', 'lookup/index'] },
    { root: 'mine', pages: ['household/index', 'privacy/index', 'access/index', 'devices/index'] },
  ],
  window: {
    navigationBarTitleText: 'e救助',
    navigationBarBackgroundColor: '#0b5f4c',
    navigationBarTextStyle: 'white',
    backgroundColor: '#fbf6ee',
  },
  animation: false,
  plugins: { WechatSI: { version: '0.3.6', provider: 'wx069ba97219f66d99' } },
  __usePrivacyCheck__: true,
})
