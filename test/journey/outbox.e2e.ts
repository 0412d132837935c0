/** The event log as an outbox, on MariaDB: what transactions and processes do to it there, SQLite can't show. */
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { MessageEntity } from '../../apps/server/src/notify/message.entity.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { startServer, type TestServer } from '../support/server.ts';

const WORKER = 'o_demo_hbl-hbl-g1-worker';

describe('the outbox on MariaDB', () => {
  let house: Noticed;
  let beside: TestServer;
  let resident: Client;
  let other: Connection;
  beforeAll(async () => {
    house = await startNoticed({ database: 'mariadb' });
    const { databaseUrl, dataDir } = house.server.env;
    const env = { DATABASE_URL: databaseUrl ?? '' };
    beside = await startServer({ clock: house.clock, standIn: house.standIn, dataDir, env });
    beside.app.get(Sweeps).byHand();
    resident = await house.server.signIn('resident-1');
    other = await createConnection({ uri: databaseUrl ?? '', timezone: 'Z' });
  }, 60_000);
  afterAll(async () => {
    await other.end();
    await beside.close();
    await house.close();
  });

  const tables = () => house.server.app.get<DataSources>(DATA_SOURCES).writer;
  const lastEvent = () => tables().manager.findOneOrFail(TicketEventEntity, { where: {}, order: { id: 'DESC' } });
  const toldOf = (eventId: string) => tables().manager.countBy(MessageEntity, { eventId });
  /** Both processes at once, as often as anybody could wish. */
  const everybody = (sweep: 'messages' | 'deliveries') =>
    Promise.all([house.server.app, beside.app].map((app) => app.get(Sweeps).runNow(sweep)));

  it('tells an event whose transaction committed after a younger one was told', async () => {
    await house.report(resident, '先发生，后提交');
    const older = await lastEvent();
    await house.report(resident, '后发生，先提交');
    const younger = await lastEvent();
    expect(older.id < younger.id).toBe(true);

    // The older event goes back to where a slow transaction would still have it: written, and seen by nobody else.
    const [[row]] = await other.query<RowDataPacket[]>('SELECT * FROM ticket_event WHERE id = ?', [older.id]);
    await other.query('DELETE FROM ticket_event WHERE id = ?', [older.id]);
    await other.beginTransaction();
    await other.query('INSERT INTO ticket_event SET ?', [row]);

    await house.tell();
    expect([await toldOf(older.id), await toldOf(younger.id)]).toEqual([0, expect.any(Number)]);
    expect(await toldOf(younger.id)).toBeGreaterThan(0);

    await other.commit();
    await house.tell();
    expect(await toldOf(older.id)).toBe(await toldOf(younger.id));
  });

  it('tells everything once when two processes follow the log, each person in the order of events', async () => {
    await everybody('messages');
    await tables().query('DELETE FROM message');
    for (let count = 0; count < 12; count++) await house.report(resident, `第 ${count} 件`);
    await everybody('messages');
    const told = (await house.messages(resident)).map((message) => /第 \d+ 件/.exec(message.body)?.[0]);
    expect(told).toEqual(Array.from({ length: 12 }, (_, count) => `第 ${11 - count} 件`));
    expect(await tables().manager.countBy(TicketEventEntity, { notifyPending: true })).toBe(0);
  });

  it('sends each message once when two processes send, and each person gets them in order', async () => {
    await tables().query("UPDATE push SET state = 'done'");
    const worker = await house.server.signIn('hbl-hbl-g1-worker');
    for (let count = 0; count < 10; count++) {
      await house.consent(worker, WORKER, 'new_ticket');
      await house.report(resident, `发送 ${count}`);
    }
    await everybody('messages');
    await Promise.all([everybody('deliveries'), everybody('deliveries')]);
    const summaries = house.standIn
      .messages({ openid: WORKER })
      .map((message) => message.fields.find((field) => field.key === 'thing2')?.value);
    expect(summaries).toEqual(Array.from({ length: 10 }, (_, count) => `发送 ${count}`));
    expect(
      house.standIn.calls('/cgi-bin/message/subscribe/send').filter((call) => call.answer?.includes('43108')),
    ).toEqual([]);
  });
});
