/** A rule that changes applies to clocks started after it; what runs keeps the rule and the edition it was started under. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClockView } from '@liudan/shared/ticket/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { verify } from '../../apps/server/src/ticket/verify.ts';
import type { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { type StartOptions, startServer, type TestServer } from '../support/server.ts';
import { act, type Cast, dispatched, page, reportedUp, signInAll } from '../support/story.ts';

const PATIENCE = 60_000;
const at = (time: string): string => new Date(Date.parse(`${time.replace(' ', 'T')}+08:00`)).toISOString();

/** The demo district, edited: every pair is a text of the file and what stands there instead. */
function editedDistrict(edits: Readonly<Record<string, readonly (readonly [was: string, is: string])[]>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'liudan-district-'));
  cpSync(path.resolve(import.meta.dirname, '../../config/demo'), folder, { recursive: true });
  for (const [file, pairs] of Object.entries(edits)) {
    let text = readFileSync(path.join(folder, file), 'utf8');
    for (const [was, is] of pairs) {
      if (!text.includes(was)) throw new Error(`${file} has no "${was}"`);
      text = text.replaceAll(was, is);
    }
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const RULES = [
  ['name: 一般, rule: { workingDays: 3 }', 'name: 一般, mode: { id: quick, name: 马上办 }, rule: { workingDays: 2 }'],
  ['id: hard,', 'id: harder,'],
  ['sign: { workingDays: 1 }', 'sign: { workingHours: 2 }'],
  ["['14:30', '17:30']", "['14:00', '17:00']"],
] as const;
const EDITS = {
  'district.yaml': [['version: 2026-11-21', 'version: 2026-12-01']],
  'deadlines.yaml': RULES,
  'categories.yaml': [['difficulty: hard', 'difficulty: harder']],
  'rating.yaml': [['id: fair, name: 一般', 'id: passable, name: 过得去']],
} as const;

describe.each(['sqlite', 'mariadb'] as const)('a change of the rules on %s', (database) => {
  const folders: string[] = [];
  const servers: TestServer[] = [];
  const kept = (made: string) => {
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
  /** Another server on the same data: on SQLite the first one has to stop for it. */
  const startAgain = async (before: TestServer, clock: FakeClock, env: Record<string, string>) => {
    const { dataDir, databaseUrl } = before.env;
    if (databaseUrl === null) await servers.pop()?.close();
    return start({ clock, dataDir, env: { ...env, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) } });
  };
  const report = async ({ resident }: Cast): Promise<string> => {
    const body = { text: '楼下很吵', place: { grid: 'hbl-hbl-g1' }, consent: '2026-11' };
    return (await resident.post<{ id: string }>('/tickets', body)).body.id;
  };
  const clockOf = async (person: Client, id: string, kind: string): Promise<ClockView | undefined> =>
    (await page(person, id)).clocks.find((clock) => clock.kind === kind);

  it(
    'moves no clock that runs, and starts the next ones by the new rule',
    async () => {
      const clock = new FakeClock(Date.parse(at('2026-11-23 10:00')));
      const before = await start({ database, clock, dataDir: kept(mkdtempSync(path.join(tmpdir(), 'liudan-rules-'))) });
      const cast = await signInAll(before);
      const [handled, hard, waiting, scored] = [
        await report(cast),
        await report(cast),
        await report(cast),
        await report(cast),
      ];
      for (const id of [handled, scored]) {
        await dispatched(cast, id);
        await act(cast.urban, id, 'accept', { answer: '今天到场' });
      }
      await reportedUp(cast, hard);
      await act(cast.street, hard, 'sign');
      await act(cast.streetLeader, hard, 'dispatch', { lead: 'dept-urban', assisting: [], difficulty: 'hard' });
      await reportedUp(cast, waiting);
      await act(cast.urban, scored, 'resolve', { answer: '已经整改' });
      await act(cast.resident, scored, 'rate', { score: 'fair' });
      const old = { rule: '3 个工作日', edition: '2026-11-21', dueAt: at('2026-11-26 17:30') };
      expect(await clockOf(cast.urban, handled, 'handle')).toMatchObject(old);

      const after = await startAgain(before, clock, { DISTRICT: kept(editedDistrict(EDITS)) });
      const next = await signInAll(after);
      // What runs keeps its due time, its rule and its edition, and says so.
      expect(await clockOf(next.urban, handled, 'handle')).toMatchObject(old);
      expect(await clockOf(next.street, waiting, 'sign')).toMatchObject({
        rule: '1 个工作日',
        edition: '2026-11-21',
        dueAt: at('2026-11-24 17:30'),
      });
      // The same ticket goes on by the new rules from its next clock.
      await act(next.street, waiting, 'send_back', { reason: '社区可以办理' });
      await reportedUp(next, waiting);
      expect(await clockOf(next.street, waiting, 'sign')).toMatchObject({
        rule: '2 个工作小时',
        edition: '2026-12-01',
        dueAt: at('2026-11-23 12:00'),
      });
      const fresh = await report(next);
      await dispatched(next, fresh);
      await act(next.urban, fresh, 'accept', { answer: '今天到场' });
      expect(await clockOf(next.urban, fresh, 'handle')).toMatchObject({
        rule: '2 个工作日',
        edition: '2026-12-01',
        dueAt: at('2026-11-25 17:00'),
      });
      expect((await page(next.urban, fresh)).ticket.difficultyWords).toBe('一般（马上办）');

      // A difficulty the district has dropped: the ticket keeps it, and its next clock has a date all the same.
      expect((await page(next.urban, hard)).ticket).toMatchObject({ difficulty: 'hard', difficultyWords: 'hard' });
      await act(next.urban, hard, 'accept', { answer: '今天到场' });
      expect(await clockOf(next.urban, hard, 'handle')).toMatchObject({ rule: '2 个工作日', edition: '2026-12-01' });
      // A grade it has dropped still reads as what it counts as.
      expect((await page(next.resident, scored)).ticket).toMatchObject({
        score: 'fair',
        rating: { grade: 'fair', words: '一般' },
      });
      expect((await verify(after.app.get(Database).read)).faults).toEqual([]);
    },
    PATIENCE,
  );
});
