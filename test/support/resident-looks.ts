/** The pages of residents as they are looked at. */
import { type Look, photographed, tickets } from './look.ts';
import { REPORT } from './on-screen.ts';

const person = (name: string, route: string, sign: string, prepare?: Look['prepare']): Look => ({
  name,
  who: 'resident',
  route: () => route,
  sign,
  ...(prepare ? { prepare } : {}),
});

export const RESIDENT_LOOKS: readonly Look[] = [
  { name: 'home-visitor', who: 'visitor', route: () => 'pages/home/index', sign: '选择您的社区' },
  { name: 'login', who: 'visitor', route: () => 'packages/resident/login/index', sign: '演示环境' },
  { name: 'tickets-visitor', who: 'visitor', route: () => 'pages/tickets/index', sign: '登录后看自己的单子' },
  person('home', 'pages/home/index', '社区公告'),
  person('home-call', 'pages/home/index', '社区公告', (phone) => phone.tap('打电话')),
  person('tickets', 'pages/tickets/index', REPORT.summary),
  person('messages', 'pages/messages/index', '有新的答复'),
  person('me', 'pages/me/index', '退出登录'),
  person('me-phone', 'pages/me/index', '退出登录', (phone) => phone.tap('联系电话')),
  { name: 'report-gate', who: 'visitor', route: () => 'pages/report/index', sign: '同意并继续' },
  person('report-empty', 'pages/report/index', '误差约 15 米'),
  person('report-filled', 'pages/report/index', '误差约 15 米', async (phone) => {
    await phone.chooseFiles('拍照或选照片', [await photographed()]);
    await phone.waitForText('1/9');
    await phone.waitUntilGone('.photogrid__veil');
    await phone.tap('提交');
    await phone.waitForText('请说说是什么问题，一句话也可以。');
  }),
  person('report-category', 'pages/report/index', '类别', async (phone) => {
    await phone.tap('类别');
    await phone.waitForText('是哪一类问题？');
  }),
  person('place-map', 'packages/resident/place/index', '定位到我这里'),
  person('place-list', 'packages/resident/place/index', '定位到我这里', async (phone) => {
    await phone.tap('从列表选');
    await phone.waitForText('沅江路街道');
  }),
  person('community', 'packages/resident/community/index', '按现在的位置选'),
  person('privacy', 'packages/resident/privacy/index', '我们收集什么，为什么'),
  person(
    'sent',
    `pages/sent/index?id=x&number=LD20261120-0007&sentence=${encodeURIComponent('河滨社区正在研判')}`,
    '收到了',
  ),
  {
    name: 'ticket-under',
    who: 'resident',
    route: () => `pages/ticket/index?id=${tickets.under}`,
    sign: '正在办理',
  },
  {
    name: 'ticket-supplement',
    who: 'resident',
    route: () => `pages/ticket/index?id=${tickets.under}`,
    sign: '正在办理',
    prepare: async (phone) => {
      await phone.tap('补充情况');
      await phone.waitForText('补充的情况');
    },
  },
  {
    name: 'rate-dissatisfied',
    who: 'resident',
    route: () => `packages/resident/rate/index?id=${tickets.done}`,
    sign: '办得怎么样？',
    prepare: async (phone) => {
      await phone.tap('不满意');
      await phone.waitForText('我们会重新办理，办好后再请您评价。');
    },
  },
  person('community-contacts', 'packages/community/page/index?tab=contacts', '公告', async (phone) => {
    await phone.tap('联系人');
    await phone.waitForText('联系党员');
  }),
];
