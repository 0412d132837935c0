/** Where the official calendar ends: what is computed beyond it is marked, and set right once the next year is known. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Message } from '@liudan/shared/notify/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { CALENDAR_SWEEP } from '../../apps/server/src/notify/calendar.sweep.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import { FakeClock } from '../support/clock.ts';
import { type StartOptions, startServer, type TestServer } from '../support/server.ts';
import { act, dispatched, page, signInAll } from '../support/story.ts';

/** Each test starts the server three times or four. */
const PATIENCE = 60_000;
const at = (time: string) => Date.parse(`${time.replace(' ', 'T')}+08:00`);

/** The demo district with a made-up calendar of 2027: New Year's Day and the Monday after it are off. */
function districtWith2027(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'liudan-district-'));
  cpSync(path.resolve(import.meta.dirname, '../../config/demo'), folder, { recursive: true });
  const days = "daysOff: ['2027-01-01', '2027-01-04']\nmakeUpDays: ['2027-01-09']\n";
  writeFileSync(path.join(folder, 'calendar/2027.yaml'), `year: 2027\ncoveredUntil: '2027-12-31'\n${days}`);
  return folder;
}

describe.each(['sqlite', 'mariadb'] as const)('the end of the calendar on %s', (database) => {
  const folders: string[] = [];
  const servers: TestServer[] = [];
  const folder = (made: string) => {
    folders.push(made);
    return made;
  };
  afterEach(async () => {
    for (const server of servers.splice(0).reverse()) await server.close();
    for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
  });
  const start = async (options: StartOptions) => {
    const server = await startServer(options);
    server.app.get(Sweeps).byHand();
    servers.push(server);
    return server;
  };
  /** Another server on the same data, as after a restart: on SQLite the first one has to stop for it. */
  const startAgain = async (before: TestServer, clock: FakeClock, env: Record<string, string> = {}) => {
    const { dataDir, databaseUrl } = before.env;
    if (databaseUrl === null) await servers.pop()?.close();
    return start({ clock, dataDir, env: { ...env, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) } });
  };
  const dataDir = () => folder(mkdtempSync(path.join(tmpdir(), 'liudan-calendar-')));

  it(
    'marks a due time behind it as provisional, and computes it again when the year is known',
    async () => {
      const clock = new FakeClock(at('2026-12-25 09:00'));
      const before = await start({ database, clock, dataDir: dataDir() });
      const cast = await signInAll(before);
      const consent = '2026-11';
      const report = { text: '围墙要倒', place: { grid: 'hbl-hbl-g1' }, consent };
      const [long, short] = await Promise.all(
        [1, 2].map(async () => (await cast.resident.post<{ id: string }>('/tickets', report)).body.id),
      );
      if (!long || !short) throw new Error('no tickets');
      await dispatched(cast, short);
      await act(cast.urban, short, 'accept', { answer: '今天到场' });
      await dispatched(cast, long);
      clock.set(at('2026-12-29 09:00'));
      await act(cast.urban, long, 'accept', { answer: '今天到场' });
      const clockOf = async (id: string, who = cast) => (await page(who.urban, id)).clocks[0];
      // 30 and 31 December and, for all anybody knows yet, 1 January.
      expect(await clockOf(long)).toMatchObject({ provisional: true, dueAt: '2027-01-01T09:30:00.000Z' });
      expect(await clockOf(short)).toMatchObject({ provisional: false, dueAt: '2026-12-30T09:30:00.000Z' });

      const idle = await startAgain(before, clock);
      const castOfIdle = await signInAll(idle);
      expect(await clockOf(long, castOfIdle)).toMatchObject({ provisional: true, dueAt: '2027-01-01T09:30:00.000Z' });

      const after = await startAgain(idle, clock, { DISTRICT: folder(districtWith2027()) });
      const castAfter = await signInAll(after);
      expect(await clockOf(long, castAfter)).toMatchObject({
        provisional: false,
        light: 'green',
        dueAt: '2027-01-05T09:30:00.000Z',
      });
      expect((await page(castAfter.urban, long)).ticket.dueAt).toBe('2027-01-05T09:30:00.000Z');
      expect(await clockOf(short, castAfter)).toMatchObject({ dueAt: '2026-12-30T09:30:00.000Z' });
      const read = after.app.get(Database).read;
      const again = await read.find(TicketEventEntity, { where: { action: 'recompute' } });
      expect(again.map((event) => [event.ticketId, event.actorRole])).toEqual([[long, 'system']]);
      expect((await verify(read)).faults).toEqual([]);

      // A further start finds nothing to do.
      const last = await startAgain(after, clock, { DISTRICT: folder(districtWith2027()) });
      expect(await last.app.get(Database).read.countBy(TicketEventEntity, { action: 'recompute' })).toBe(1);
    },
    PATIENCE,
  );

  it(
    'warns every operator once from 60 days before its end, however many servers start',
    async () => {
      const clock = new FakeClock(at('2026-10-31 23:59'));
      const server = await start({ database, clock, dataDir: dataDir() });
      const messages = async (of: TestServer, person: string) => {
        const client = await of.signIn(person);
        return (await client.get<{ items: Message[] }>('/messages')).body.items;
      };
      const tomorrow = () => server.app.get(Sweeps).runNow(CALENDAR_SWEEP);
      await tomorrow();
      expect(await messages(server, 'operator-1')).toEqual([]);
      clock.set(at('2026-11-01 00:00'));
      await tomorrow();
      await tomorrow();
      const [warning, ...more] = await messages(server, 'operator-1');
      expect(more).toEqual([]);
      expect(warning).toMatchObject({ kind: 'calendar_ending', side: 'staff', ticketId: null, readAt: null });
      expect(warning?.body).toMatch(/^工作日历到 2026年12月31日 23:59 为止，还剩 60 天。/);
      expect(await messages(server, 'dispatch-1')).toEqual([]);
      const again = await startAgain(server, clock);
      expect(await messages(again, 'operator-1')).toHaveLength(1);
      clock.set(at('2026-12-31 12:00'));
      const extended = await startAgain(again, clock, { DISTRICT: folder(districtWith2027()) });
      expect(await messages(extended, 'operator-1')).toHaveLength(1);
    },
    PATIENCE,
  );
});
