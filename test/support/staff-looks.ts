/** The pages of the staff as they are looked at: inbox, ticket, ledgers, the report of the month, intake, the operator's. */
import { type Look, type Looked, tickets } from './look.ts';
import { REPORT } from './on-screen.ts';

const worker = (name: string, route: () => string, sign: string, prepare?: Look['prepare']): Look => ({
  name,
  who: 'community',
  route,
  sign,
  ...(prepare ? { prepare } : {}),
});
const toReportUp = async (phone: Looked) => {
  // Where letters are large the bar has room for one act; the others stand behind 「更多」.
  if ((await phone.page.locator('.acts__act').filter({ hasText: '报单' }).count()) === 0) await phone.tap('更多');
  await phone.tap('报单');
  await phone.waitForText('研判分档');
};

/** The month that runs; the page begins with the one before. */
const toNovember = async (phone: Looked) => {
  await phone.tap('月份');
  await phone.tap('2026年11月');
  await phone.waitForText('到现在');
  await phone.waitForText('结转下月的工单');
};

export const STAFF_LOOKS: readonly Look[] = [
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
  worker('staff-channels', () => 'packages/staff/channels/index', '发一条试试'),
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
  { name: 'exports', who: 'operator', route: () => 'packages/staff/exports/index', sign: '完整姓名电话' },
  { name: 'operator', who: 'operator', route: () => 'packages/staff/operator/index', sign: '没有' },
];
