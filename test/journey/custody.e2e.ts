/** Who held a ticket and how long, from the log alone; and that nobody can change the log unseen. */
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { eventsOf } from '../../apps/server/src/ticket/ticket.store.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { runToEnd } from '../support/child.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { act, type Cast, dispatched, NOISE, page, reportedUp, resolved, signInAll } from '../support/story.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T09:00:00+08:00');

interface Held {
  readonly org: string;
  readonly from: number;
  readonly until: number;
}
interface Story {
  readonly name: string;
  /** An hour passes before each act, so that every interval has a length of its own. */
  tell(cast: Cast, id: string, later: () => void): Promise<void>;
  /** Who held it, for how many hours each. */
  readonly held: readonly (readonly [org: string, hours: number])[];
}

const STORIES: Story[] = [
  {
    name: 'handled by the community, scored by the resident',
    tell: async (cast, id, later) => {
      later();
      await act(cast.community, id, 'triage.handle', NOISE);
      later();
      await act(cast.gridWorker, id, 'resolve', { answer: '已劝停' });
      later();
      await act(cast.resident, id, 'rate', { score: 'satisfied' });
    },
    held: [
      ['hbl-hbl', 2],
      ['hbl', 1],
    ],
  },
  {
    name: 'sent back, returned and dispatched again',
    tell: async (cast, id, later) => {
      later();
      await reportedUp(cast, id);
      later();
      await act(cast.street, id, 'send_back', { reason: '先调解' });
      later();
      await dispatched(cast, id);
      later();
      await act(cast.urban, id, 'return', { reason: '不属于本单位', competent: 'dept-ecology' });
      later();
      const again = { lead: 'dept-water', assisting: ['dept-urban'], difficulty: 'general' };
      await act(cast.streetLeader, id, 'dispatch', again);
      later();
      await act(cast.water, id, 'accept', { answer: '今天看' });
      await act(cast.urban, id, 'accept', { answer: '一起看' });
      later();
      await act(cast.urban, id, 'part.finish', { answer: '已配合' });
      await act(cast.water, id, 'resolve', { answer: '修好了' });
      later();
      await act(cast.resident, id, 'rate', { score: 'fair' });
    },
    held: [
      ['hbl-hbl', 1],
      ['hbl', 1],
      ['hbl-hbl', 1],
      ['hbl', 0],
      ['dept-urban', 1],
      ['hbl', 1],
      ['dept-water', 2],
      ['hbl-hbl', 1],
    ],
  },
  {
    name: 'reworked after a bad score',
    tell: async (cast, id, later) => {
      later();
      await resolved(cast, id);
      later();
      await act(cast.resident, id, 'rate', { score: 'dissatisfied', text: '还是吵' });
      later();
      await act(cast.urban, id, 'resolve', { answer: '再次处理' });
      later();
      await act(cast.resident, id, 'rate', { score: 'satisfied' });
    },
    held: [
      ['hbl-hbl', 1],
      ['hbl', 0],
      ['dept-urban', 0],
      ['hbl-hbl', 1],
      ['dept-urban', 1],
      ['hbl-hbl', 1],
    ],
  },
  {
    name: 'asked, answered and withdrawn, with time acting in between',
    tell: async (cast, id, later) => {
      later();
      await act(cast.community, id, 'triage.handle', { ...NOISE, grade: 'urgent' });
      later();
      await act(cast.community, id, 'ask', { question: '哪一栋？' });
      later();
      await act(cast.resident, id, 'supplement', { text: '三栋' });
      for (let hour = 0; hour < 30; hour++) later();
      await act(cast.resident, id, 'withdraw', { reason: '已经好了' });
    },
    held: [['hbl-hbl', 33]],
  },
];

