/** 主题党日月报 and the view of what is open, on both databases (HJ-25, CQ-03, JZ-05). */
import type { Backlog, MonthlyChoices, MonthlyReport, ReportedTicket } from '@liudan/shared/stats/contract';
import type { TicketCard } from '@liudan/shared/ticket/contract';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, NOISE, resolved, signInAll } from '../support/story.ts';
import { workbook } from '../support/workbook.ts';

const DAY = 24 * 3_600_000;

describe.each(['sqlite', 'mariadb'] as const)('the monthly report on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  const tickets: Record<string, string> = {};
  let november: MonthlyReport;
  const path = (month: string, community = 'hbl-hbl') => `/monthly-reports/${community}/${month}`;
  const report = async (person: Client, month: string) => (await person.get<MonthlyReport>(path(month))).body;
  const behind = async (person: Client, month: string, figure: string) =>
    (await person.get<{ items: ReportedTicket[] }>(`${path(month)}/tickets?${figure}`)).body.items;
  const open = async (person: Client, address: string) => {
    await person.enter();
    return fetch(`${house.server.url}/api/v1${address}`, {
      headers: { authorization: `Bearer ${person.current.accessToken}` },
    });
  };

  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
    const begin = async (name: string, text: string) => {
      tickets[name] = (await house.report(cast.resident, text)).id;
      return tickets[name];
    };
    // 20 November: one scored, one that stays with the community, one taken back.
    const scored = await begin('scored', '夜里施工');
    await resolved(cast, scored);
    await act(cast.resident, scored, 'rate', { score: 'satisfied' });
    const waiting = await begin('waiting', '楼道堆物 13912345678');
    await act(cast.community, waiting, 'triage.handle', NOISE);
    await act(cast.resident, await begin('withdrawn', '已经好了'), 'withdraw', { reason: '好了' });
    // 30 November, an hour before the month ends in the district: it is the 30th there, and so it is in UTC.
    house.clock.set(Date.UTC(2026, 10, 30, 15));
    await begin('late', '路灯不亮');
    november = await report(cast.community, '2026-11');
    // An hour later it is December in the district, while UTC still has November.
    house.clock.set(Date.UTC(2026, 10, 30, 17));
    await begin('december', '井盖松动');
  }, 60_000);
  afterAll(() => house.close());

  it('offers who is on duty for them the communities of his duty, and nobody else any', async () => {
    const communities = async (person: Client) =>
      (await person.get<MonthlyChoices>('/monthly-reports')).body.communities.map(({ id }) => id);
    expect(await communities(cast.community)).toEqual(['hbl-hbl']);
    expect(await communities(cast.streetLeader)).toEqual(['hbl-hbl', 'hbl-mt']);
    expect(await communities(cast.supervisor)).toHaveLength(12);
    // A leader hears those of the streets in his charge.
    const charged = await communities(cast.leader);
    expect(charged).toEqual(expect.arrayContaining(['hbl-hbl', 'yjl-jt', 'hy-ys']));
    expect(charged.filter((id) => /^(xj|gpj|ghy)/.test(id))).toEqual([]);
    for (const person of [cast.resident, cast.gridWorker, cast.urban, cast.operator]) {
      expect(await communities(person)).toEqual([]);
      for (const more of ['', '/print', '/export?format=csv', '/tickets?figure=cameIn'])
        expect((await person.get(path('2026-11') + more)).status).toBe(404);
    }
    expect((await cast.foreignCommunity.get(path('2026-11'))).status).toBe(404);
    expect((await cast.community.get(path('2027-01'))).status).toBe(404);
    expect((await cast.community.get(path('2026-13'))).status).toBe(404);
    expect((await cast.community.get(path('2026-11', 'nowhere'))).status).toBe(404);
    const { months } = (await cast.community.get<MonthlyChoices>('/monthly-reports')).body;
    expect(months.slice(0, 2)).toEqual([
      { month: '2026-12', words: '2026年12月', final: false },
      { month: '2026-11', words: '2026年11月', final: true },
    ]);
  });

  it('counts what came in, was closed and goes on, with three rates that are never mixed', async () => {
    const { figures, rates, ...rest } = await report(cast.leader, '2026-11');
    expect(figures).toMatchObject({
      carriedIn: 0,
      cameIn: 4,
      closed: 2,
      carriedOut: 2,
      rated: 1,
      satisfied: 1,
      closedUnrated: 0,
    });
    expect(rates.satisfied).toEqual({ figure: 'satisfied', count: 1, of: 'rated', ofCount: 1, percent: 100 });
    expect(rates.online.percent).toBe(100);
    // Triage of the three was in time; the last one's ran until midnight, which still belongs to the month.
    expect([rates.answeredInTime.count, rates.answeredInTime.ofCount]).toEqual([2, 2]);
    expect(rest.byOutcome.filter(({ count }) => count > 0).map(({ outcome }) => outcome)).toEqual([
      'rated',
      'withdrawn',
    ]);
    expect(rest.byCategory.map(({ count }) => count).reduce((sum, count) => sum + count)).toBe(2);
    expect(rest.uncategorised).toBe(2);
    expect(rest.final).toBe(true);
    expect(rest.carriedOut.map(({ id, summary, stateWords }) => [id, summary, stateWords])).toEqual([
      [tickets.waiting, '楼道堆物 139****5678', '社区办理'],
      [tickets.late, '路灯不亮', '待研判'],
    ]);
    expect((await report(cast.community, '2026-12')).figures).toMatchObject({ carriedIn: 2, cameIn: 1 });
  });

  it('leads from every number to its tickets', async () => {
    const ids = async (figure: string) => (await behind(cast.community, '2026-11', figure)).map(({ id }) => id);
    expect(await ids('figure=cameIn')).toEqual([tickets.scored, tickets.waiting, tickets.withdrawn, tickets.late]);
    expect(await ids('outcome=withdrawn')).toEqual([tickets.withdrawn]);
    const root = november.byCategory.find(({ count }) => count > 0);
    expect(await ids(`category=${root?.root.id}`)).toHaveLength(root?.count ?? -1);
    expect(await ids(`category=${root?.leaves[0]?.id}`)).toHaveLength(root?.leaves[0]?.count ?? -1);
    expect(await ids('category=none')).toEqual([tickets.withdrawn, tickets.late]);
    expect((await cast.community.get(`${path('2026-11')}/tickets`)).status).toBe(400);
    const { figures } = await report(cast.community, '2026-11');
    for (const [figure, count] of Object.entries(figures))
      expect([figure, (await ids(`figure=${figure}`)).length]).toEqual([figure, count]);
  });

  it('is the same whenever it is made', async () => {
    const before = await report(cast.community, '2026-11');
    await act(cast.community, tickets.waiting ?? '', 'resolve', { answer: '已经清走' });
    await act(cast.resident, tickets.waiting ?? '', 'rate', { score: 'dissatisfied' });
    house.clock.advance(3 * DAY);
    expect({ ...(await report(cast.community, '2026-11')), madeAt: before.madeAt }).toEqual(before);
    expect((await report(cast.community, '2026-12')).figures).toMatchObject({ rated: 1, dissatisfied: 1, reworked: 1 });
  });

  it('goes on paper and into a file, and each is on record', async () => {
    const html = await (await open(cast.leader, `${path('2026-11')}/print`)).text();
    for (const words of [
      '河滨社区2026年11月群众诉求办理情况',
      '满意率',
      '1 / 1，100%',
      '结转下月的工单',
      '楼道堆物 139****5678',
    ])
      expect(html).toContain(words);
    const { rows } = workbook(
      Buffer.from(await (await open(cast.community, `${path('2026-11')}/export?format=xlsx`)).arrayBuffer()),
    );
    expect(rows.map((row) => [row[0], row[4], row[5], row[6]])).toEqual([
      ['序号', '反映的内容', '来源', '月末进度'],
      ['1', '夜里施工', '本月新增', '已归档'],
      ['2', '楼道堆物 139****5678', '本月新增', '社区办理'],
      ['3', '已经好了', '本月新增', '已归档'],
      ['4', '路灯不亮', '本月新增', '待研判'],
    ]);
    const { items } = (await cast.operator.get<{ items: { what: string; filter: string; rows: number }[] }>('/exports'))
      .body;
    expect(items.map(({ what, filter, rows: count }) => [what, filter.split('，')[0], count])).toEqual([
      ['主题党日月报', '2026年11月', 4],
      ['主题党日月报', '2026年11月', 4],
    ]);
  });

  it('has no view of the backlog where the district does without', async () => {
    expect((await cast.street.get('/backlog')).status).toBe(404);
    expect((await cast.street.get('/backlog/tickets')).status).toBe(404);
  });

  it('shows where the district asks for it what is open, unit by unit, the oldest first', async () => {
    const views = house.district.settings.views as { backlog: boolean };
    views.backlog = true;
    const { units, open: count } = (await cast.street.get<Backlog>('/backlog')).body;
    expect(units.map(({ org, open: of }) => [org.name, of])).toEqual([['河滨社区', count]]);
    const [unit] = units;
    expect(unit?.bands.reduce((sum, band) => sum + band.count, 0)).toBe(count);
    expect(unit?.lights.reduce((sum, light) => sum + light.count, 0)).toBe(count);
    expect(unit?.bands.filter((band) => band.count > 0)).toEqual([
      { age: 'week', words: '3—7 天', count: 2 },
      { age: 'month', words: '7—30 天', count: 1 },
    ]);
    expect(unit?.lights.find(({ light }) => light === 'red')?.count).toBe(2);
    const list = async (person: Client, query = '') =>
      (await person.get<{ items: TicketCard[]; next: string | null }>(`/backlog/tickets${query}`)).body;
    expect((await list(cast.street)).items.map(({ id }) => id)).toEqual([
      tickets.waiting,
      tickets.late,
      tickets.december,
    ]);
    const first = await list(cast.street, '?org=hbl-hbl&limit=1');
    expect((await list(cast.street, `?org=hbl-hbl&limit=5&after=${first.next}`)).items.map(({ id }) => id)).toEqual([
      tickets.late,
      tickets.december,
    ]);
    for (const person of [cast.foreignStreet, cast.resident, cast.operator, cast.gridWorker]) {
      expect((await person.get<Backlog>('/backlog')).body.units).toEqual([]);
      expect((await list(person)).items).toEqual([]);
    }
    views.backlog = false;
  });
});
