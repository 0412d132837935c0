/** 督单: the leader's list, the office's, the street's and the unit's; requests that wait for a decision; appeals (HJ-25 to HJ-29, HJ-33, HJ-35). */
import type { AppealRow, OrderRow, RequestRow, SupervisionCounts } from '@liudan/shared/oversight/contract';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, attempt, type Cast, dispatched, NOISE, page, photoOf, resolved, signInAll } from '../support/story.ts';

const DAY = 24 * 3_600_000;
const NOT_ON_THE_LIST = 404;

describe.each(['sqlite', 'mariadb'] as const)('what leaders supervise, on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  /** The leader of the other half of the district. */
  let otherLeader: Client;
  let begun: number;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    otherLeader = await house.server.signIn('leader-2');
    begun = house.clock.now();
  });
  afterAll(() => house.close());

  type Page<T> = { items: T[]; next: string | null };
  const read = async <T>(person: Client, path: string): Promise<T> => {
    const reply = await person.get<T>(path);
    if (reply.status !== 200) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const orders = async (person: Client, query = ''): Promise<OrderRow[]> =>
    (await read<Page<OrderRow>>(person, `/supervisions?${query}`)).items;
  const idsOf = (rows: readonly { ticket: { id: string } }[]) => rows.map(({ ticket }) => ticket.id);
  const counts = (person: Client) => read<SupervisionCounts>(person, '/supervisions/counts');
  const requests = async (person: Client): Promise<RequestRow[]> =>
    (await read<Page<RequestRow>>(person, '/requests')).items;
  const appeals = async (person: Client, state = 'open'): Promise<AppealRow[]> =>
    (await read<Page<AppealRow>>(person, `/appeals?state=${state}`)).items;
  const sweep = () => house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
  const later = (ms: number) => new Date(house.clock.now() + ms).toISOString();
  const report = async (text: string, person = cast.resident) => {
    house.clock.advance(1000);
    return (await house.report(person, text)).id;
  };

  let late: string;
  let byHand: string;

  it('shows the order that a department late with its work gets, to whoever it concerns', async () => {
    late = await report('工地深夜施工');
    await dispatched(cast, late, ['dept-water']);
    await act(cast.urban, late, 'accept', { answer: '今天到场' });
    await act(cast.water, late, 'accept', { answer: '一起看' });
    expect(await orders(cast.leader)).toEqual([]);
    // Three working days from Friday morning, and a night.
    house.clock.set(begun + 6 * DAY);
    await sweep();
    const [row] = await orders(cast.leader);
    expect(row).toMatchObject({
      ticket: { id: late, light: 'red', holder: { id: 'dept-urban' } },
      order: {
        reason: 'overdue',
        reasonWords: '办理超时',
        org: { id: 'dept-urban' },
        openedAt: new Date(house.clock.now()).toISOString(),
        cause: null,
        plannedAt: null,
        closedAt: null,
      },
      clock: { light: 'green' },
    });
    for (const person of [cast.supervisor, cast.centre, cast.street, cast.streetLeader, cast.urban])
      expect(idsOf(await orders(person))).toEqual([late]);
    // It assists, and is not the one who is supervised; neither is any other unit.
    for (const person of [otherLeader, cast.water, cast.community, cast.foreignStreet, cast.foreignDepartment])
      expect(await orders(person)).toEqual([]);
    for (const person of [cast.resident, cast.gridWorker, cast.operator])
      expect((await person.get('/supervisions')).status).toBe(NOT_ON_THE_LIST);
    expect(await counts(cast.leader)).toMatchObject({ waiting: 1, planned: 0, closed: 0, overdue: 0 });
    expect(await counts(otherLeader)).toMatchObject({ waiting: 0, requests: 0, appeals: 0 });
    expect(await counts(cast.resident)).toMatchObject({ waiting: 0, planned: 0, closed: 0, overdue: 0 });
  });

  it('pages the list by when the orders were opened, and finds them by unit, reason and lateness', async () => {
    house.clock.advance(1000);
    byHand = await report('井盖松动');
    await act(cast.community, byHand, 'triage.handle', NOISE);
    await act(cast.supervisor, byHand, 'supervise', { reason: '多人反映' });
    const first = await read<Page<OrderRow>>(cast.leader, '/supervisions?limit=1');
    expect(idsOf(first.items)).toEqual([late]);
    const second = await read<Page<OrderRow>>(cast.leader, `/supervisions?limit=1&after=${first.next}`);
    expect([idsOf(second.items), second.next]).toEqual([[byHand], null]);
    expect((await cast.leader.get(`/supervisions?after=${late}`)).status).toBe(400);
    expect(idsOf(await orders(cast.leader, 'reason=manual'))).toEqual([byHand]);
    expect(idsOf(await orders(cast.leader, 'org=dept-urban'))).toEqual([late]);
    expect(idsOf(await orders(cast.leader, 'org=hbl'))).toEqual([late, byHand]);
    expect(idsOf(await orders(cast.community))).toEqual([byHand]);
    expect(await orders(cast.leader, 'overdue=true')).toEqual([]);
    const now = house.clock.now();
    // The leader has three working days of his own.
    house.clock.set(now + 6 * DAY);
    expect(idsOf(await orders(cast.leader, 'overdue=true'))).toEqual([late, byHand]);
    expect((await orders(cast.leader))[0]?.clock).toMatchObject({ light: 'red' });
    expect(await counts(cast.supervisor)).toMatchObject({ waiting: 2, overdue: 2 });
    house.clock.set(now);
  });

  it('follows what the leader and the offices do, up to the end of the order', async () => {
    const seen = {
      at: later(-3_600_000),
      place: '施工现场',
      text: '夜里仍在浇筑',
      photos: [await photoOf(cast.leader)],
    };
    await act(cast.leader, late, 'supervise.visit', seen);
    const plan = { analysis: '没有按许可时间施工', measures: '夜间停工，责令整改', dueAt: later(5 * DAY) };
    const talk = { at: later(-3_600_000), head: '城管局局长', text: '限期整改' };
    expect((await attempt(cast.leader, late, 'interview', talk)).body.code).toBe('ACTION_NOT_NOW');
    await act(cast.leader, late, 'supervise.plan', { ...plan, cause: 'subjective' });
    expect(await orders(cast.leader, 'state=waiting')).toMatchObject([{ ticket: { id: byHand } }]);
    const [planned] = await orders(cast.leader, 'state=planned&cause=subjective');
    expect(planned).toMatchObject({
      ticket: { id: late, light: 'green' },
      order: { cause: 'subjective', causeWords: '主观原因', plannedDueAt: plan.dueAt, followedAt: null },
      clock: null,
    });
    expect(planned?.order.visitedAt).not.toBeNull();
    await act(cast.supervisor, late, 'supervise.follow', { text: '已停工，继续盯' });
    await act(cast.leader, late, 'interview', talk);
    expect((await orders(cast.supervisor, 'state=planned'))[0]?.order).toMatchObject({
      followedAt: expect.any(String),
      interviewedAt: expect.any(String),
    });
    // What is hard is nobody's fault, and nobody is talked to about it.
    await act(cast.leader, byHand, 'supervise.plan', { ...plan, cause: 'complex' });
    expect((await attempt(cast.leader, byHand, 'interview', talk)).body.code).toBe('ACTION_NOT_NOW');
    house.clock.advance(1000);
    await act(cast.leader, byHand, 'supervise.close', { text: '已加固' });
    house.clock.advance(1000);
    await act(cast.leader, late, 'supervise.close', { text: '已整改' });
    expect(await orders(cast.leader)).toEqual([]);
    expect(idsOf(await orders(cast.leader, 'state=closed'))).toEqual([late, byHand]);
    const first = await read<Page<OrderRow>>(cast.leader, '/supervisions?state=closed&limit=1');
    expect(idsOf(first.items)).toEqual([late]);
    expect(idsOf(await orders(cast.leader, `state=closed&limit=1&after=${first.next}`))).toEqual([byHand]);
    expect(await counts(cast.leader)).toMatchObject({ waiting: 0, planned: 0, closed: 2, overdue: 0 });
    expect((await page(cast.urban, late)).ticket.supervisions).toMatchObject([
      { reason: 'overdue', cause: 'subjective' },
    ]);
    expect((await page(cast.resident, late)).ticket.supervisions).toEqual([]);
  });

  it('brings each request to whoever decides it, and to nobody else', async () => {
    const wish = { until: later(20 * DAY), reason: '要等材料' };
    const own = await report('楼道灯不亮');
    await act(cast.community, own, 'triage.handle', NOISE);
    await act(cast.community, own, 'request_extension', wish);
    const lamp = await report('河边栏杆断了');
    await dispatched(cast, lamp);
    await act(cast.urban, lamp, 'accept', { answer: '今天到场' });
    await act(cast.urban, lamp, 'request_extension', wish);
    const bridge = await report('老桥要大修');
    await dispatched(cast, bridge);
    await act(cast.urban, bridge, 'accept', { answer: '今天到场' });
    await act(cast.urban, bridge, 'request_due', wish);

    expect(idsOf(await requests(cast.leader))).toEqual([own, lamp, bridge]);
    expect(idsOf(await requests(cast.centre))).toEqual([lamp]);
    expect(idsOf(await requests(cast.streetLeader))).toEqual([own]);
    expect(idsOf(await requests(cast.supervisor))).toEqual([own, lamp]);
    expect(await requests(otherLeader)).toEqual([]);
    for (const person of [cast.resident, cast.community, cast.street, cast.urban, cast.foreignStreet, cast.operator])
      expect((await person.get('/requests')).status).toBe(NOT_ON_THE_LIST);
    expect((await requests(cast.leader))[2]).toMatchObject({
      kind: 'leader',
      kindWords: '提请领导定时限',
      by: { id: 'dept-urban' },
      reason: '要等材料',
      until: wish.until,
      askedAt: new Date(house.clock.now()).toISOString(),
    });
    // Everybody may do with what waits for him what the list says.
    for (const person of [cast.leader, cast.centre, cast.streetLeader, cast.supervisor])
      for (const { ticket, kind } of await requests(person)) {
        const acts = (await page(person, ticket.id)).nextActions.map(({ action }) => action);
        expect(acts).toContain(kind === 'leader' ? 'approve_due' : 'approve_extension');
      }
    expect(await counts(cast.leader)).toMatchObject({ requests: 3 });
    await act(cast.leader, bridge, 'approve_due', { dueAt: later(30 * DAY), answer: '大修要一个月' });
    await act(cast.centre, lamp, 'refuse_request', { reason: '抓紧办' });
    const first = await read<Page<RequestRow>>(cast.leader, '/requests?limit=1');
    expect([idsOf(first.items), first.next]).toEqual([[own], null]);
    await act(cast.streetLeader, own, 'approve_extension', { dueAt: later(10 * DAY) });
    expect(await requests(cast.leader)).toEqual([]);
  });

  it('brings appeals to the supervision office, with the rating and without the resident', async () => {
    const rated: string[] = [];
    for (const text of ['路面破损', '树枝挡灯']) {
      const id = await report(text);
      await resolved(cast, id);
      await act(cast.resident, id, 'rate', { score: 'fair', text: '慢了一点' });
      await act(cast.urban, id, 'appeal', { reason: '按期办结' });
      rated.push(id);
    }
    const [first = '', second = ''] = rated;
    expect(await appeals(cast.supervisor)).toMatchObject([
      {
        ticket: { id: first },
        state: 'open',
        by: { id: 'dept-urban' },
        reason: '按期办结',
        rating: { score: 'fair', words: '一般', text: '慢了一点' },
        decision: null,
        clock: { light: 'green' },
      },
      { ticket: { id: second } },
    ]);
    expect(JSON.stringify(await appeals(cast.supervisor))).not.toContain(cast.resident.personId);
    for (const person of [cast.leader, cast.centre, cast.street, cast.urban, cast.resident, cast.operator])
      expect((await person.get('/appeals')).status).toBe(NOT_ON_THE_LIST);
    const open = await read<Page<AppealRow>>(cast.supervisor, '/appeals?limit=1');
    expect(idsOf((await read<Page<AppealRow>>(cast.supervisor, `/appeals?after=${open.next}`)).items)).toEqual([
      second,
    ]);
    expect(await counts(cast.supervisor)).toMatchObject({ appeals: 2 });
    await act(cast.supervisor, first, 'appeal.decide', { decision: 'refuse', reason: '评价属实' });
    expect(idsOf(await appeals(cast.supervisor))).toEqual([second]);
    expect(await appeals(cast.supervisor, 'decided')).toMatchObject([
      { ticket: { id: first }, state: 'refused', decision: '评价属实', clock: null },
    ]);
    // Whoever handled it reads the score and what was said, and not who said it.
    for (const person of [cast.urban, cast.street, cast.community]) {
      const said = (await page(person, first)).timeline.find(({ action }) => action === 'rate');
      expect(said).toMatchObject({ text: '慢了一点', by: { name: null, org: null, reporter: false } });
    }
    const own = (await page(cast.resident, first)).timeline.find(({ action }) => action === 'rate');
    expect(own?.by.reporter).toBe(true);
    // Nor does anybody learn whether it was the reporter or a neighbour.
    const shared = await report('公厕漏水');
    expect((await cast.neighbour.post(`/tickets/${shared}/join`, { text: '我家门口也是' })).status).toBe(200);
    await resolved(cast, shared);
    await act(cast.neighbour, shared, 'rate', { score: 'fair', text: '还有点漏' });
    await act(cast.resident, shared, 'rate', { score: 'satisfied' });
    const scores = (await page(cast.urban, shared)).timeline.filter(({ action }) => action === 'rate');
    expect(scores.map(({ by }) => by)).toEqual(Array(2).fill({ name: null, org: null, reporter: false }));
    const joined = (await page(cast.urban, shared)).timeline.find(({ action }) => action === 'join');
    expect(joined?.by.reporter).toBe(false);
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });
});