describe.each(['sqlite', 'mariadb'] as const)('custody on %s', (database) => {
  let house: Noticed;
  let cast: Cast;
  const tickets: string[] = [];
  beforeAll(async () => {
    house = await startNoticed({ database });
    cast = await signInAll(house.server);
  });
  afterAll(() => house.close());
  beforeEach(() => house.clock.set(START));
  const read = () => house.server.app.get(Database).read;
  const faults = async () => (await verify(read())).faults;

  /** The intervals of all holders, told by the log alone. */
  const custodyOf = async (id: string): Promise<Held[]> => {
    const held: Held[] = [];
    let since: { org: string; from: number } | null = null;
    for (const { holderOrg, at } of await eventsOf(read(), id)) {
      if (since && since.org === holderOrg) continue;
      if (since) held.push({ ...since, until: at });
      since = holderOrg === null ? null : { org: holderOrg, from: at };
    }
    expect(since).toBeNull();
    return held;
  };

  it.each(STORIES)('covers every moment of a ticket that was $name', async ({ tell, held }) => {
    const { id } = await house.report(cast.resident, '楼下夜里施工很吵');
    tickets.push(id);
    await tell(cast, id, () => house.clock.advance(HOUR));
    await house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
    const custody = await custodyOf(id);
    expect(custody.map(({ org, from, until }) => [org, (until - from) / HOUR])).toEqual(held);
    expect(custody[0]?.from).toBe(START);
    custody.slice(1).forEach((one, index) => {
      expect(one.from).toBe(custody[index]?.until);
    });
    expect(custody.at(-1)?.until).toBe(house.clock.now());
    expect((await page(cast.resident, id)).ticket).toMatchObject({ state: 'closed', holder: null });
    expect(await faults()).toEqual([]);
  });

  const query = (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
    house.server.app.get<DataSources>(DATA_SOURCES).writer.query(sql, values);
  interface Tampering {
    what: string;
    table: 'ticket' | 'ticket_event' | 'clock' | 'part';
    where: string;
    set: string;
    says: RegExp;
  }
  const EVENT_2 = 'ticket_id = ? AND seq = 2';
  it.each<Tampering>([
    {
      what: 'the words of an event',
      table: 'ticket_event',
      where: EVENT_2,
      set: `body = REPLACE(body, '今天就去看', '明天再说')`,
      says: /: event 2 was altered$/,
    },
    {
      what: 'who acted',
      table: 'ticket_event',
      where: EVENT_2,
      set: `actor_org = 'xj'`,
      says: /: event 2 was altered$/,
    },
    {
      what: 'when it was',
      table: 'ticket_event',
      where: EVENT_2,
      set: `at = '2026-11-20 00:00:00.000'`,
      says: /: event 2 was altered$/,
    },
    {
      what: 'the chain itself',
      table: 'ticket_event',
      where: EVENT_2,
      set: `hash = '${'0'.repeat(64)}'`,
      says: /: event 3 does not continue the one before it$/,
    },
    {
      what: 'the score',
      table: 'ticket',
      where: 'id = ?',
      set: `score = 'dissatisfied'`,
      says: /: the stored ticket differ/,
    },
    {
      what: 'a due time',
      table: 'clock',
      where: 'ticket_id = ?',
      set: `due_at = '2027-01-01 00:00:00.000'`,
      says: /: the stored clocks differ/,
    },
    {
      what: 'who assisted',
      table: 'part',
      where: 'ticket_id = ?',
      set: `org_id = 'dept-power'`,
      says: /: the stored parts differ/,
    },
    {
      what: 'whose it is',
      table: 'ticket',
      where: 'id = ?',
      set: `reporter_id = 'x'`,
      says: /: the stored ticket differ/,
    },
    {
      what: 'the street',
      table: 'ticket',
      where: 'id = ?',
      set: `street_id = 'xj'`,
      says: /: the stored ticket differ/,
    },
    {
      what: 'the place in the lists',
      table: 'ticket',
      where: 'id = ?',
      set: `due_at = '2027-01-01 00:00:00.000'`,
      says: /: the deadline it is listed by differs/,
    },
    {
      what: 'the copy that acts read',
      table: 'ticket',
      where: 'id = ?',
      set: `whole = REPLACE(whole, '"reworkCount":0', '"reworkCount":1')`,
      says: /: the copy that acts and pages read differs from the stored rows$/,
    },
    {
      what: 'when the sweep looks',
      table: 'clock',
      where: 'ticket_id = ?',
      set: `next_at = '2027-01-01 00:00:00.000'`,
      says: /: a clock would not be looked at/,
    },
  ])('finds that $what was changed', async ({ table, where, set, says }) => {
    const id = tickets[1] ?? '';
    const before = await query(`SELECT * FROM ${table} WHERE ${where}`, [id]);
    await query(`UPDATE ${table} SET ${set} WHERE ${where}`, [id]);
    const { number } = (await page(cast.centre, id)).ticket;
    const found = await faults();
    for (const row of before) await restore(table, row);
    expect(found.every((fault) => fault.startsWith(`${number}: `))).toBe(true);
    expect(found).toContainEqual(expect.stringMatching(says));
    expect(await faults()).toEqual([]);
  });

  it.each([
    { which: 'first', at: 'ASC', says: /: event 2 stands where 1 should$/ },
    { which: 'last', at: 'DESC', says: /: the last event is missing/ },
  ])(
    'finds that the $which event was removed, and says so on the command line',
    async ({ at, says }) => {
      const id = tickets[0] ?? '';
      const [event] = await query(`SELECT * FROM ticket_event WHERE ticket_id = ? ORDER BY seq ${at} LIMIT 1`, [id]);
      await query('DELETE FROM ticket_event WHERE id = ?', [event?.id]);
      const found = await faults();
      expect(found).toContainEqual(expect.stringMatching(says));
      const { dataDir, databaseUrl } = house.server.env;
      const settings = { DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
      const told = await runToEnd('cli.js', settings, 'verify');
      expect([told.code, told.stdout.split('\n').slice(0, found.length)]).toEqual([1, found]);
      await restore('ticket_event', event ?? {}, true);
      const again = await runToEnd('cli.js', settings, 'verify');
      expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/^4 tickets, \d+ events, 0 faults\n$/)]);
    },
    30_000,
  );

  it('finds a ticket that was removed whole, by the events it left', async () => {
    const id = tickets[2] ?? '';
    const [row] = await query('SELECT * FROM ticket WHERE id = ?', [id]);
    await query('DELETE FROM ticket WHERE id = ?', [id]);
    expect(await faults()).toEqual([`${id}: its events are there, it is not`]);
    await restore('ticket', row ?? {}, true);
    expect(await faults()).toEqual([]);
  });

  /** Puts a row back as it was read, field by field; the names are quoted because MariaDB reserves `change`. */
  async function restore(table: string, row: Record<string, unknown>, removed = false): Promise<void> {
    const names = Object.keys(row);
    const values = Object.values(row);
    if (removed) {
      await query(
        `INSERT INTO ${table} (${names.map((name) => `\`${name}\``).join()}) VALUES (${names.map(() => '?').join()})`,
        values,
      );
      return;
    }
    const keys = table === 'ticket' || table === 'ticket_event' ? ['id'] : ['ticket_id', 'id'];
    const where = keys.map((name) => `${name} = ?`).join(' AND ');
    const set = names.map((name) => `\`${name}\` = ?`).join();
    await query(`UPDATE ${table} SET ${set} WHERE ${where}`, [...values, ...keys.map((name) => row[name])]);
  }
});
