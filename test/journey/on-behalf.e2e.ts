/** 代登记: staff write down what a resident said, and it is the resident's order from then on (HJ-03, HJ-04, JZ-06, JZ-23). */
import type { TicketCard } from '@liudan/shared/ticket/contract';
import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import type { ReporterFound } from '@liudan/shared/visit/contract';
import { PersonEntity } from '../../apps/server/src/identity/person.entity.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { TicketEntity } from '../../apps/server/src/ticket/ticket.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { ReporterLookEntity } from '../../apps/server/src/visit/reporter-look.entity.ts';
import { VisitEntity } from '../../apps/server/src/visit/visit.entity.ts';
import type { Client, Reply } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { TEST_APP } from '../support/server.ts';
import { act, attempt, type Cast, NOISE, page, photoOf, signInAll } from '../support/story.ts';

const PLACE = { grid: 'hbl-hbl-g1', address: '河滨路 12 号' };
const SAID = {
  text: '张大爷家门口的路灯坏了',
  place: PLACE,
  channel: 'visit',
  reporter: { name: '张大爷', phone: '13711110009' },
  informed: true,
} as const;

describe.each(['sqlite', 'mariadb'] as const)('an order written down by staff on %s', (database) => {
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
  const read = () => house.server.app.get(Database).read;

  type Answer = Entered & { code?: string; fields?: Record<string, string> };
  const enter = (person: Client, more: object = {}, key?: string): Promise<Reply<Answer>> =>
    person.post<Answer>('/tickets/on-behalf', { ...SAID, ...more }, key ? { key } : {});
  const entered = async (person: Client, more: object = {}): Promise<Entered> => {
    const reply = await enter(person, more);
    expect([reply.status, reply.body]).toEqual([201, expect.objectContaining({ version: 1 })]);
    return reply.body;
  };
  const comeIn = async (openid: string, phone: string) => {
    house.standIn.addUser({ openid, appid: TEST_APP.appid, phone });
    return house.server.signInByWechat(() => house.standIn.login(openid));
  };
  const confirm = (client: Client, openid: string) =>
    client.post('/me/phone', { code: house.standIn.phoneCode(openid) });
  const mine = async (client: Client) =>
    (await client.get<{ items: TicketCard[] }>('/tickets?view=mine')).body.items.map(({ id }) => id);
  const lookup = (person: Client, phone: string) => person.post<ReporterFound>('/reporters/lookup', { phone });

  it('goes the way of every order, and nobody who wrote it down handled it by that', async () => {
    const photo = await photoOf(cast.gridWorker);
    const ticket = await entered(cast.gridWorker, { photos: [photo], category: 'noise' });
    expect(ticket).toMatchObject({ visible: true, holder: { name: '河滨社区' } });
    const seen = await page(cast.community, ticket.id);
    expect(seen.ticket).toMatchObject({
      channelWords: '走访',
      reporter: { name: '张**', phone: '137****0009', hidden: false },
    });
    expect(seen.ticket.photos).toHaveLength(1);
    expect(seen.timeline[0]).toMatchObject({
      title: '代为登记',
      by: { reporter: false, org: { name: '河滨社区第一网格' } },
      facts: [
        { label: '分类', value: '噪声扰民' },
        { label: '来源', value: '走访' },
        { label: '告知', value: '已告知登记的内容和用途' },
      ],
    });
    await act(cast.community, ticket.id, 'triage.handle', NOISE);
    expect((await read().findOneByOrFail(TicketEntity, { id: ticket.id })).handlers).toEqual([cast.community.personId]);
    await act(cast.gridWorker, ticket.id, 'resolve', { answer: '修好了' });
    const contact = { by: 'visit', at: new Date(house.clock.now()).toISOString() };
    expect((await attempt(cast.gridWorker, ticket.id, 'rate', { score: 'satisfied', contact })).status).toBe(403);
    await act(cast.street, ticket.id, 'rate', { score: 'satisfied', contact });
    const row = await read().findOneByOrFail(TicketEntity, { id: ticket.id });
    expect([row.enteredBy, row.outcome]).toEqual([cast.gridWorker.personId, 'rated']);
  });

  it('stands in the visit ledger with it, written in one transaction and once', async () => {
    const key = 'one-order-by-phone';
    const collectedAt = new Date(house.clock.now() - 3_600_000).toISOString();
    const more = { channel: 'phone', collectedAt, text: '水管漏水' };
    const [first, again] = [await enter(cast.community, more, key), await enter(cast.community, more, key)];
    expect(again.body).toEqual(first.body);
    const [entry, ...others] = await read().findBy(VisitEntity, { ticketId: first.body.id });
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      outcome: 'order',
      channel: 'phone',
      text: '水管漏水',
      communityId: 'hbl-hbl',
      enteredBy: cast.community.personId,
      enteredOrg: 'hbl-hbl',
    });
    expect(JSON.stringify(entry)).not.toMatch(/张大爷|13711110009/);
    // A transfer from the hotline met nobody.
    const transfer = await entered(cast.centre, { channel: 'transfer_12345' });
    expect(await read().countBy(VisitEntity, { ticketId: transfer.id })).toBe(0);
  });

  it('is only an answer for whoever may not see it', async () => {
    const ticket = await entered(cast.foreignCommunity);
    expect(ticket).toMatchObject({ visible: false, sentence: expect.stringContaining('河滨社区正在研判') });
    expect((await cast.foreignCommunity.get(`/tickets/${ticket.id}`)).status).toBe(404);
  });

  it('becomes the resident’s when he proves his number, and by nothing less', async () => {
    const phone = '13711110021';
    const ticket = await entered(cast.community, { reporter: { name: '李大妈', phone } });
    const typed = await comeIn('o_typed', '13711110022');
    await typed.post('/me/phone', { phone });
    expect(await mine(typed)).toEqual([]);
    expect((await typed.get(`/tickets/${ticket.id}`)).status).toBe(404);
    // Who only typed it isn't taken for its owner either.
    const second = await entered(cast.community, { reporter: { phone }, text: '还有井盖' });
    expect(await mine(typed)).toEqual([]);

    const owner = await comeIn('o_owner', phone);
    expect(await mine(owner)).toEqual([]);
    expect((await confirm(owner, 'o_owner')).status).toBe(200);
    expect(await mine(owner)).toEqual([second.id, ticket.id]);
    const seen = await page(owner, ticket.id);
    expect(seen.ticket).toMatchObject({ mine: true, reporter: { name: '李**', phone: '137****0021' } });
    await act(owner, ticket.id, 'supplement', { text: '在三号楼旁' });
    // He is told what staff do, and not what he did himself.
    await act(cast.community, ticket.id, 'triage.handle', NOISE);
    await house.tell();
    const told = (await house.messages(owner)).filter((one) => one.ticketId === ticket.id);
    expect(told.map(({ kind }) => kind)).toEqual(['answered', 'report_received']);
    await act(owner, ticket.id, 'withdraw', { reason: '修好了' });

    // From then on his number is his.
    const third = await entered(cast.street, { reporter: { phone }, text: '第三件' });
    expect((await read().findOneByOrFail(TicketEntity, { id: third.id })).reporterId).toBe(owner.personId);
    // And nobody else gets what became his.
    const late = await comeIn('o_late', phone);
    await confirm(late, 'o_late');
    expect(await mine(late)).toEqual([]);
  });

  it('shows what the number has reported already, masked, and writes the look down', async () => {
    const phone = '13711110031';
    expect((await lookup(cast.community, phone)).body).toEqual({ person: null, tickets: [] });
    const here = await entered(cast.community, { reporter: { name: '赵大妈', phone }, text: '路灯' });
    const there = await entered(cast.centre, {
      reporter: { phone },
      text: '别处的路灯',
      place: { grid: 'xj-xm-g1' },
      channel: 'phone',
    });
    await entered(cast.centre, { reporter: { phone }, text: '不公开', place: { grid: 'xj-xm-g1' }, hideName: true });
    const found = (await lookup(cast.community, phone)).body;
    expect(found.person).toMatchObject({ name: '赵**', community: { name: '河滨社区' } });
    expect(found.tickets.map(({ number, card }) => [number, card?.id ?? null])).toEqual([
      [there.number, null],
      [here.number, here.id],
    ]);
    expect(JSON.stringify(found)).not.toMatch(new RegExp(`${phone}|赵大妈|别处的路灯|不公开`));
    const looks = await read().findBy(ReporterLookEntity, { personId: cast.community.personId });
    expect(looks.map(({ foundId }) => foundId)).toContain(found.person?.personId);
    expect(JSON.stringify(looks)).not.toContain(phone);
    const again = await entered(cast.community, { reporter: { personId: found.person?.personId }, text: '第三件' });
    expect((await read().findOneByOrFail(TicketEntity, { id: again.id })).reporterId).toBe(found.person?.personId);
    expect((await lookup(cast.resident, phone)).status).toBe(403);
    expect((await lookup(cast.operator, phone)).status).toBe(403);
  });

  it('lets nobody look up the numbers of a district one by one', async () => {
    const ask = () => lookup(cast.foreignStreet, '13711119999');
    for (let i = 0; i < 60; i++) expect((await ask()).status).toBe(200);
    expect((await ask()).body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    house.clock.advance(3_600_001);
    expect((await ask()).status).toBe(200);
    house.clock.advance(-3_600_001);
  });

  it('is no way to report in one’s own name, and none for who serves nobody', async () => {
    const own = house.district.people.find(({ key }) => key === 'hbl-hbl-staff-1')?.phone;
    expect((await enter(cast.community, { reporter: { phone: own } })).body).toMatchObject({ code: 'OWN_REPORT' });
    for (const person of [cast.resident, cast.operator])
      expect((await enter(person)).body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    [{ informed: false }, { informed: '请先告知反映人登记的内容和用途' }],
    [{ reporter: {} }, { reporter: '请填写反映人的称呼或手机号' }],
    [{ reporter: undefined }, { reporter: '请填写反映人' }],
    [{ channel: 'inspection' }, { reporter: '网格巡查发现的问题没有反映人' }],
    [{ channel: 'mini_program' }, { channel: '请选择来源' }],
    [{ collectedAt: '2030-01-01T00:00:00.000Z' }, { collectedAt: '时间不能晚于现在' }],
    [{ category: 'nothing' }, { category: '没有这个分类' }],
    [{ reporter: { personId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' } }, { reporter: '没有找到这位居民，请重新查找' }],
  ])('is refused with %j', async (more, fields) => {
    expect((await enter(cast.community, more)).body).toMatchObject({ code: 'INVALID_INPUT', fields });
  });

  it('is refused outside the district', async () => {
    const away = await enter(cast.community, { place: { lng: 116.4, lat: 39.9 } });
    expect([away.status, away.body.code]).toEqual([422, 'PLACE_OUTSIDE']);
  });

  it('has no resident behind it where a patrol found it, so that the worker may handle it himself', async () => {
    const patrol = { channel: 'inspection', reporter: undefined, text: '巡查发现井盖松动' };
    const [first, second] = [await entered(cast.gridWorker, patrol), await entered(cast.community, patrol)];
    const rows = await Promise.all([first, second].map(({ id }) => read().findOneByOrFail(TicketEntity, { id })));
    expect(rows[0]?.reporterId).toBe(rows[1]?.reporterId);
    const seen = await page(cast.street, first.id);
    expect(seen.ticket.reporter).toEqual({ name: '网格巡查', phone: null, hidden: false, canReveal: false });
    await act(cast.community, first.id, 'triage.handle', NOISE);
    await act(cast.gridWorker, first.id, 'resolve', { answer: '已经固定' });
    expect((await page(cast.street, first.id)).ticket.holder?.id).toBe('hbl');
    const people = await read().findBy(PersonEntity, { id: rows[0]?.reporterId ?? '' });
    expect(people).toMatchObject([{ rosterKey: 'patrol/hbl-hbl', phone: null, openid: null }]);
  });
});
