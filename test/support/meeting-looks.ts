/** The pages of the meetings as they are looked at: a session half through, a weekly meeting after another, and their lists. */
import type { MeetingView } from '@liudan/shared/meeting/contract';
import type { Client } from './client.ts';
import type { Look, Looked } from './look.ts';
import { act, type Cast, NOISE, page, reportedUp } from './story.ts';

const ids = { study: '', weekly: '' };

async function called(person: Client, body: object): Promise<string> {
  const reply = await person.post<{ id: string }>('/meetings', body);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body.id;
}

/** A weekly meeting that has ended, one that goes on, and a session with one decision. */
export async function beginMeetings(cast: Cast, report: (text: string) => Promise<string>): Promise<void> {
  const [market, stairs, wall, lamp] = [
    await report('夜市摊位占了半条路，晚上车子过不去'),
    await report('老楼楼梯塌了一角'),
    await report('围墙有裂缝，怕砸到人'),
    await report('健身器材坏了两件'),
  ];
  for (const id of [market, stairs, wall]) {
    await reportedUp(cast, id);
    await act(cast.street, id, 'sign');
  }
  const attendees = ['hbl-staff-1', 'hbl-hbl-staff-1'];
  const body = { kind: 'weekly', org: 'hbl', chair: 'hbl-leader', attendees, place: '三楼会议室' };
  const first = await called(cast.street, body);
  const resolve = (ticket: string, resolution: string, note: string) =>
    cast.streetLeader.post(`/meetings/${first}/resolutions`, { ticket, resolution, note });
  await resolve(stairs, 'put_off', '等住建部门的鉴定报告');
  const { version } = await page(cast.streetLeader, market);
  const lead = { lead: 'dept-urban', assisting: [], difficulty: 'general' };
  const forces = { leader: 'leader-1', cadre: 'hbl-staff-2' };
  const dispatch = { ticket: market, action: 'dispatch', version, input: lead, note: '先劝离，再划线', forces };
  await cast.streetLeader.post(`/meetings/${first}/decisions`, dispatch);
  const { body: before } = await cast.street.get<MeetingView>(`/meetings/${first}`);
  await cast.street.post(`/meetings/${first}/end`, { version: before.version });
  ids.weekly = await called(cast.street, body);
  ids.study = await called(cast.community, { kind: 'study', org: 'hbl-hbl', chair: 'hbl-hbl-staff-1' });
  const decision = { ticket: lamp, action: 'triage.handle', version: 1, input: NOISE };
  await cast.community.post(`/meetings/${ids.study}/decisions`, decision);
}

const decide = async (phone: Looked) => {
  await phone.tap('老楼楼梯塌了一角');
  await phone.waitForText('联点区领导');
};

export const MEETING_LOOKS: readonly Look[] = [
  { name: 'desk-community', who: 'community', route: () => 'packages/staff/desk/index', sign: '今天要定' },
  { name: 'daily', who: 'community', route: () => 'packages/staff/daily/index', sign: '会议记录' },
  { name: 'study', who: 'community', route: () => `packages/staff/study/index?id=${ids.study}`, sign: '记录现场查看' },
  {
    name: 'study-decide',
    who: 'community',
    route: () => `packages/staff/study/index?id=${ids.study}`,
    sign: '记录现场查看',
    prepare: async (phone) => {
      await phone.tap('报单');
      await phone.waitForText('研判分档');
    },
  },
  {
    name: 'study-record',
    who: 'community',
    route: () => `packages/staff/meeting/index?id=${ids.study}`,
    sign: '结束会议',
  },
  { name: 'weekly', who: 'street', route: () => 'packages/staff/weekly/index', sign: '会议记录' },
  {
    name: 'weekly-call',
    who: 'caller',
    route: () => 'packages/staff/weekly/index',
    sign: '召开周例会',
    prepare: async (phone) => {
      await phone.tap('召开周例会');
      await phone.waitForText('什么时候开');
    },
  },
  {
    name: 'weekly-attendees',
    who: 'street',
    route: () => `packages/staff/meeting/index?id=${ids.weekly}`,
    sign: '上次缓议',
    prepare: async (phone) => {
      await phone.tap('改参加人员');
      await phone.waitForText('选好了（2 人）');
    },
  },
  {
    name: 'weekly-meeting',
    who: 'street',
    route: () => `packages/staff/meeting/index?id=${ids.weekly}`,
    sign: '上次缓议',
  },
  {
    name: 'weekly-decide',
    who: 'street',
    route: () => `packages/staff/meeting/index?id=${ids.weekly}`,
    sign: '上次缓议',
    prepare: decide,
  },
  { name: 'demands', who: 'street', route: () => 'packages/staff/demands/index', sign: '噪声扰民' },
  {
    name: 'demands-line',
    who: 'street',
    route: () => 'packages/staff/demands/index',
    sign: '噪声扰民',
    prepare: (phone) => phone.tap('噪声扰民'),
  },
];
