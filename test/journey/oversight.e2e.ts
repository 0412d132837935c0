/** 督单 and 评单 beside the work, over HTTP on both databases: supervision, followers, merging, appeals (HJ-26 to HJ-33, C.11, C.17). */
import type { TicketCard } from '@liudan/shared/ticket/contract';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, attempt, type Cast, dispatched, NOISE, page, photoOf, resolved, signInAll } from '../support/story.ts';

const DAY = 24 * 3_600_000;

describe.each(['sqlite', 'mariadb'] as const)('who looks after the work, on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  let third: Client;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    third = await house.server.signIn('resident-3');
  });
  afterAll(() => house.close());
  afterEach(async () => {
    const { faults } = await verify(house.server.app.get(Database).read);
    expect(faults).toEqual([]);
  });

  const report = async (text: string) => (await house.report(cast.resident, text)).id;
  const now = () => new Date(house.clock.now()).toISOString();
  const inDays = (days: number) => new Date(house.clock.now() + days * DAY).toISOString();
  const sweep = () => house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
  const buttons = async (person: Client, id: string) =>
    (await page(person, id)).nextActions.map(({ action }) => action);
  const join = (person: Client, id: string, text = '我家也是') =>
    person.post<{ code?: string }>(`/tickets/${id}/join`, { text });
  const plan = (cause: string) => ({
    cause,
    analysis: '没有排期',
    measures: '三天内进场',
    dueAt: inDays(5),
  });

  it('opens a supervision order when a handling clock turns red, whoever is assigned', async () => {
    const id = await report('下水道堵了');
    await dispatched(cast, id, ['dept-water']);
    await act(cast.urban, id, 'accept', { answer: '今天到场' });
    await act(cast.water, id, 'accept', { answer: '配合' });
    house.clock.set(house.clock.now() + 10 * DAY);
    await sweep();
    const late = await page(cast.leader, id);
    expect(late.ticket).toMatchObject({ supervised: true });
    expect(late.ticket.supervisions).toMatchObject([{ reason: 'overdue', org: { id: 'dept-urban' }, plannedAt: null }]);
    expect(late.ticket.dots.find(({ key }) => key === 'supervise')?.state).toBe('done');
    expect(late.clocks.map(({ kind }) => kind)).toContain('supervise');
    // The leader in charge supervises; another leader does not.
    expect(await buttons(cast.leader, id)).toEqual(expect.arrayContaining(['supervise.visit', 'supervise.plan']));
    const other = await house.server.signIn('leader-2');
    expect(await buttons(other, id)).not.toContain('supervise.plan');
    await act(cast.leader, id, 'supervise.visit', {
      at: now(),
      place: '河滨路 12 号',
      text: '现场无人施工',
      photos: [await photoOf(cast.leader)],
    });
    expect((await attempt(cast.leader, id, 'interview', { at: now(), head: '局长', text: '约谈' })).body.code).toBe(
      'ACTION_NOT_NOW',
    );
    await act(cast.leader, id, 'supervise.plan', { ...plan('subjective'), lead: 'dept-water' });
    const planned = await page(cast.water, id);
    expect(planned.ticket.holder?.id).toBe('dept-water');
    expect(planned.ticket).toMatchObject({ light: 'green', dueAt: inDays(5) });
    await act(cast.supervisor, id, 'supervise.follow', { text: '已进场' });
    await act(cast.leader, id, 'interview', { at: now(), head: '区城管局局长', text: '指出没有排期' });
    await act(cast.leader, id, 'supervise.close', { text: '已完成' });
    const over = (await page(cast.supervisor, id)).ticket;
    expect(over.supervised).toBe(false);
    expect(over.supervisions).toMatchObject([
      { cause: 'subjective', visitedAt: expect.any(String), interviewedAt: expect.any(String), closedAt: now() },
    ]);
    const seen = await page(cast.resident, id);
    expect(seen.ticket.supervisions).toEqual([]);
    expect(seen.timeline.find(({ action }) => action === 'supervise.visit')).toMatchObject({ text: '现场无人施工' });
    for (const secret of ['指出没有排期', '区城管局局长', '没有排期', '主观原因'])
      expect(JSON.stringify(seen)).not.toContain(secret);
  });

  it('opens one from the second rework on', async () => {
    const id = await report('反复积水');
    await resolved(cast, id);
    await act(cast.resident, id, 'rate', { score: 'dissatisfied' });
    expect((await page(cast.leader, id)).ticket.supervised).toBe(false);
    await act(cast.urban, id, 'resolve', { answer: '又疏通一次' });
    await act(cast.resident, id, 'rate', { score: 'dissatisfied' });
    expect((await page(cast.leader, id)).ticket.supervisions).toMatchObject([{ reason: 'rework' }]);
    await act(cast.leader, id, 'supervise.plan', { ...plan('complex') });
    await act(cast.urban, id, 'resolve', { answer: '换了管道' });
    await act(cast.resident, id, 'rate', { score: 'satisfied' });
    // It ends with the ticket.
    expect((await page(cast.leader, id)).ticket.supervisions).toMatchObject([{ closedAt: expect.any(String) }]);
  });

  it('lets neighbours follow: told alike, scoring each for himself, and reading no more than they need', async () => {
    const id = await report('楼道灯坏了，我住三单元 501，电话 13912345678');
    expect((await join(cast.neighbour, id)).status).toBe(200);
    expect((await join(cast.neighbour, id)).body.code).toBe('ACTION_NOT_NOW');
    expect((await join(third, id)).status).toBe(200);
    await act(third, id, 'leave');
    const followed = await cast.neighbour.get<{ items: TicketCard[] }>('/tickets?view=followed');
    expect(followed.body.items).toMatchObject([{ id, following: true, followerCount: 1 }]);
    expect((await third.get(`/tickets/${id}`)).status).toBe(404);
    await act(cast.community, id, 'triage.handle', NOISE);
    await act(cast.community, id, 'ask', { question: '请问您家几点在？' });
    await act(cast.resident, id, 'supplement', { text: '晚上七点后' });
    await act(cast.community, id, 'resolve', { answer: '灯换好了' });
    const view = await page(cast.neighbour, id);
    expect(view.nextActions.map(({ action }) => action).sort()).toEqual(['leave', 'rate']);
    expect(view.ticket.reporter).toBeNull();
    for (const secret of ['请问您家几点在', '晚上七点后']) expect(JSON.stringify(view)).not.toContain(secret);
    await house.tell();
    expect((await house.messages(cast.neighbour)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['answered', 'resolved_please_rate']),
    );
    // The reporter is content, the neighbour is not: it is done again.
    await act(cast.resident, id, 'rate', { score: 'satisfied' });
    expect((await page(cast.resident, id)).ticket.state).toBe('closed');
    await act(cast.neighbour, id, 'rate', { score: 'dissatisfied', text: '四楼还是黑的' });
    expect((await page(cast.community, id)).ticket).toMatchObject({ state: 'community_handling', outcome: null });
    expect((await attempt(cast.neighbour, id, 'rate', { score: 'fair' })).body.code).toBe('ACTION_NOT_NOW');
    await act(cast.community, id, 'resolve', { answer: '四楼也换了' });
    await act(cast.neighbour, id, 'rate', { score: 'satisfied' });
    expect((await page(cast.neighbour, id)).ticket).toMatchObject({
      state: 'resolved',
      rating: { score: 'satisfied' },
    });
    expect((await page(cast.resident, id)).ticket.rating).toBeNull();
    await act(cast.resident, id, 'rate', { score: 'satisfied' });
  });

  it('merges two of one kind, keeps every reporter informed and scoring, and both or neither', async () => {
    const [kept, doubled] = [await report('路口红绿灯坏了'), (await house.report(cast.neighbour, '红绿灯不亮')).id];
    await join(third, doubled);
    const number = (await page(cast.street, kept)).ticket.number;
    const merge = (target: string) => attempt(cast.street, doubled, 'merge', { target, answer: '合在一起办' });
    expect((await merge('LD20200101-0001')).body).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await merge((await page(cast.street, doubled)).ticket.number)).body.code).toBe('INVALID_INPUT');
    expect((await attempt(cast.community, doubled, 'merge', { target: number, answer: '合' })).body.code).toBe(
      'ACTION_NOT_YOURS',
    );
    expect((await attempt(cast.street, kept, 'absorb', {})).body.code).toBe('INVALID_INPUT');
    expect((await merge(number)).status).toBe(200);
    expect((await page(cast.neighbour, doubled)).ticket).toMatchObject({
      state: 'closed',
      outcome: 'merged',
      mergedInto: { id: kept, number },
    });
    expect((await page(cast.street, kept)).ticket.followerCount).toBe(2);
    await house.tell();
    expect((await house.messages(cast.neighbour)).map(({ kind }) => kind)).toContain('merged');
    await act(cast.community, kept, 'triage.handle', NOISE);
    await act(cast.community, kept, 'resolve', { answer: '修好了' });
    for (const person of [cast.neighbour, third, cast.resident])
      await act(person, kept, 'rate', { score: 'satisfied' });
    // Into what is done nothing is merged.
    const late = (await house.report(cast.neighbour, '又坏了')).id;
    expect((await attempt(cast.street, late, 'merge', { target: number, answer: '合' })).body.code).toBe(
      'INVALID_INPUT',
    );
  });

  it('keeps of a call which number was called, masked, and shows it to staff alone', async () => {
    const contact = { by: 'phone', at: now(), note: '本人接听' };
    const reply = await cast.resident.post<{ id: string }>('/tickets', {
      text: '公厕没水',
      place: { grid: 'hbl-hbl-g1' },
      phone: '13912345678',
      consent: house.district.settings.privacy.version,
    });
    const { id } = reply.body;
    await resolved(cast, id);
    await act(cast.community, id, 'rate', { score: 'satisfied', contact });
    const facts = async (person: Client) =>
      (await page(person, id)).timeline.find(({ action }) => action === 'rate')?.facts ?? [];
    expect(await facts(cast.urban)).toContainEqual({
      label: '回访',
      value: expect.stringContaining('电话 139****5678，'),
    });
    expect(JSON.stringify(await facts(cast.resident))).not.toContain('139****5678');
  });

  it('decides an appeal against a plainly wrong rating in the open', async () => {
    const id = await report('路面坑洼');
    await resolved(cast, id);
    await act(cast.resident, id, 'rate', { score: 'fair', text: '没人来过' });
    expect(await buttons(cast.urban, id)).toEqual(['appeal']);
    expect(await buttons(cast.water, id).catch(() => 'not found')).toBe('not found');
    await act(cast.urban, id, 'appeal', { reason: '有施工照片和签字' });
    expect((await attempt(cast.urban, id, 'appeal.decide', { decision: 'accept', reason: '同意' })).body.code).toBe(
      'ACTION_NOT_YOURS',
    );
    await act(cast.supervisor, id, 'appeal.decide', { decision: 'accept', reason: '照片和签字属实' });
    const seen = await page(cast.resident, id);
    expect(seen.ticket).toMatchObject({ appeal: 'accepted', state: 'closed', rating: { score: 'fair' } });
    expect(seen.timeline.filter(({ action }) => action.startsWith('appeal')).map(({ text }) => text)).toEqual([
      '有施工照片和签字',
      '照片和签字属实',
    ]);
    expect(await buttons(cast.urban, id)).toEqual([]);
  });

  it('counts an appeal only while its window is open', async () => {
    const id = await report('路牙松动');
    await resolved(cast, id);
    await act(cast.resident, id, 'rate', { score: 'fair' });
    house.clock.set(house.clock.now() + 20 * DAY);
    expect((await attempt(cast.urban, id, 'appeal', { reason: '不对' })).body.code).toBe('WINDOW_CLOSED');
  });
});
