/** 跟单: the street's weekly meeting decides over its communities' lists and follows what it decided (HJ-16, HJ-17, HJ-18, HJ-19, HJ-37). */
import type { MeetingForces, MeetingPeople, MeetingView } from '@liudan/shared/meeting/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { MeetingItemEntity } from '../../apps/server/src/meeting/meeting-item.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, dispatched, page, reportedUp, signInAll } from '../support/story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
type Refused = { code?: string; fields?: Record<string, string> };

describe.each(['sqlite', 'mariadb'] as const)("the street's weekly meeting, on %s", (database) => {
  let house: Noticed;
  let cast: Cast;
  let begun: number;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    begun = house.clock.now();
  });
  afterAll(() => house.close());

  const read = async <T>(person: Client, path: string): Promise<T> => {
    const reply = await person.get<T>(path);
    if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const meeting = (id: string, person = cast.streetLeader) => read<MeetingView>(person, `/meetings/${id}`);
  const call = async (more: object = {}): Promise<string> => {
    const attendees = ['hbl-staff-1', 'hbl-hbl-staff-1'];
    const body = { kind: 'weekly', org: 'hbl', chair: 'hbl-leader', attendees, place: '三楼会议室', ...more };
    const reply = await cast.street.post<{ id: string }>('/meetings', body);
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body.id;
  };
  const decide = async (
    person: Client,
    id: string,
    decision: { ticket: string; action: string; input: object; note?: string; forces?: object },
  ): Promise<Reply<Refused>> => {
    const { version } = await page(person, decision.ticket);
    return person.post(`/meetings/${id}/decisions`, { version, ...decision });
  };
  const end = async (id: string) =>
    cast.street.post<Refused>(`/meetings/${id}/end`, { version: (await meeting(id)).version });
  const report = async (text: string) => {
    house.clock.set(house.clock.now() + 1000);
    return (await house.report(cast.resident, text)).id;
  };
  const signed = async (text: string) => {
    const id = await report(text);
    await reportedUp(cast, id);
    await act(cast.street, id, 'sign');
    return id;
  };

  let [market, drain, stairs, again, given, follow]: string[] = [];
  let first: string;

  it('is called for a time, and begins when the street begins it', async () => {
    const plannedAt = new Date(begun + HOUR).toISOString();
    first = await call({ plannedAt });
    expect(await meeting(first)).toMatchObject({ state: 'called', plannedAt, startedAt: null, chair: '龙立新' });
    expect(await read<MeetingPeople>(cast.street, '/meetings/people?kind=weekly')).toMatchObject({
      chairs: [{ value: 'hbl-leader', label: '龙立新（河滨路街道 街道领导）' }],
    });
    const early = await cast.street.post<Refused>(`/meetings/${first}/resolutions`, {
      ticket: await report('还没有签收'),
      resolution: 'put_off',
      note: '等等',
    });
    expect(early.body.code).toBe('MEETING_NOT_NOW');
    house.clock.set(begun + HOUR);
    const start = { version: 1 };
    expect((await cast.street.post(`/meetings/${first}/start`, start, { key: 'start-the-first' })).status).toBe(204);
    expect((await cast.street.post(`/meetings/${first}/start`, start, { key: 'start-the-first' })).status).toBe(204);
    expect((await cast.street.post<Refused>(`/meetings/${first}/start`, { version: 2 })).body.code).toBe(
      'MEETING_NOT_NOW',
    );
    expect(await meeting(first)).toMatchObject({ state: 'open', version: 2 });
  });

  it('has before it what has no route, what came back, and what is late', async () => {
    [market, drain, stairs, again] = [
      await signed('夜市占道'),
      await signed('排水沟堵了'),
      await signed('楼梯塌了一角'),
      await signed('老楼加装电梯'),
    ];
    given = await report('招牌要掉');
    await dispatched(cast, given);
    await act(cast.urban, given, 'return', { reason: '不属于城管' });
    follow = await report('工地扬尘');
    await dispatched(cast, follow);
    await reportedUp(cast, await report('还没有签收的不在会上'));
    expect((await meeting(first)).agenda.map(({ ticket, topic }) => [ticket.id, topic])).toEqual([
      [given, 'returned'],
      [market, 'undecided'],
      [drain, 'undecided'],
      [stairs, 'undecided'],
      [again, 'undecided'],
    ]);
    // The department was to answer on the same day.
    house.clock.set(begun + DAY);
    const agenda = (await meeting(first)).agenda.map(({ ticket, topic }) => [ticket.id, topic]);
    expect(agenda.at(-1)).toEqual([follow, 'overdue']);
    expect(await read(cast.street, '/meetings/counts')).toMatchObject({ weekly: 6 });
    house.clock.set(begun + HOUR + 60_000);
  });

  it('decides one thing at a time: the street itself, a department, or not yet; each with the four forces', async () => {
    const forces = await read<MeetingForces>(cast.street, '/meetings/forces?org=hbl-hbl');
    expect(forces.leader.map(({ value }) => value)).toEqual(['leader-1']);
    const four = { leader: 'leader-1', department: 'dept-urban-1', cadre: 'hbl-staff-2', member: 'hbl-hbl-staff-1' };
    const take = {
      leader: 'hbl-leader',
      section: '城管办',
      dueAt: new Date(begun + 2 * DAY).toISOString(),
      answer: '街道来办，周日前办好',
    };
    const wrong = { ticket: market ?? '', action: 'take', input: take, forces: { leader: 'leader-2' } };
    expect((await decide(cast.streetLeader, first, wrong)).body.fields).toEqual({ 'forces.leader': '请从名单中选择' });
    const late = { ...take, dueAt: new Date(begun).toISOString() };
    expect((await decide(cast.streetLeader, first, { ...wrong, forces: {}, input: late })).body.code).toBe(
      'DUE_NOT_IN_FUTURE',
    );
    const note = '一事一办：先劝离，再划线';
    const taken = await decide(cast.streetLeader, first, { ...wrong, forces: four, note });
    expect(taken.status).toBe(200);

    const lead = { lead: 'dept-water', assisting: ['dept-urban'], difficulty: 'general', note: '会议研究：供水牵头' };
    const staff = await decide(cast.street, first, { ticket: drain ?? '', action: 'dispatch', input: lead });
    expect(staff.body.code).toBe('ACTION_NOT_YOURS');
    expect(
      (await decide(cast.streetLeader, first, { ticket: drain ?? '', action: 'dispatch', input: lead })).status,
    ).toBe(200);
    const putOff = { ticket: stairs, resolution: 'put_off', note: '等鉴定报告' };
    expect((await cast.streetLeader.post(`/meetings/${first}/resolutions`, putOff)).status).toBe(200);
    const unsaid = await cast.streetLeader.post<Refused>(`/meetings/${first}/resolutions`, { ...putOff, note: ' ' });
    expect(unsaid.body.fields).toEqual({ note: '请填写' });

    const study = { ticket: again ?? '', action: 'study', input: { reason: '等住建局的意见' } };
    expect((await decide(cast.streetLeader, first, study)).status).toBe(200);

    const now = await meeting(first);
    expect(now.agenda.map(({ ticket }) => ticket.id)).toEqual([given]);
    expect(now.items.map(({ action, note: said, forces: named }) => [action, said, named])).toEqual([
      ['take', note, ['联点区领导陈春梅', '部门负责人蔡秀兰', '街道干部龚晓峰', '社区人员杨美玲']],
      ['dispatch', null, []],
      ['put_off', '等鉴定报告', []],
      ['study', null, []],
    ]);
    expect(now.items[0]?.words).toBe('街道自办，责任领导龙立新，城管办，11月22日 周日 09:00 前办结');
    expect((await page(cast.community, market ?? '')).ticket.state).toBe('street_handling');
    expect((await page(cast.water, drain ?? '')).ticket.state).toBe('dispatched');
    // The resident reads the answer, and nothing of the meeting.
    const told = JSON.stringify(await page(cast.resident, market ?? ''));
    expect(told).toContain('街道来办，周日前办好');
    expect(told).not.toContain('一事一办');
    expect((await page(cast.streetLeader, stairs ?? '')).ticket.state).toBe('street_handling');
  });

  it('ends with its minutes, and keeps its names and words sealed or by id', async () => {
    expect((await end(first)).status).toBe(204);
    const record = await meeting(first, cast.leader);
    expect(record).toMatchObject({ state: 'ended', hold: false, agenda: [] });
    expect(record.minutes).toContain('参加：黎巧云、杨美玲（河滨社区）');
    expect(record.minutes).toContain('小计：街道自办 1 件，派单 1 件，再研究 1 件，下次再议 1 件。');
    const rows = await house.server.app.get(Database).read.find(MeetingItemEntity);
    expect(JSON.stringify(rows.map(({ forces }) => forces))).not.toContain('陈春梅');
  });

  it('meets again over what was put off, and sees what became of the rest: done, running, past due, come back', async () => {
    // The street did what it took; the department did not answer; nobody asked about the rest.
    await act(cast.street, market ?? '', 'resolve', { answer: '已经劝离' });
    house.clock.set(begun + 7 * DAY);
    const second = await call();
    const now = await meeting(second);
    expect(now.followed.map(({ ticket, progress }) => [ticket.id, progress])).toEqual([
      [market, 'done'],
      [drain, 'overdue'],
      [again, 'running'],
    ]);
    expect(now.agenda.map(({ ticket, topic }) => [ticket.id, topic])).toEqual([
      [stairs, 'put_off'],
      [given, 'returned'],
      [again, 'undecided'],
      [drain, 'overdue'],
      [follow, 'overdue'],
    ]);
    // The street finds that the department was the right one after all.
    const uphold = { ticket: given ?? '', action: 'uphold', input: { reason: '招牌由城管管，目录写明了' } };
    expect((await decide(cast.streetLeader, second, uphold)).status).toBe(200);
    expect((await page(cast.urban, given ?? '')).ticket.state).toBe('dispatched');
    const closer = { ticket: follow, resolution: 'follow', note: '街道城管办每天去看' };
    expect((await cast.street.post(`/meetings/${second}/resolutions`, closer)).status).toBe(200);
    expect((await meeting(second)).composed).toContain('上次议定 3 件：已办结 1 件，办理中 1 件，已超时 1 件。');
    expect((await end(second)).status).toBe(204);
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });

  it('is nothing to the communities, the departments and other streets, and decides over its own tickets only', async () => {
    for (const stranger of [cast.community, cast.gridWorker, cast.urban, cast.foreignStreet, cast.resident])
      expect((await stranger.get(`/meetings/${first}`)).status).toBe(404);
    const third = await call();
    const body = { kind: 'weekly', org: 'xj', chair: 'xj-leader' };
    const theirs = (await cast.foreignStreet.post<{ id: string }>('/meetings', body)).body.id;
    const foreign = { ticket: stairs, resolution: 'put_off', note: '不是我们的' };
    expect((await cast.foreignStreet.post(`/meetings/${theirs}/resolutions`, foreign)).status).toBe(404);
    expect((await cast.foreignStreet.post(`/meetings/${third}/resolutions`, foreign)).status).toBe(404);
    expect((await cast.leader.post(`/meetings/${third}/resolutions`, foreign)).status).toBe(403);
    const chair = await cast.street.post<Refused>('/meetings', { kind: 'weekly', org: 'hbl', chair: 'hbl-staff-1' });
    expect(chair.body.fields).toEqual({ chair: '请从名单中选择' });
  });
});
