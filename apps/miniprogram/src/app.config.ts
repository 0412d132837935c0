import theme from './theme.json';

type Theme = typeof theme.light;

/** Taro draws these bars itself on H5, where our colour variables reach them. */
const onH5: Partial<Theme> = {
  navBg: 'var(--card)',
  navText: 'var(--ink)',
  tabBg: 'var(--card)',
  tabText: 'var(--ink-2)',
  tabOn: 'var(--brand)',
  tabBorder: 'black',
};

/** 微信同声传译: speech to text, where the account has been given the plugin. */
const speech = process.env.WECHAT_SPEECH_PLUGIN;
const plugins = { WechatSI: { version: speech ?? '', provider: 'wx069ba97219f66d99' } };

/** WeChat fills `@name` from theme.json by itself; the H5 build does not. */
const themed = (name: keyof Theme) => (process.env.TARO_ENV === 'h5' ? (onH5[name] ?? theme.light[name]) : `@${name}`);
const textStyle = themed('navText') as 'black' | 'white';

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/tickets/index',
    'pages/messages/index',
    'pages/me/index',
    'pages/report/index',
    'pages/sent/index',
    'pages/ticket/index',
  ],
  subPackages: [
    {
      root: 'packages/resident',
      name: 'resident',
      pages: ['place/index', 'rate/index', 'privacy/index', 'login/index', 'community/index'],
    },
    {
      root: 'packages/community',
      name: 'community',
      pages: ['page/index', 'notice/index', 'thread/index', 'ask/index', 'desk/index', 'notices/index', 'write/index'],
    },
    {
      root: 'packages/staff',
      name: 'staff',
      pages: [
        'inbox/index',
        'ticket/index',
        'operator/index',
        'channels/index',
        'desk/index',
        'daily/index',
        'study/index',
        'weekly/index',
        'meeting/index',
        'demands/index',
        'ledgers/index',
        'ledger/index',
        'monthly/index',
        'backlog/index',
        'exports/index',
        'intake/index',
        'visits/index',
        'relay/index',
        'supervisions/index',
        'requests/index',
        'appeals/index',
        'codes/index',
        'code/index',
        'newcode/index',
        'groups/index',
      ],
    },
  ],
  // Both are a tap away from the first page: they come while it is looked at.
  preloadRule: { 'pages/home/index': { network: 'all', packages: ['resident'] } },
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '六单',
    navigationBarBackgroundColor: themed('navBg'),
    navigationBarTextStyle: textStyle,
    backgroundColor: themed('pageBg'),
    backgroundTextStyle: themed('refresh') as 'dark' | 'light',
  },
  tabBar: {
    color: themed('tabText'),
    selectedColor: themed('tabOn'),
    backgroundColor: themed('tabBg'),
    borderStyle: themed('tabBorder') as 'black' | 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: themed('homeIcon'),
        selectedIconPath: themed('homeIconOn'),
      },
      {
        pagePath: 'pages/tickets/index',
        text: '我的单子',
        iconPath: themed('ticketsIcon'),
        selectedIconPath: themed('ticketsIconOn'),
      },
      {
        pagePath: 'pages/messages/index',
        text: '消息',
        iconPath: themed('messagesIcon'),
        selectedIconPath: themed('messagesIconOn'),
      },
      { pagePath: 'pages/me/index', text: '我的', iconPath: themed('meIcon'), selectedIconPath: themed('meIconOn') },
    ],
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  requiredPrivateInfos: ['getLocation', 'chooseLocation'],
  permission: { 'scope.userLocation': { desc: '用于标注您所反映问题的位置' } },
  ...(speech && process.env.TARO_ENV === 'weapp' ? { plugins } : {}),
  networkTimeout: { request: 15_000, uploadFile: 60_000 },
});
