/** Is it reported already? What is shown before a report is sent, and to staff beside a ticket (features C.1, C.11). */
import { LIMITS } from '@liudan/shared/limits';
import type { LikeTickets, SimilarTicket } from '@liudan/shared/ticket/similar/contract';
import { unborn } from '@liudan/shared/ticket/unborn';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { TicketEntity } from '../../apps/server/src/ticket/ticket.entity.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { screened } from '../support/screened.ts';
import { act, type Cast, NOISE, photoOf, signInAll } from '../support/story.ts';

const LAMP = { lng: 109.986, lat: 27.11 };
const north = (metres: number) => ({ ...LAMP, lat: LAMP.lat + metres / 111_320 });
const MANY = 10_000;

describe.each(['sqlite', 'mariadb'] as const)('open tickets like a report on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  beforeEach(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterEach(() => house.close());

  const report = async (person: Client, text: string, more: object = {}) => {
    const consent = house.district.settings.privacy.version;
    const reply = await person.post<{ id: string }>('/tickets', { text, place: LAMP, consent, ...more });
    expect([reply.status, reply.body]).toEqual([201, expect.anything()]);
    await screened(house);
    return reply.body.id;
  };
  const like = async (person: Client, text: string, more: object = {}) => {
    const reply = await person.post<{ items: SimilarTicket[] }>('/tickets/similar', { text, place: LAMP, ...more });
    expect([reply.status, reply.body]).toEqual([200, expect.anything()]);
    return reply.body.items;
  };

  it('are shown to a neighbour with place and progress, and without anybody’s name or number', async () => {
    const photos = [await photoOf(cast.resident)];
    const text = '路灯坏了，联系我13712340000';
    const id = await report(cast.resident, text, { place: north(30), photos, phone: '13712340001', category: 'noise' });
    await report(cast.resident, '夜里施工很吵');
    const [found, ...others] = await like(cast.neighbour, '河滨路的路灯坏了三天');
    expect(others).toEqual([]);
    expect(found).toEqual({
      id,
      summary: '路灯坏了，联系我***',
      thumbUrl: expect.stringContaining('/media/'),
      distanceWords: '约 30 米',
      reasons: ['约 30 米', '说法相近'],
      submittedAt: expect.any(String),
      stateWords: '正在研判',
      sentence: expect.stringContaining('河滨社区正在研判'),
      dots: expect.any(Array),
      dotsWords: expect.any(String),
      mine: false,
    });
    // It may be joined, and not read.
    expect((await cast.neighbour.get(`/tickets/${id}`)).status).toBe(404);
    expect(await like(cast.resident, '路灯坏了')).toMatchObject([{ id, mine: true }]);
  });

  it('are none that are far, closed, or nobody else’s business', async () => {
    await report(cast.resident, '路灯坏了', { place: north(400) });
    const withdrawn = await report(cast.resident, '路灯坏了');
    await act(cast.resident, withdrawn, 'withdraw', { reason: '修好了' });
    const dispute = house.district.roots.find(({ id }) => id === 'dispute')?.leaves[0]?.id;
    await report(cast.resident, '路灯坏了，邻居弄的', { category: dispute });
    expect(await like(cast.neighbour, '路灯坏了')).toEqual([]);
    // His own is shown to him all the same.
    expect(await like(cast.resident, '路灯坏了')).toHaveLength(1);
  });

  it('tell no more than the kind where the reporter wants his name kept', async () => {
    const photos = [await photoOf(cast.resident)];
    await report(cast.resident, '我家楼下夜里施工很吵', { photos, hideName: true, category: 'noise' });
    const [found] = await like(cast.neighbour, '夜里施工很吵', { category: 'noise' });
    expect(found).toMatchObject({
      summary: '噪声扰民',
      thumbUrl: null,
      reasons: ['20 米以内', '同一分类', '说法相近'],
    });
  });

  it('are at most five, the most alike first, by grid where there is no pin', async () => {
    for (let i = 0; i < 7; i++) await report(cast.resident, '路灯坏了', { place: north(20 * i) });
    const found = await like(cast.neighbour, '路灯坏了');
    expect(found.map(({ distanceWords }) => distanceWords)).toEqual([
      '20 米以内',
      '约 20 米',
      '约 40 米',
      '约 60 米',
      '约 80 米',
    ]);
    const byGrid = await like(cast.neighbour, '路灯坏了', { place: { grid: 'hbl-hbl-g1' } });
    expect(byGrid).toMatchObject(Array.from({ length: 5 }, () => ({ distanceWords: '同一网格' })));
    expect(await like(cast.neighbour, '路灯坏了', { place: { grid: 'hbl-mt-g1' } })).toEqual([]);
    const away = await cast.neighbour.post('/tickets/similar', { text: '路灯', place: { lng: 116.4, lat: 39.9 } });
    expect(away.status).toBe(422);
  });

  it('stand beside a ticket for staff, of what they may see themselves', async () => {
    const first = await report(cast.resident, '夜里施工很吵');
    const second = await report(cast.neighbour, '夜里施工太吵了', { place: north(40) });
    const likeIt = (person: Client) => person.get<LikeTickets>(`/tickets/${first}/similar`);
    for (const part of ['community', 'street', 'centre', 'gridWorker'] as const)
      expect([part, (await likeIt(cast[part])).body.items.map(({ card }) => card.id)]).toEqual([part, [second]]);
    await act(cast.community, first, 'triage.handle', NOISE);
    expect((await likeIt(cast.resident)).status).toBe(403);
    expect((await likeIt(cast.foreignCommunity)).status).toBe(404);
    expect((await likeIt(cast.urban)).status).toBe(404);
  });

  it('are found among many without going through all of them', async () => {
    const database = house.server.app.get(Database);
    await database.write(async (tx) => {
      for (let from = 0; from < MANY; from += 500)
        await tx.createQueryBuilder().insert().into(TicketEntity).values(rows(from, 500)).updateEntity(false).execute();
    });
    const started = performance.now();
    const found = await like(cast.neighbour, '第 5000 件');
    expect(found.length).toBeLessThanOrEqual(5);
    // Generous: the point is that it isn't the seconds that ten thousand texts would take.
    expect(performance.now() - started).toBeLessThan(1_000);
    const plan = JSON.stringify(await explained(database));
    expect(plan).toContain('ix_ticket_phase_lat_lng');
  }, 60_000);

  /** Spread over a square of some twenty kilometres, so that a box holds few of them. */
  const rows = (from: number, count: number): TicketEntity[] =>
    Array.from({ length: count }, (_, index) => {
      const n = from + index;
      const id = n.toString().padStart(LIMITS.id, '0');
      const place = { communityId: 'hbl-hbl', streetId: 'hbl' };
      const { ticket } = unborn({ id, number: `LD-${n}`, reporterId: id, ...place, at: house.clock.now() });
      return {
        ...ticket,
        text: `第 ${n} 件`,
        lng: 109.9 + (n % 100) * 0.002,
        lat: 27 + Math.floor(n / 100) * 0.002,
        phase: 'open',
        contactPhone: null,
        shown: 'all',
        dueAt: null,
        warnAt: null,
        whole: null,
        lastHash: '0'.repeat(64),
      };
    });
  const explained = (database: Database): Promise<unknown> => {
    const [sql, parameters] = database.read
      .createQueryBuilder(TicketEntity, 'ticket')
      .where("ticket.phase = 'open' AND ticket.lat BETWEEN 27.107 AND 27.113 AND ticket.lng BETWEEN 109.98 AND 109.99")
      .orderBy('ticket.lat')
      .addOrderBy('ticket.lng')
      .take(300)
      .getQueryAndParameters();
    const ask = database.read.connection.options.type === 'mariadb' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    return database.read.query(`${ask} ${sql}`, parameters);
  };
});
