/** What the tier above decides, over HTTP on both databases: objections, more time, a leader's own date, suspension (HJ-18, HJ-19, HJ-23). */
import type { TicketView } from '@liudan/shared/ticket/contract';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, attempt, type Cast, dispatched, NOISE, page, signInAll } from '../support/story.ts';

const DAY = 24 * 3_600_000;

describe.each(['sqlite', 'mariadb'] as const)('the tier above on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());

  const report = async (text: string) => (await house.report(cast.resident, text)).id;
  const inDays = (days: number) => new Date(house.clock.now() + days * DAY).toISOString();
  const buttons = async (person: Cast['resident'], id: string) =>
    (await page(person, id)).nextActions.map(({ action }) => action);
  const handleClock = (view: TicketView) => view.clocks.find(({ kind }) => kind === 'handle');
  const accepted = async (text: string) => {
    const id = await report(text);
    await dispatched(cast, id);
    await act(cast.urban, id, 'accept', { answer: '今天到场' });
    return id;
  };

  it('upholds a dispatch once; a second return is decided by the dispatch centre, for good', async () => {
    const id = await report('油烟扰民');
    await dispatched(cast, id, ['dept-water']);
    await act(cast.urban, id, 'return', { reason: '不属于本单位职责' });
    await act(cast.street, id, 'uphold', { reason: '目录写明由你单位承办' });
    const again = await page(cast.urban, id);
    expect(again.ticket).toMatchObject({ state: 'dispatched', holder: { id: 'dept-urban' } });
    // Whoever assisted is offered his part again.
    expect(again.parts.filter(({ state }) => state === 'offered').map(({ org }) => org.id)).toEqual([
      'dept-urban',
      'dept-water',
    ]);
    await act(cast.urban, id, 'return', { reason: '确实不是' });
    const disputed = await page(cast.centre, id);
    expect(disputed.ticket.holder?.id).toBe('dispatch-centre');
    expect(disputed.clocks.map(({ kind, org }) => [kind, org?.id])).toEqual([['review', 'dispatch-centre']]);
    expect(await buttons(cast.street, id)).not.toContain('take');
    await act(cast.centre, id, 'decide', {
      lead: 'dept-urban',
      assisting: [],
      difficulty: 'general',
      reason: '按目录由城管承办',
    });
    expect((await attempt(cast.urban, id, 'return', { reason: '还是不是' })).body).toMatchObject({
      code: 'ACTION_NOT_NOW',
      message: expect.stringContaining('裁定'),
    });
    await act(cast.urban, id, 'accept', { answer: '服从裁定' });
    const told = JSON.stringify(await page(cast.resident, id));
    for (const secret of ['目录写明由你单位承办', '确实不是', '按目录由城管承办']) expect(told).not.toContain(secret);
  });

  it('gives more time one tier up, once in a stage, and shows who granted it under which rule', async () => {
    const id = await accepted('墙面渗水');
    const before = handleClock(await page(cast.urban, id));
    await act(cast.urban, id, 'request_extension', { until: inDays(20), reason: '材料未到' });
    expect((await page(cast.centre, id)).ticket.asked).toEqual({ kind: 'extension', until: inDays(20) });
    expect((await page(cast.resident, id)).ticket.asked).toBeNull();
    expect((await attempt(cast.street, id, 'approve_extension', { dueAt: inDays(20) })).body.code).toBe(
      'ACTION_NOT_YOURS',
    );
    expect((await attempt(cast.centre, id, 'approve_extension', { dueAt: inDays(1) })).body.code).toBe('INVALID_INPUT');
    await act(cast.centre, id, 'approve_extension', { dueAt: inDays(20) });
    const after = handleClock(await page(cast.urban, id));
    expect(after).toMatchObject({ dueAt: inDays(20), rule: '由分管区领导确定' });
    expect(after?.id).not.toBe(before?.id);
    expect(
      (await attempt(cast.urban, id, 'request_extension', { until: inDays(30), reason: '还要' })).body,
    ).toMatchObject({ code: 'LIMIT_REACHED', message: '本环节延期的次数已用完。' });
  });

  it('moves a due time that is red through the leader in charge or the supervision office alone', async () => {
    const id = await accepted('井盖异响');
    house.clock.set(house.clock.now() + 10 * DAY);
    await house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
    await act(cast.urban, id, 'request_extension', { until: inDays(5), reason: '要换整套井座' });
    expect((await attempt(cast.centre, id, 'approve_extension', { dueAt: inDays(5) })).body).toMatchObject({
      code: 'ACTION_NOT_YOURS',
      message: expect.stringContaining('挂点区领导'),
    });
    expect(await buttons(cast.centre, id)).not.toContain('approve_extension');
    await act(cast.leader, id, 'approve_extension', { dueAt: inDays(5) });
    expect(handleClock(await page(cast.urban, id))).toMatchObject({ light: 'green', dueAt: inDays(5) });
  });

  it('asks the leader in charge for a date of his own, and the resident reads why', async () => {
    const id = await accepted('老桥加固');
    await act(cast.urban, id, 'set_difficulty', { difficulty: 'hard', reason: '要做检测' });
    expect((await attempt(cast.urban, id, 'set_difficulty', { difficulty: 'general', reason: '改回' })).body.code).toBe(
      'INVALID_INPUT',
    );
    await act(cast.urban, id, 'request_due', { until: inDays(90), reason: '报告未批' });
    await act(cast.leader, id, 'approve_due', { dueAt: inDays(80), answer: '需要立项检测，请您理解' });
    expect((await page(cast.urban, id)).ticket).toMatchObject({ difficulty: 'extreme', asked: null });
    const timeline = (await page(cast.resident, id)).timeline;
    expect(timeline.find(({ action }) => action === 'approve_due')).toMatchObject({
      official: true,
      text: '需要立项检测，请您理解',
    });
    expect(JSON.stringify(timeline)).not.toContain('报告未批');
  });

  it('suspends with a date on which it is looked at again, and never without one', async () => {
    const id = await report('等拆迁政策');
    await act(cast.community, id, 'triage.handle', NOISE);
    const due = handleClock(await page(cast.community, id))?.dueAt ?? '';
    const input = { reason: '政策未出', answer: '政策出台后马上办' };
    expect((await attempt(cast.streetLeader, id, 'suspend', input)).body.code).toBe('INVALID_INPUT');
    expect((await attempt(cast.community, id, 'suspend', { ...input, dueAt: inDays(30) })).body.code).toBe(
      'ACTION_NOT_YOURS',
    );
    await act(cast.streetLeader, id, 'suspend', { ...input, dueAt: inDays(30) });
    const view = await page(cast.resident, id);
    expect(view.ticket).toMatchObject({ state: 'suspended', dueAt: inDays(30), holder: { id: 'hbl-hbl' } });
    expect(view.ticket.sentence).toContain('挂账');
    // What the resident adds does not move a clock that stands still.
    await act(cast.resident, id, 'supplement', { text: '还在等' });
    house.clock.set(house.clock.now() + 10 * DAY);
    await act(cast.community, id, 'resume', { answer: '恢复办理' });
    const resumed = handleClock(await page(cast.community, id));
    expect(resumed?.light).toBe('green');
    expect(Date.parse(resumed?.dueAt ?? '')).toBeGreaterThan(Date.parse(due));
  });

  it('puts a ticket off to the next meeting only as often as the district allows', async () => {
    const id = await report('要不要拓宽路口');
    await act(cast.community, id, 'triage.report_up', { ...NOISE, reason: '要街道研究' });
    await act(cast.street, id, 'sign');
    for (let n = 0; n < house.district.rules.caps.studies; n++)
      await act(cast.street, id, 'study', { reason: '等交警意见' });
    expect((await attempt(cast.street, id, 'study', { reason: '再等' })).body.code).toBe('LIMIT_REACHED');
    expect(await buttons(cast.street, id)).not.toContain('study');
  });
});
