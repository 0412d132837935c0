/** Many tickets, two servers and one that can't be moved: time acts on every ticket once. */
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { MessageEntity } from '../../apps/server/src/notify/message.entity.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { startServer, type TestServer } from '../support/server.ts';

const at = (time: string) => Date.parse(`2026-${time.replace(' ', 'T')}+08:00`);
const FRIDAY = at('11-20 09:00');
const YELLOW = at('11-20 17:00');
const RED = at('11-21 08:00');

const report = async (resident: Client, text: string) => {
  const body = { text, place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' };
  return (await resident.post<{ id: string }>('/tickets', body)).body.id;
};
const eventsOf = (server: TestServer, action: string) =>
  server.app.get(Database).read.find(TicketEventEntity, { where: { action } });

describe('two servers on one database', () => {
  const clock = new FakeClock(FRIDAY);
  let first: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    first = await startServer({ database: 'mariadb', clock });
    const { dataDir, databaseUrl } = first.env;
    second = await startServer({ clock, dataDir, env: { DATABASE_URL: databaseUrl ?? '' } });
    for (const server of [first, second]) server.app.get(Sweeps).byHand();
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });
  const both = (sweep: string) => Promise.all([first, second].map((server) => server.app.get(Sweeps).runNow(sweep)));

  it('give each ticket one event and each person one message, however often they sweep at once', async () => {
    const resident = await first.signIn('resident-1');
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await report(resident, `第 ${i} 件`));
    for (const [now, action] of [
      [YELLOW, 'warn'],
      [RED, 'expire'],
    ] as const) {
      clock.set(now);
      for (let round = 0; round < 3; round++) await both(DEADLINE_SWEEP);
      const told = (await eventsOf(first, action)).map((event) => event.ticketId);
      expect(told.sort()).toEqual(ids);
    }
    for (let round = 0; round < 2; round++) await both('messages');
    const messages = await first.app.get(Database).read.findBy(MessageEntity, { kind: 'overdue' });
    // Two at the community, and the leader of the street.
    expect(new Set(messages.map((one) => `${one.ticketId} ${one.personId}`)).size).toBe(ids.length * 3);
    expect(messages).toHaveLength(ids.length * 3);
    expect((await verify(first.app.get(Database).read)).faults).toEqual([]);
  });
});

describe.each(['sqlite', 'mariadb'] as const)('a long queue on %s', (database) => {
  const clock = new FakeClock(FRIDAY);
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ database, clock });
    server.app.get(Sweeps).byHand();
  });
  afterAll(() => server.close());
  const sweep = () => server.app.get(Sweeps).runNow(DEADLINE_SWEEP);

  it('is swept to its end in one round, also behind a ticket that can not be moved', async () => {
    const resident = await server.signIn('resident-1');
    // It is due first, and more than one handful of the sweep stands behind it.
    const broken = await report(resident, '读不出来的一件');
    clock.advance(1000);
    const others = (await Promise.all(Array.from({ length: 205 }, (_, i) => report(resident, `第 ${i} 件`)))).sort();
    const { writer } = server.app.get<DataSources>(DATA_SOURCES);
    const [{ whole }] = await writer.query('SELECT whole FROM ticket WHERE id = ?', [broken]);
    await writer.query("UPDATE ticket SET whole = '{' WHERE id = ?", [broken]);
    clock.set(RED);
    await sweep();
    expect((await eventsOf(server, 'expire')).map((event) => event.ticketId).sort()).toEqual(others);
    await writer.query('UPDATE ticket SET whole = ? WHERE id = ?', [whole, broken]);
    await sweep();
    expect((await eventsOf(server, 'expire')).map((event) => event.ticketId).sort()).toEqual(
      [broken, ...others].sort(),
    );
  }, 30_000);
});
