/** One order from a resident's photo to the resident's score, on both databases (HJ-01, HJ-08 to HJ-22, HJ-30 to HJ-33). */
import type { Message } from '@liudan/shared/notify/contract';
import type { TicketCard } from '@liudan/shared/ticket/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import {
  act,
  attempt,
  type Cast,
  dispatched,
  NOISE,
  page,
  photoOf,
  reportedUp,
  resolved,
  signInAll,
} from '../support/story.ts';

describe.each(['sqlite', 'mariadb'] as const)('the main job on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());
  afterEach(async () => {
    // Whatever a story did, the log accounts for every stored row.
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });

  const report = async (more: object = {}) => {
    const consent = house.district.settings.privacy.version;
    const body = {
      text: '楼下夜里施工很吵\n睡不着',
      place: { grid: 'hbl-hbl-g1', address: '河滨路 12 号' },
      consent,
      ...more,
    };
    const reply = await cast.resident.post<{ id: string; number: string; sentence: string; version: number }>(
      '/tickets',
      body,
    );
    expect([reply.status, reply.body]).toEqual([201, expect.objectContaining({ version: 1 })]);
    return reply.body;
  };
  const kinds = async (person: keyof Cast, id: string) => {
    await house.tell();
    const messages = (await cast[person].get<{ items: Message[] }>('/messages?limit=50')).body.items;
    return messages.filter((one) => one.ticketId === id).map((one) => one.kind);
  };

  it('travels from the photo to the score, through community, street and department', async () => {
    const photo = await photoOf(cast.resident);
    const ticket = await report({
      photos: [photo],
      place: { lng: 109.986, lat: 27.11, accuracyMetres: 15 },
      phone: '13912345678',
    });
    expect(ticket.number).toMatch(/^LD20261120-\d{4}$/);
    expect(ticket.sentence).toBe('河滨社区正在研判，最晚 11月20日 周五 23:59 前告诉您由谁办理');
    expect(await kinds('gridWorker', ticket.id)).toEqual(['new_ticket']);

    await reportedUp(cast, ticket.id);
    await act(cast.street, ticket.id, 'sign');
    await act(cast.streetLeader, ticket.id, 'dispatch', {
      lead: 'dept-urban',
      assisting: ['dept-water'],
      difficulty: 'hard',
      note: '周例会研究过',
    });
    await act(cast.urban, ticket.id, 'accept', { answer: '明天上午到现场' });
    await act(cast.water, ticket.id, 'accept', { answer: '供水一起看' });
    expect((await attempt(cast.urban, ticket.id, 'resolve', { answer: '好了' })).body.code).toBe('PARTS_OPEN');
    await act(cast.water, ticket.id, 'part.finish', { answer: '与供水无关' });
    const visit = await photoOf(cast.urban, '#229966');
    await act(cast.urban, ticket.id, 'record', { kind: 'site_visit', text: '现场查看', photos: [visit] });
    await act(cast.urban, ticket.id, 'resolve', {
      answer: '已责令夜间停工',
      photos: [await photoOf(cast.urban, '#aa3311')],
    });

    const asked = await page(cast.resident, ticket.id);
    expect(asked.ticket.sentence).toBe('区城市管理局已经办结，请您评价');
    expect(asked.nextActions.map((next) => next.action)).toEqual(['rate']);
    expect(asked.ticket.afterPhotos).toHaveLength(1);
    await act(cast.resident, ticket.id, 'rate', { score: 'satisfied', tags: [] });

    const closed = await page(cast.resident, ticket.id);
    expect(closed.ticket).toMatchObject({
      state: 'closed',
      outcome: 'rated',
      score: 'satisfied',
      holder: null,
      light: null,
    });
    expect(closed.clocks).toEqual([]);
    expect(closed.ticket.dots.map((dot) => dot.state)).toEqual(['done', 'done', 'done', 'done', 'skipped', 'done']);
    expect(closed.timeline.map((entry) => [entry.title, entry.by.org?.name ?? null, entry.text])).toEqual([
      ['上报', null, '楼下夜里施工很吵\n睡不着'],
      ['报单给街道', '河滨社区', '已收到，今天就去看'],
      ['街道签收', '河滨路街道', null],
      ['派单', '河滨路街道', null],
      ['接单', '区城市管理局', '明天上午到现场'],
      ['接单', '区供水公司', '供水一起看'],
      ['协办办结', '区供水公司', '与供水无关'],
      ['办理进展', '区城市管理局', '现场查看'],
      ['办结', '区城市管理局', '已责令夜间停工'],
      ['评价', null, null],
    ]);
    expect(await kinds('urban', ticket.id)).toContain('rated');
    expect(await kinds('resident', ticket.id)).toContain('resolved_please_rate');
  });

  it('shows a photo to whoever may see the ticket, and to nobody without its signed address', async () => {
    const ticket = await report({ photos: [await photoOf(cast.resident)] });
    const [photo] = (await page(cast.community, ticket.id)).ticket.photos;
    const open = (address: string | undefined) => fetch(house.server.url + address);
    expect((await open(photo?.url)).headers.get('content-type')).toBe('image/jpeg');
    expect((await open(photo?.url.replace(/s=[^&]+/, 's=forged'))).status).toBe(404);
    house.clock.advance(60 * 60_000);
    expect((await open(photo?.url)).status).toBe(404);
    house.clock.advance(-60 * 60_000);
  });

  it('stays at the community where the community can do it, and the street asks for the score', async () => {
    const ticket = await report();
    await act(cast.community, ticket.id, 'triage.handle', { ...NOISE, grade: 'urgent' });
    await act(cast.gridWorker, ticket.id, 'record', { text: '到现场看过', internal: true });
    await act(cast.gridWorker, ticket.id, 'resolve', { answer: '已劝停' });
    expect((await page(cast.street, ticket.id)).ticket.holder?.id).toBe('hbl');
    const mine = await page(cast.resident, ticket.id);
    expect(mine.timeline.map((entry) => entry.title)).toEqual(['上报', '研判：社区办理', '办结']);
    expect(mine.timeline.at(-1)?.by.name).not.toBeNull();
    const evidence = { by: 'phone', at: new Date(house.clock.now()).toISOString(), note: '电话回访' };
    expect((await attempt(cast.street, ticket.id, 'rate', { score: 'fair' })).body.code).toBe('INVALID_INPUT');
    expect((await attempt(cast.gridWorker, ticket.id, 'rate', { score: 'satisfied', contact: evidence })).status).toBe(
      403,
    );
    await act(cast.street, ticket.id, 'rate', { score: 'fair', contact: evidence });
    expect((await page(cast.resident, ticket.id)).ticket).toMatchObject({ outcome: 'rated', score: 'fair' });
  });

  it('starts over where the resident is dissatisfied, with whoever handled it', async () => {
    const ticket = await report();
    await resolved(cast, ticket.id);
    await act(cast.resident, ticket.id, 'rate', { score: 'dissatisfied', text: '晚上还是吵' });
    const again = await page(cast.urban, ticket.id);
    expect(again.ticket).toMatchObject({ state: 'department_handling', returned: true, holder: { id: 'dept-urban' } });
    expect(again.clocks.map((clock) => [clock.words, clock.rule])).toEqual([['办理', '3 个工作日']]);
    expect(await kinds('urban', ticket.id)).toContain('reworked');
    await act(cast.urban, ticket.id, 'resolve', { answer: '再次处理' });
    await act(cast.resident, ticket.id, 'rate', { score: 'satisfied' });
    expect((await attempt(cast.resident, ticket.id, 'rate', { score: 'fair' })).body.code).toBe('ACTION_NOT_NOW');
  });

  it('goes back with a reason inside the window, and only there', async () => {
    const ticket = await report();
    await reportedUp(cast, ticket.id);
    await act(cast.street, ticket.id, 'send_back', { reason: '社区可以先调解' });
    expect((await page(cast.community, ticket.id)).ticket).toMatchObject({ state: 'submitted', returned: true });
    await dispatched(cast, ticket.id);
    await act(cast.urban, ticket.id, 'return', { reason: '属于环保职责', competent: 'dept-ecology' });
    expect((await page(cast.street, ticket.id)).ticket).toMatchObject({
      state: 'street_handling',
      holder: { id: 'hbl' },
    });
    await act(cast.streetLeader, ticket.id, 'dispatch', { lead: 'dept-urban', assisting: [], difficulty: 'general' });
    const friday = house.clock.now();
    house.clock.set(friday + 4 * 24 * 3_600_000);
    expect((await attempt(cast.urban, ticket.id, 'return', { reason: '太晚了' })).body).toMatchObject({
      code: 'WINDOW_CLOSED',
      message: '已超过退回的期限。',
    });
    house.clock.set(friday);
    // Nobody outside the staff reads why it went to and fro.
    expect(JSON.stringify((await page(cast.resident, ticket.id)).timeline)).not.toMatch(/调解|环保职责/);
  });

  it('is not handed down where a department is competent, but goes to it directly', async () => {
    const ticket = await report();
    const light = { grade: 'deferred', category: 'street-light', answer: '已转城管' };
    const refused = await attempt(cast.community, ticket.id, 'triage.handle', light);
    expect(refused.body).toMatchObject({ code: 'NOT_COMPETENT', fields: { category: '应由区城市管理局办理' } });
    await act(cast.community, ticket.id, 'triage.direct', light);
    expect((await page(cast.urban, ticket.id)).ticket.holder?.id).toBe('dept-urban');
  });

  it('waits for the answer to a question, and no longer than the rule allows', async () => {
    const ticket = await report();
    await act(cast.community, ticket.id, 'triage.handle', NOISE);
    const dueAt = (await page(cast.community, ticket.id)).clocks[0]?.dueAt;
    await act(cast.community, ticket.id, 'ask', { question: '是哪一栋？' });
    expect((await page(cast.resident, ticket.id)).ticket.sentence).toBe('河滨社区有问题问您，请补充情况');
    expect((await page(cast.community, ticket.id)).clocks[0]?.light).toBe('paused');
    const friday = house.clock.now();
    house.clock.set(friday + 4 * 24 * 3_600_000);
    await act(cast.resident, ticket.id, 'supplement', { text: '三栋' });
    const later = (await page(cast.community, ticket.id)).clocks[0];
    expect([later?.light, Date.parse(later?.dueAt ?? '') > Date.parse(dueAt ?? '')]).toEqual(['green', true]);
    house.clock.set(friday);
  });

  it('is withdrawn by its reporter and by nobody else', async () => {
    const ticket = await report();
    expect((await attempt(cast.neighbour, ticket.id, 'withdraw', { reason: '不是我' })).status).toBe(404);
    expect((await attempt(cast.community, ticket.id, 'withdraw', { reason: '不想办' })).body.code).toBe(
      'ACTION_NOT_YOURS',
    );
    await act(cast.resident, ticket.id, 'withdraw', { reason: '已经解决了' });
    expect((await page(cast.resident, ticket.id)).ticket).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
  });

  it('stands in the right lists, by deadline, page by page', async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push((await report({ text: `排队的第 ${i} 件` })).id);
    const list = async (query: string) =>
      (await cast.community.get<{ items: TicketCard[]; next: string | null }>(`/tickets?${query}`)).body;
    const first = await list('view=inbox&limit=2&q=排队');
    const second = await list(`view=inbox&limit=2&q=排队&after=${first.next}`);
    expect([...first.items, ...second.items].map((card) => card.id).sort()).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await list('view=all&q=100%25')).items).toEqual([]);
    const counts = (await cast.community.get<{ todo: number }>('/tickets/counts')).body;
    expect(counts.todo).toBeGreaterThanOrEqual(3);
    expect((await cast.foreignCommunity.get<{ todo: number }>('/tickets/counts')).body).toEqual({
      todo: 0,
      yellow: 0,
      red: 0,
      returned: 0,
      all: 0,
    });
  });
});
