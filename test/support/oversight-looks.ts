/** The pages of 督单 as they are looked at: orders in every state, requests that wait, an appeal, and neighbours who follow. */
import type { Look, Looked } from './look.ts';
import { act, type Cast, dispatched, resolved } from './story.ts';

const HOUR = 3_600_000;
const ids = { supervised: '', rated: '' };

/** `now` is the server's. */
export async function beginOversight(
  cast: Cast,
  now: number,
  report: (text: string) => Promise<string>,
): Promise<void> {
  const at = (ms: number) => new Date(now + ms).toISOString();
  const accepted = async (text: string) => {
    const id = await report(text);
    await dispatched(cast, id);
    await act(cast.urban, id, 'accept', { answer: '今天下午到现场查看。' });
    return id;
  };
  await act(cast.supervisor, await accepted('菜场后门污水外溢'), 'supervise', { reason: '一个月内多人反映' });
  ids.supervised = await accepted('工地夜里施工，整栋楼睡不好');
  await act(cast.leader, ids.supervised, 'supervise', { reason: '多次反映没有改观' });
  const seen = { at: at(-2 * HOUR), place: '临江路工地', text: '夜间仍在浇筑' };
  await act(cast.leader, ids.supervised, 'supervise.visit', seen);
  await act(cast.leader, ids.supervised, 'supervise.plan', {
    cause: 'subjective',
    analysis: '许可时间没有人查',
    measures: '夜间停工，城管每晚巡查',
    dueAt: at(120 * HOUR),
  });
  await act(cast.supervisor, ids.supervised, 'supervise.follow', { text: '已停工两晚' });
  const joined = await cast.neighbour.post(`/tickets/${ids.supervised}/join`, { text: '我家也是' });
  if (joined.status !== 200) throw new Error(JSON.stringify(joined.body));
  const waiting = await accepted('人行天桥扶手锈断');
  await act(cast.urban, waiting, 'request_extension', { until: at(480 * HOUR), reason: '定制的扶手要三周到货' });
  ids.rated = await report('树枝挡住了路灯');
  await resolved(cast, ids.rated);
  await act(cast.resident, ids.rated, 'rate', { score: 'fair', text: '催了两次才来' });
  await act(cast.urban, ids.rated, 'appeal', { reason: '接单第二天就办结了，有照片' });
}

export const OVERSIGHT_LOOKS: readonly Look[] = [
  { name: 'desk-leader', who: 'leader', route: () => 'packages/staff/desk/index', sign: '待督办 1 件' },
  { name: 'supervisions', who: 'leader', route: () => 'packages/staff/supervisions/index', sign: '还没有督办方案' },
  {
    name: 'supervisions-planned',
    who: 'leader',
    route: () => 'packages/staff/supervisions/index',
    sign: '还没有督办方案',
    prepare: async (phone) => {
      await phone.tap('督办中');
      await phone.waitForText('督查室跟进');
    },
  },
  {
    name: 'supervisions-filter',
    who: 'leader',
    route: () => 'packages/staff/supervisions/index',
    sign: '还没有督办方案',
    prepare: async (phone) => {
      await phone.tap('筛选');
      await phone.waitForText('只看督办超时的');
    },
  },
  { name: 'requests', who: 'leader', route: () => 'packages/staff/requests/index', sign: '希望延到' },
  { name: 'appeals', who: 'office', route: () => 'packages/staff/appeals/index', sign: '申诉理由' },
  {
    name: 'staff-ticket-supervised',
    who: 'leader',
    route: () => `packages/staff/ticket/index?id=${ids.supervised}`,
    sign: '1 位居民一起跟进',
  },
  { name: 'ticket-appealed', who: 'resident', route: () => `pages/ticket/index?id=${ids.rated}`, sign: '督查室裁定' },
  {
    name: 'tickets-followed',
    who: 'neighbour',
    route: () => 'pages/tickets/index',
    sign: '一起跟进',
    prepare: followed,
  },
  {
    name: 'ticket-followed',
    who: 'neighbour',
    route: () => `pages/ticket/index?id=${ids.supervised}`,
    sign: '不再跟进',
  },
];

async function followed(phone: Looked): Promise<void> {
  await phone.tap('一起跟进');
  await phone.waitForText('工地夜里施工');
}
