/** Every page of residents and staff, for everybody: read aloud, large, dark, on a narrow phone (rule F6 of the norms). */
import { jest } from '@jest/globals';
import { H5_DIST, pictures } from '../support/builds.ts';
import { beginPage, COMMUNITY_LOOKS } from '../support/community-looks.ts';
import { beginWaysIn, ENTRY_LOOKS } from '../support/entry-looks.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { beginMeetings, MEETING_LOOKS } from '../support/meeting-looks.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { REPORT } from '../support/on-screen.ts';
import { beginOversight, OVERSIGHT_LOOKS } from '../support/oversight-looks.ts';
import { photograph } from '../support/photographs.ts';
import { axeFindings, LARGE, layoutFindings, USUAL } from '../support/reading.ts';
import { act, type Cast, dispatched, resolved, signInAll } from '../support/story.ts';
import { liveTown } from '../support/town.ts';

// A page is measured in several modes, and read by axe in each.
jest.setTimeout(60_000);

const picture = pictures('browser');
const PHONE = { width: 375, height: 812 };
const NARROW = { width: 320, height: 640 };

let house: Noticed;
let cast: Cast;
let visitor: H5;
let resident: H5;
let staff: H5;
let operator: H5;
let street: H5;
let caller: H5;
let leader: H5;
let office: H5;
let neighbour: H5;
const tickets = { fresh: '', under: '', done: '' };

beforeAll(async () => {
  house = await startNoticed({ env: { H5_DIR: H5_DIST } });
  cast = await signInAll(house.server);
  await liveTown(house, cast);
  const { buffer } = await photograph('darkStreet');
  const report = async (text: string) => {
    const photo = (await cast.resident.upload<{ id: string }>('/media', buffer)).body.id;
    const place = { lng: 109.9865, lat: 27.111, accuracyMetres: 15, address: '河滨路 12 号' };
    const body = {
      text,
      place,
      photos: [photo],
      phone: '13912345678',
      consent: house.district.settings.privacy.version,
    };
    return (await cast.resident.post<{ id: string }>('/tickets', body)).body.id;
  };
  await beginOversight(cast, house.clock.now(), report);
  tickets.fresh = await report(REPORT.text);
  tickets.under = await report('河滨路 40 号门前人行道积水');
  tickets.done = await report('公交站台的座椅松动');
  await dispatched(cast, tickets.under, ['dept-water']);
  await act(cast.urban, tickets.under, 'accept', { answer: '今天下午到现场查看。' });
  await act(cast.urban, tickets.under, 'record', { kind: 'site_visit', text: '已到现场，正在联系施工队。' });
  await resolved(cast, tickets.done);
  await beginMeetings(cast, (text) => report(text));
  await beginPage(house, cast);
  await beginWaysIn(house, cast);
  await cast.centre.get('/ledgers/demands/export?format=csv&unmasked=1&from=2026-11-01');
  await cast.community.get('/ledgers/four-lists/print');
  // The demo district does without this view; its page has to be good all the same.
  Object.assign(house.district.settings.views, { backlog: true });
  await house.tell();
  visitor = await openH5(house);
  resident = await openH5(house);
  staff = await openH5(house);
  operator = await openH5(house);
  street = await openH5(house);
  caller = await openH5(house);
  leader = await openH5(house);
  office = await openH5(house);
  neighbour = await openH5(house);
  await resident.become('姜菊香');
  await staff.become('杨美玲');
  await operator.become('沈水清');
  await street.become('龙立新');
  await caller.become('苏长生');
  await leader.become('陈春梅');
  await office.become('萧少华');
  await neighbour.become('邹国平');
});
afterAll(async () => {
  for (const phone of [visitor, resident, staff, operator, street, caller, leader, office, neighbour])
    await phone?.close();
  await house?.close();
});

interface Look {
  readonly name: string;
  readonly who: () => H5;
  readonly route: () => string;
  /** What tells that the page is there. */
  readonly sign: string;
  /** Brings it into the state to look at. */
  readonly prepare?: (phone: H5) => Promise<void>;
}

const person = (name: string, route: string, sign: string, prepare?: Look['prepare']): Look => ({
  name,
  who: () => resident,
  route: () => route,
  sign,
  ...(prepare ? { prepare } : {}),
});
const worker = (name: string, route: () => string, sign: string, prepare?: Look['prepare']): Look => ({
  name,
  who: () => staff,
  route,
  sign,
  ...(prepare ? { prepare } : {}),
});
const toReportUp = async (phone: H5) => {
  // Where letters are large the bar has room for one act; the others stand behind 「更多」.
  if ((await phone.page.locator('.acts__act').filter({ hasText: '报单' }).count()) === 0) await phone.tap('更多');
  await phone.tap('报单');
  await phone.waitForText('研判分档');
};

