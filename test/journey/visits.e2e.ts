/** 民情走访台账: when, who and what of every offline contact, and what came of it (HJ-03, HJ-04, HJ-05). */
import type { TicketView } from '@liudan/shared/ticket/contract';
import type { VisitView } from '@liudan/shared/visit/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { ReporterLookEntity } from '../../apps/server/src/visit/reporter-look.entity.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { type Cast, page, photoOf, signInAll } from '../support/story.ts';

const PHONE = '13711110041';
const VISIT = {
  channel: 'visit',
  reporter: { name: '钱大爷', phone: PHONE, address: '河滨路 3 号' },
  text: '独居，想装个扶手',
  informed: true,
} as const;
const ANSWERED = { ...VISIT, group: 'hbl-hbl-1', outcome: 'answered', answer: '已说明申请办法' } as const;
const WAITING = { ...VISIT, group: 'hbl-hbl-1', outcome: 'follow_up', followUpOn: '2026-11-25' } as const;

describe.each(['sqlite', 'mariadb'] as const)('the visit ledger on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());
  afterEach(async () => {
    expect((await verify(house.server.app.get(Database).read)).faults).toEqual([]);
  });

  type Answer = VisitView & { code?: string; fields?: Record<string, string> };
  const write = (person: Client, visit: object, key?: string): Promise<Reply<Answer>> =>
    person.post<Answer>('/visits', visit, key ? { key } : {});
  const written = async (person: Client, visit: object): Promise<VisitView> => {
    const reply = await write(person, visit);
    expect([reply.status, reply.body]).toEqual([201, expect.objectContaining({ id: expect.any(String) })]);
    return reply.body;
  };
  const list = async (person: Client, query = '') =>
    (await person.get<{ items: VisitView[]; next: string | null }>(`/visits?${query}`)).body;
  const ids = async (person: Client, query = '') => (await list(person, query)).items.map(({ id }) => id);

  it('keeps the time, who it was and what was said, with the name and number masked', async () => {
    const collectedAt = new Date(house.clock.now() - 7_200_000).toISOString();
    const visit = await written(cast.gridWorker, { ...ANSWERED, collectedAt });
    expect(visit).toMatchObject({
      collectedAt,
      channelWords: '走访',
      text: '独居，想装个扶手',
      community: { name: '河滨社区' },
      grid: { name: '河滨社区第一网格' },
      group: { name: '河滨社区第一居民小组' },
      reporter: { name: '钱**', phone: '137****0041', hidden: false },
      enteredBy: { name: '梁丽华', org: { id: 'hbl-hbl-g1' } },
      outcomeWords: '当场答复',
      answer: '已说明申请办法',
      ticket: null,
    });
    const everything = JSON.stringify([visit, await list(cast.community), await list(cast.supervisor)]);
    expect(everything).not.toMatch(/钱大爷|13711110041|河滨路 3 号/);
  });

  it('is read by who serves the place, and exists for nobody else', async () => {
    const { id } = await written(cast.gridWorker, ANSWERED);
    for (const part of ['gridWorker', 'community', 'colleague', 'street', 'centre', 'leader', 'supervisor'] as const)
      expect([part, await ids(cast[part])]).toEqual([part, expect.arrayContaining([id])]);
    for (const part of ['foreignCommunity', 'foreignStreet', 'foreignGridWorker', 'urban'] as const) {
      expect([part, await ids(cast[part])]).toEqual([part, []]);
      expect((await cast[part].get(`/visits/${id}`)).status).toBe(404);
    }
    for (const part of ['resident', 'operator'] as const)
      expect([(await cast[part].get('/visits')).status, (await write(cast[part], ANSWERED)).status]).toEqual([
        403, 403,
      ]);
  });

  it('shows the number to who goes on with it, and keeps every look', async () => {
    const { id } = await written(cast.gridWorker, { ...WAITING, hideName: true });
    expect((await cast.supervisor.get<VisitView>(`/visits/${id}`)).body.reporter).toEqual({
      name: null,
      phone: null,
      hidden: true,
    });
    expect((await cast.supervisor.post(`/visits/${id}/reveal`)).status).toBe(403);
    expect((await cast.community.post(`/visits/${id}/reveal`)).body).toEqual(VISIT.reporter);
    const looks = await house.server.app.get(Database).read.findBy(ReporterLookEntity, { subject: id });
    expect(looks.map(({ personId, what }) => [personId, what])).toEqual([[cast.community.personId, 'visit']]);
  });

  it('becomes an order at once, in one step and once', async () => {
    const photos = [await photoOf(cast.gridWorker)];
    const order = { place: { grid: 'hbl-hbl-g1' }, photos, category: 'noise' };
    const visit = { ...VISIT, outcome: 'order', order };
    const key = 'a-visit-with-its-order';
    const [first, again] = [await write(cast.gridWorker, visit, key), await write(cast.gridWorker, visit, key)];
    expect([first.status, again.body.id]).toEqual([201, first.body.id]);
    expect(first.body).toMatchObject({ outcomeWords: '已转为工单', ticket: { stateWords: '待研判', visible: true } });
    const ticket = await page(cast.community, first.body.ticket?.id ?? '');
    expect(ticket.ticket).toMatchObject({ text: VISIT.text, reporter: { phone: '137****0041' }, channelWords: '走访' });
    expect(await ids(cast.community, `q=${encodeURIComponent('扶手')}&outcome=order`)).toContain(first.body.id);
    // Another community's group is a mistake, and nothing is left of the order.
    const wrong = await write(cast.gridWorker, { ...visit, order: { ...order, photos: [] }, group: 'hbl-mt-1' });
    expect(wrong.body).toMatchObject({ code: 'INVALID_INPUT', fields: { group: '这个小组不在所选的社区' } });
  });

  it('becomes an order later, and only one of two who do it at once', async () => {
    const { id } = await written(cast.gridWorker, WAITING);
    const order = { place: { grid: 'hbl-hbl-g1' }, text: '独居老人申请安装扶手' };
    const both = await Promise.all([
      cast.community.post<Answer>(`/visits/${id}/order`, order),
      cast.gridWorker.post<Answer>(`/visits/${id}/order`, order),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('ALREADY_SETTLED');
    const became = both.find(({ status }) => status === 200)?.body;
    expect(became).toMatchObject({ outcome: 'order', text: VISIT.text });
    const ticket = (await cast.community.get<TicketView>(`/tickets/${became?.ticket?.id}`)).body.ticket;
    expect([ticket.text, ticket.reporter?.name]).toEqual([order.text, '钱**']);
    expect((await cast.community.post<Answer>(`/visits/${id}/answer`, { answer: '好' })).body.code).toBe(
      'ALREADY_SETTLED',
    );
    expect((await cast.supervisor.post(`/visits/${id}/order`, order)).status).toBe(403);
  });

  it('says which follow-up is late, until it was answered', async () => {
    const { id } = await written(cast.gridWorker, WAITING);
    const seen = async () => (await cast.community.get<VisitView>(`/visits/${id}`)).body;
    const friday = house.clock.now();
    expect((await seen()).overdue).toBe(false);
    house.clock.set(Date.UTC(2026, 10, 25, 16));
    expect((await seen()).overdue).toBe(true);
    expect(await ids(cast.community, 'outcome=follow_up')).toContain(id);
    const answered = await cast.community.post<Answer>(`/visits/${id}/answer`, { answer: '已上门安装' });
    expect(answered.body).toMatchObject({ outcome: 'answered', answer: '已上门安装', overdue: false });
    house.clock.set(friday);
  });

  it('has a line for every order that staff wrote down after meeting somebody', async () => {
    const entry = { text: '灯坏了', place: { grid: 'hbl-hbl-g1' }, reporter: { name: '孙大妈' }, informed: true };
    for (const channel of ['visit', 'service_hall', 'phone', 'letter', 'volunteer', 'group_relay']) {
      const { body } = await cast.community.post<{ id: string }>('/tickets/on-behalf', { ...entry, channel });
      const [line] = (await list(cast.community, `channel=${channel}`)).items;
      expect([channel, line?.ticket?.id, line?.reporter.name]).toEqual([channel, body.id, '孙**']);
    }
  });

  it('goes page by page', async () => {
    const all = await ids(cast.community, 'limit=50');
    const first = await list(cast.community, 'limit=2');
    expect([
      ...first.items.map(({ id }) => id),
      ...(await ids(cast.community, `limit=50&after=${first.next}`)),
    ]).toEqual(all);
  });

  it.each([
    [{ reporter: { phone: PHONE } }, { reporter: '请填写反映人的称呼' }],
    [
      { reporter: { name: '钱大爷' }, group: undefined, community: 'hbl-hbl' },
      { reporter: '请填写手机号、住址或所在小组中的一项' },
    ],
    [{ text: ' ' }, { text: '请填写' }],
    [{ outcome: 'answered', answer: undefined }, { answer: '请填写当场答复的内容' }],
    [{ outcome: 'follow_up' }, { followUpOn: '请选择跟进日期' }],
    [{ outcome: 'follow_up', followUpOn: '2026-11-19' }, { followUpOn: '不能早于今天' }],
    [{ outcome: 'order' }, { order: '转为工单时请填写位置' }],
    [{ group: undefined }, { community: '请选择社区、网格或小组' }],
    [{ group: 'hbl-mt-1', community: 'hbl-hbl' }, { group: '这个小组不在所选的社区' }],
    [{ group: 'nothing' }, { group: '没有这个小组' }],
    [{ grid: 'hbl-mt-g1', community: 'hbl-hbl', group: undefined }, { grid: '这个网格不在所选的社区' }],
    [{ informed: undefined }, { informed: '请先告知反映人登记的内容和用途' }],
    [{ channel: 'inspection' }, { channel: '请选择来源' }],
  ])('refuses an entry with %j', async (more, fields) => {
    expect((await write(cast.community, { ...ANSWERED, ...more })).body).toMatchObject({
      code: 'INVALID_INPUT',
      fields,
    });
  });
});
