/** 报单: the community studies the day's reports, decides them one after another, and keeps the minutes (HJ-06, HJ-07, HJ-10, HJ-11, HJ-12). */
import type { DailyList, DemandList, LateList, MeetingView } from '@liudan/shared/meeting/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { MeetingItemEntity } from '../../apps/server/src/meeting/meeting-item.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, NOISE, page, photoOf, signInAll } from '../support/story.ts';

const HOUR = 3_600_000;
type Refused = { code?: string; fields?: Record<string, string> };

describe.each(['sqlite', 'mariadb'] as const)("the community's study of the day, on %s", (database) => {
  let house: Noticed;
  let cast: Cast;
  let begun: number;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    begun = house.clock.now();
  });
  afterEach(() => house.clock.set(begun));
  afterAll(() => house.close());

  const read = async <T>(person: Client, path: string): Promise<T> => {
    const reply = await person.get<T>(path);
    if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const daily = (person: Client) => read<DailyList>(person, '/meetings/daily?org=hbl-hbl');
  const meeting = (person: Client, id: string) => read<MeetingView>(person, `/meetings/${id}`);
  const begin = async (more: object = {}): Promise<string> => {
    const body = {
      kind: 'study',
      org: 'hbl-hbl',
      chair: 'hbl-hbl-staff-1',
      attendees: ['hbl-hbl-staff-2', 'hbl-hbl-g1-worker'],
      ...more,
    };
    const reply = await cast.community.post<{ id: string }>('/meetings', body);
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body.id;
  };
  const decide = async (
    person: Client,
    id: string,
    decision: { ticket: string; action: string; input: object; version?: number },
    key?: string,
  ): Promise<Reply<Refused>> => {
    const version = decision.version ?? (await page(cast.community, decision.ticket)).version;
    return person.post(`/meetings/${id}/decisions`, { ...decision, version }, key ? { key } : {});
  };
  const end = async (id: string, minutes?: string) =>
    cast.community.post(`/meetings/${id}/end`, { version: (await meeting(cast.community, id)).version, minutes });
  /** The database keeps milliseconds; two reports in one would stand in no certain order. */
  const report = async (text: string) => {
    house.clock.set(house.clock.now() + 1000);
    return (await house.report(cast.resident, text)).id;
  };

  it('goes through what came in, decides each by the ordinary act, and keeps who was there and what was said', async () => {
    const [noise, rubbish, lamp, road] = [
      await report('楼下夜里很吵'),
      await report('垃圾堆了三天'),
      await report('路灯不亮'),
      await report('要求单独修一条路'),
    ];
    const list = await daily(cast.community);
    expect(list).toMatchObject({ hold: true, total: 4, today: 4, overdue: 0, open: null });
    expect(list.items.map(({ ticket, topic, urgency }) => [ticket.id, topic, urgency])).toEqual(
      [noise, rubbish, lamp, road].map((id) => [id, 'triage', 'today']),
    );

    // Somebody goes to look before anything is decided (HJ-07).
    await act(cast.gridWorker, noise, 'record', {
      kind: 'site_visit',
      text: '到楼下听了一会儿，是空调外机',
      photos: [await photoOf(cast.gridWorker)],
    });

    const id = await begin({ place: '社区二楼' });
    expect((await daily(cast.colleague)).open).toMatchObject({ id, state: 'open', chair: '杨美玲' });
    const decided = [
      { ticket: noise, action: 'triage.handle', input: NOISE },
      { ticket: rubbish, action: 'triage.report_up', input: { ...NOISE, reason: '要几个部门一起' } },
      {
        ticket: lamp,
        action: 'triage.direct',
        input: { grade: 'deferred', category: 'street-light', answer: '已转主管部门' },
      },
      {
        ticket: road,
        action: 'triage.unreasonable',
        input: { code: '没有政策依据', category: 'public-seat', policy: '某办法第三条' },
      },
    ];
    for (const decision of decided) expect((await decide(cast.community, id, decision)).status).toBe(200);
    const states = await Promise.all(
      decided.map(async ({ ticket }) => (await page(cast.community, ticket)).ticket.state),
    );
    expect(states).toEqual(['community_handling', 'reported', 'dispatched', 'explaining']);

    const now = await meeting(cast.community, id);
    expect(now).toMatchObject({ state: 'open', decided: 4, agenda: [], hold: true, place: '社区二楼' });
    expect(now.items.map(({ seq, action, by }) => [seq, action, by])).toEqual(
      decided.map(({ action }, at) => [at + 1, action, '杨美玲']),
    );
    expect(now.attendees.map(({ name }) => name)).toEqual(['朱春梅', '梁丽华']);
    expect(now.composed).toContain('主持：杨美玲');
    expect(now.composed).toContain('小计：社区办理 1 件，报单 1 件，直接派单 1 件，不合理 1 件。');

    // A draft is kept, whoever comes second is told, and the end is the end.
    const draft = { version: now.version, minutes: '会议记录草稿' };
    expect((await cast.community.put(`/meetings/${id}`, draft)).status).toBe(204);
    const second = await cast.colleague.put<Refused>(`/meetings/${id}`, { ...draft, minutes: '另一份' });
    expect([second.status, second.body.code]).toEqual([409, 'MEETING_CHANGED']);
    expect((await end(id)).status).toBe(204);
    expect(await meeting(cast.street, id)).toMatchObject({ state: 'ended', minutes: '会议记录草稿', hold: false });
    const late = await cast.community.put<Refused>(`/meetings/${id}`, { version: 3, minutes: '改记录' });
    expect([late.status, late.body.code]).toEqual([409, 'MEETING_NOT_NOW']);
    const after = await decide(cast.community, id, { ticket: noise, action: 'triage.report_up', input: {} });
    expect(after.body.code).toBe('INVALID_INPUT');
    const more = await report('会后来的');
    const closed = await decide(cast.community, id, { ticket: more, action: 'triage.handle', input: NOISE });
    expect(closed.body.code).toBe('MEETING_NOT_NOW');
    expect((await page(cast.community, more)).ticket.state).toBe('submitted');
    await act(cast.community, more, 'triage.handle', NOISE);
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });

  it('is one at a time, is gone on with after an interruption, and writes its own minutes where nobody did', async () => {
    const [first, second] = [await report('楼道灯坏了'), await report('楼顶漏水')];
    const id = await begin();
    expect((await decide(cast.community, id, { ticket: first, action: 'triage.handle', input: NOISE })).status).toBe(
      200,
    );
    const again = await cast.colleague.post<Refused & { message: string }>('/meetings', {
      kind: 'study',
      org: 'hbl-hbl',
      chair: 'hbl-hbl-staff-2',
    });
    expect([again.status, again.body.code]).toEqual([409, 'MEETING_OPEN']);
    // Whoever comes back to it, from whichever phone, finds what is left.
    const resumed = await meeting(cast.colleague, (await daily(cast.colleague)).open?.id ?? '');
    expect(resumed.agenda.map(({ ticket }) => ticket.id)).toEqual([second]);
    await decide(cast.colleague, id, {
      ticket: second,
      action: 'triage.report_up',
      input: { ...NOISE, reason: '要动用维修资金' },
    });
    await end(id);
    const ended = await meeting(cast.community, id);
    expect(ended.minutes).toBe(ended.composed);
    expect(ended.minutes).toContain('楼顶漏水。报单');
    const list = await read<{ items: { id: string }[] }>(cast.community, '/meetings?kind=study&org=hbl-hbl');
    expect(list.items[0]).toMatchObject({ id, state: 'ended', decided: 2 });
  });

  it('keeps an act and its item together: sent twice it is once, and what the journey refuses is no item', async () => {
    const ticket = await report('井盖松了');
    const id = await begin();
    const { version } = await page(cast.community, ticket);
    const wrong = await decide(cast.community, id, {
      ticket,
      action: 'triage.handle',
      input: { ...NOISE, category: 'street-light' },
    });
    expect(wrong.body.code).toBe('NOT_COMPETENT');
    const missing = await decide(cast.community, id, { ticket, action: 'triage.report_up', input: NOISE });
    expect(missing.body).toMatchObject({ code: 'INVALID_INPUT', fields: { reason: expect.any(String) } });
    const foreign = await decide(cast.community, id, { ticket, action: 'resolve', input: { answer: '好了' } });
    expect(foreign.body.code).toBe('INVALID_INPUT');
    expect((await meeting(cast.community, id)).items).toEqual([]);

    const handle = { ticket, action: 'triage.handle', input: NOISE, version };
    const twice = [
      await decide(cast.community, id, handle, 'the-same-key'),
      await decide(cast.community, id, handle, 'the-same-key'),
    ];
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(twice[1]?.body).toEqual(twice[0]?.body);
    expect((await meeting(cast.community, id)).items).toHaveLength(1);
    expect((await page(cast.community, ticket)).version).toBe(version + 1);

    // Of two who decide at once one wins, and only his decision is written.
    const other = await report('树枝挡路');
    const at = (await page(cast.community, other)).version;
    const both = await Promise.all([
      decide(cast.community, id, { ticket: other, action: 'triage.handle', input: NOISE, version: at }),
      decide(cast.colleague, id, {
        ticket: other,
        action: 'triage.report_up',
        input: { ...NOISE, reason: '路政' },
        version: at,
      }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await meeting(cast.community, id)).items.map(({ seq }) => seq)).toEqual([1, 2]);
    const rows = await house.server.app.get(Database).read.findBy(MeetingItemEntity, { meetingId: id });
    const events = (await page(cast.community, other)).timeline.map((entry) => entry.id);
    expect(rows.every(({ eventId }) => eventId !== null)).toBe(true);
    expect(events).toContain(rows.find(({ ticketId }) => ticketId === other)?.eventId);
    // A retry after the end still gets its first answer.
    await end(id);
    expect((await decide(cast.community, id, handle, 'the-same-key')).body).toEqual(twice[0]?.body);
  });

  it('is red at the street where it was not held: which community, how many, since when', async () => {
    const waiting = await report('没有人看的一件');
    const started = await report('办不下去的一件');
    await act(cast.community, started, 'triage.handle', { ...NOISE, grade: 'urgent' });
    house.clock.set(begun + 10 * HOUR);
    expect(await read<LateList>(cast.street, '/meetings/late')).toMatchObject({ total: 0, communities: [] });
    house.clock.set(begun + 40 * HOUR);
    const late = await read<LateList>(cast.street, '/meetings/late');
    expect(late).toMatchObject({ total: 2, org: { id: 'hbl' } });
    expect(late.communities).toEqual([
      expect.objectContaining({
        org: { id: 'hbl-hbl', name: '河滨社区' },
        triage: 1,
        unsolved: 1,
        sinceWords: '11月20日 周五 23:59',
      }),
    ]);
    expect(late.communities[0]?.items.map(({ ticket, topic }) => [ticket.id, topic, ticket.light])).toEqual([
      [waiting, 'triage', 'red'],
      [started, 'unsolved', 'red'],
    ]);
    expect(await read(cast.street, '/meetings/counts')).toMatchObject({ daily: 0, late: 2 });
    expect(await read(cast.community, '/meetings/counts')).toMatchObject({ daily: 2, late: 0, weekly: 0 });
    expect(await read(cast.foreignStreet, '/meetings/late')).toMatchObject({ total: 0 });
    await act(cast.community, waiting, 'triage.report_up', { ...NOISE, reason: '迟了也要报' });
    await act(cast.community, started, 'triage.report_up', { ...NOISE, reason: '办不下去' });
    expect(await read(cast.street, '/meetings/late')).toMatchObject({ total: 0 });
  });

  it('makes the demand list by category and period, for the community and rolled up for the street', async () => {
    const tomorrow = begun + 24 * HOUR;
    house.clock.set(tomorrow);
    const id = (await house.report(cast.neighbour, '夜市太吵')).id;
    await act(cast.community, id, 'triage.handle', NOISE);
    const period = 'from=2026-11-21&until=2026-11-21';
    const own = await read<DemandList>(cast.community, `/meetings/demands?${period}`);
    expect(own).toMatchObject({ org: { id: 'hbl-hbl' }, total: 1, open: 1 });
    const noise = house.district.categories.get('noise');
    expect(
      own.roots.filter(({ total }) => total > 0).map((root) => [root.id, root.leaves.map((leaf) => leaf.id)]),
    ).toEqual([[noise?.rootId, ['noise']]]);
    const street = await read<DemandList>(cast.street, `/meetings/demands?${period}`);
    expect(street).toMatchObject({ org: { id: 'hbl' }, total: 1 });
    expect(street.communities).toEqual([expect.objectContaining({ id: 'hbl-hbl', total: 1 })]);
    const line = `/meetings/demands/tickets?org=hbl&${period}&category=${noise?.rootId}`;
    const found = await read<{ items: { id: string }[]; next: string | null }>(cast.street, line);
    expect(found).toMatchObject({ items: [{ id }], next: null });
    expect(await read(cast.street, `${line}&phase=closed`)).toEqual({ items: [], next: null });
    expect(await read(cast.street, `/meetings/demands/tickets?org=hbl&${period}&category=none`)).toEqual({
      items: [],
      next: null,
    });
    const wrong = await cast.street.get<Refused>('/meetings/demands?from=2026-11-22&until=2026-11-21');
    expect(wrong.body).toMatchObject({ code: 'INVALID_INPUT', fields: { until: '结束日期不能早于开始日期' } });
    const noDay = await cast.street.get<Refused>('/meetings/demands?from=2026-02-30&until=2026-03-21');
    expect(noDay.body).toMatchObject({ code: 'INVALID_INPUT', fields: { from: '没有这一天' } });
  });

  it('refuses who does not belong to it, by name of the field', async () => {
    const body = { kind: 'study', org: 'hbl-hbl', chair: 'hbl-mt-staff-1' };
    const chair = await cast.community.post<Refused>('/meetings', body);
    expect(chair.body).toMatchObject({ code: 'INVALID_INPUT', fields: { chair: '请从名单中选择' } });
    const guests = { ...body, chair: 'hbl-hbl-staff-1', attendees: ['xj-xm-g1-worker'] };
    expect((await cast.community.post<Refused>('/meetings', guests)).body.fields).toEqual({
      attendees: '请从名单中选择',
    });
    const read = await cast.street.post<Refused>('/meetings', { ...body, chair: 'hbl-hbl-staff-1' });
    expect([read.status, read.body.code]).toEqual([403, 'FORBIDDEN']);
    expect((await cast.foreignCommunity.post('/meetings', { ...body, chair: 'hbl-hbl-staff-1' })).status).toBe(404);
  });
});