/** The month that runs; the page begins with the one before. */
const toNovember = async (phone: H5) => {
  await phone.tap('月份');
  await phone.tap('2026年11月');
  await phone.waitForText('到现在');
  await phone.waitForText('结转下月的工单');
};

const LOOKS: readonly Look[] = [
  { name: 'home-visitor', who: () => visitor, route: () => 'pages/home/index', sign: '选择您的社区' },
  { name: 'login', who: () => visitor, route: () => 'pages/login/index', sign: '演示环境' },
  { name: 'tickets-visitor', who: () => visitor, route: () => 'pages/tickets/index', sign: '登录后看自己的单子' },
  person('home', 'pages/home/index', '社区公告'),
  person('home-call', 'pages/home/index', '社区公告', (phone) => phone.tap('打电话')),
  person('tickets', 'pages/tickets/index', REPORT.summary),
  person('messages', 'pages/messages/index', '有新的答复'),
  person('me', 'pages/me/index', '退出登录'),
  person('me-phone', 'pages/me/index', '退出登录', (phone) => phone.tap('联系电话')),
  person('report-empty', 'pages/report/index', '误差约 15 米'),
  person('report-filled', 'pages/report/index', '误差约 15 米', async (phone) => {
    await phone.fill('说说是什么问题', '路口的树枝挡住了红绿灯');
    await phone.chooseFiles('拍照或选照片', [await photograph('darkStreet')]);
    await phone.waitForText('1/9');
    await phone.waitUntilGone('.photogrid__veil');
    await phone.tap('提交');
    await phone.waitForText('请先阅读并同意隐私说明。');
  }),
  person('report-category', 'pages/report/index', '类别', async (phone) => {
    await phone.tap('类别');
    await phone.waitForText('是哪一类问题？');
  }),
  person('place-map', 'pages/place/index', '定位到我这里'),
  person('place-list', 'pages/place/index', '定位到我这里', async (phone) => {
    await phone.tap('从列表选');
    await phone.waitForText('沅江路街道');
  }),
  person('community', 'pages/community/index', '按现在的位置选'),
  person('privacy', 'pages/privacy/index', '我们收集什么，为什么'),
  person(
    'sent',
    `pages/sent/index?id=x&number=LD20261120-0007&sentence=${encodeURIComponent('河滨社区正在研判')}`,
    '收到了',
  ),
  {
    name: 'ticket-under',
    who: () => resident,
    route: () => `pages/ticket/index?id=${tickets.under}`,
    sign: '正在办理',
  },
  {
    name: 'ticket-supplement',
    who: () => resident,
    route: () => `pages/ticket/index?id=${tickets.under}`,
    sign: '正在办理',
    prepare: async (phone) => {
      await phone.tap('补充情况');
      await phone.waitForText('补充的情况');
    },
  },
  {
    name: 'rate-dissatisfied',
    who: () => resident,
    route: () => `pages/rate/index?id=${tickets.done}`,
    sign: '办得怎么样？',
    prepare: async (phone) => {
      await phone.tap('不满意');
      await phone.waitForText('我们会重新办理，办好后再请您评价。');
    },
  },
  worker('staff-inbox', () => 'packages/staff/inbox/index', REPORT.summary),
  worker(
    'staff-filter',
    () => 'packages/staff/inbox/index',
    REPORT.summary,
    (phone) => phone.tap('搜索筛选'),
  ),
  worker('staff-ticket', () => `packages/staff/ticket/index?id=${tickets.fresh}`, '办理过程'),
  worker('staff-act', () => `packages/staff/ticket/index?id=${tickets.fresh}`, '办理过程', toReportUp),
  worker(
    'staff-options',
    () => `packages/staff/ticket/index?id=${tickets.fresh}`,
    '办理过程',
    async (phone) => {
      await toReportUp(phone);
      await phone.tap('[aria-label^="分类，请选择"]');
      await phone.waitForText('路灯照明');
    },
  ),
  ...MEETING_LOOKS.map(
    ({ who, ...look }): Look => ({ ...look, who: () => ({ community: staff, street, caller })[who] }),
  ),
  ...COMMUNITY_LOOKS.map(({ who, ...look }): Look => ({ ...look, who: () => ({ visitor, resident, staff })[who] })),
  ...ENTRY_LOOKS.map(({ who, ...look }): Look => ({ ...look, who: () => ({ visitor, resident, staff })[who] })),
  worker('staff-ledgers', () => 'packages/staff/ledgers/index', '四清单'),
  worker('staff-ledger', () => 'packages/staff/ledger/index?id=demands', REPORT.summary),
  worker(
    'staff-ledger-whole',
    () => 'packages/staff/ledger/index?id=four-lists',
    REPORT.summary,
    (phone) => phone.tap('展开全部'),
  ),
  worker(
    'staff-ledger-filter',
    () => 'packages/staff/ledger/index?id=demands',
    REPORT.summary,
    async (phone) => {
      await phone.tap('筛选');
      await phone.tap('本月');
    },
  ),
  worker(
    'staff-ledger-take',
    () => 'packages/staff/ledger/index?id=demands',
    REPORT.summary,
    (phone) => phone.tap('导出'),
  ),
  worker('staff-monthly', () => 'packages/staff/monthly/index', '各项比率，分开算', toNovember),
  worker(
    'staff-monthly-tickets',
    () => 'packages/staff/monthly/index',
    '各项比率，分开算',
    async (phone) => {
      await toNovember(phone);
      await phone.tap('本月新增');
      await phone.waitForText(REPORT.summary);
    },
  ),
  worker('staff-backlog', () => 'packages/staff/backlog/index', '最早的一件'),
  worker(
    'staff-backlog-tickets',
    () => 'packages/staff/backlog/index',
    '最早的一件',
    async (phone) => {
      await phone.tap('河滨社区');
      await phone.waitForText(REPORT.summary);
    },
  ),
  worker('intake', () => 'packages/staff/intake/index', '查这个号码反映过什么'),
  worker('visits', () => 'packages/staff/visits/index', '登记一条'),
  worker(
    'relay',
    () => 'packages/staff/relay/index',
    '粘贴群消息',
    async (phone) => {
      await phone.fill('群消息', '张三：路灯坏了\n李四：水管漏水');
      await phone.tap('按发言人拆开');
      await phone.waitForText('李四');
    },
  ),
  person('community-contacts', 'packages/community/page/index?tab=contacts', '公告', async (phone) => {
    await phone.tap('联系人');
    await phone.waitForText('联系党员');
  }),
  { name: 'exports', who: () => operator, route: () => 'packages/staff/exports/index', sign: '完整姓名电话' },
  ...OVERSIGHT_LOOKS.map(
    ({ who, ...look }): Look => ({ ...look, who: () => ({ leader, office, resident, neighbour })[who] }),
  ),
  { name: 'operator', who: () => operator, route: () => 'packages/staff/operator/index', sign: '没有' },
];

async function show({ who, route, sign, prepare }: Look, large: boolean): Promise<H5> {
  const phone = who();
  await phone.page.setViewportSize(PHONE);
  await phone.page.emulateMedia({ colorScheme: 'light' });
  await phone.keep('settings.largeText', large);
  for (const draft of ['draft.report', 'draft.relay']) await phone.keep(draft, null);
  await phone.open(route());
  await phone.waitForText(sign);
  await prepare?.(phone);
  await phone.page.waitForLoadState('networkidle');
  return phone;
}

describe.each(LOOKS.map((look) => [look.name, look] as const))('%s', (name, look) => {
  it('has names, room for a finger and contrast, in light and dark, and fits a narrow phone', async () => {
    const phone = await show(look, false);
    await phone.screenshot(picture(`page-${name}`));
    expect(await axeFindings(phone.page)).toEqual([]);
    expect(await layoutFindings(phone.page, USUAL)).toEqual([]);
    await phone.page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(phone.page, ['color-contrast'])).toEqual([]);
    await phone.screenshot(picture(`page-${name}-dark`));
    await phone.page.setViewportSize(NARROW);
    expect(await layoutFindings(phone.page, USUAL)).toEqual([]);
  });

  it('is large where large text was chosen', async () => {
    const phone = await show(look, true);
    await phone.screenshot(picture(`page-${name}-large`));
    expect(
      await axeFindings(phone.page, ['color-contrast', 'aria-hidden-focus', 'scrollable-region-focusable']),
    ).toEqual([]);
    expect(await layoutFindings(phone.page, LARGE)).toEqual([]);
    await phone.page.setViewportSize(NARROW);
    expect(await layoutFindings(phone.page, LARGE)).toEqual([]);
  });
});
