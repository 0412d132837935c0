/** `npm run simulate`: some weeks of a district, on both databases the same, and what is wrong in the end is found. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { SessionView } from '@liudan/shared/identity/contract';
import type { TicketCard } from '@liudan/shared/ticket/contract';
import Libsql from 'libsql';
import { freePort, runToEnd, startChild } from '../support/child.ts';
import { Client } from '../support/client.ts';
import { freshDatabase } from '../support/mariadb.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/simulate.mjs');
const WEEKS = ['--days', '45', '--tickets', '320', '--seed', 'six orders', '--until', '2026-11-20'];
const run = promisify(execFile);

interface Past {
  readonly lived: { reports: number; events: number; seen: Record<string, number>; refusals: Record<string, number> };
  readonly figures: {
    tickets: number;
    events: number;
    acts: Record<string, number>;
    messages: number;
    untold: number;
    rates: Record<string, number>;
  };
  readonly faults: readonly string[];
}

let folder: string;
let database: { url: string; drop(): Promise<void> };
let sqlite: Past;
let mariadb: Past;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'liudan-simulated-'));
  database = await freshDatabase();
  sqlite = await simulated('sqlite', 'sqlite');
  mariadb = await simulated('mariadb', database.url);
}, 120_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function simulated(name: string, db: string): Promise<Past> {
  const json = path.join(folder, `${name}.json`);
  const out = path.join(folder, name);
  await run(process.execPath, [SCRIPT, ...WEEKS, '--db', db, '--out', out, '--json', json]);
  const { cost: _, ...past } = JSON.parse(await readFile(json, 'utf8'));
  return past;
}

it('lives through the weeks and leaves every ticket sound', () => {
  expect(sqlite.faults).toEqual([]);
  expect(sqlite.figures).toMatchObject({ tickets: 320, untold: 0 });
  // Act by act: nothing that was done is missing from the log, and nothing stands there twice.
  const { absorb = 0, ...done } = sqlite.figures.acts;
  expect(done).toEqual(sqlite.lived.seen);
  // Nobody does this by himself: it happens to the ticket that another is merged into.
  expect(absorb).toBe(sqlite.lived.seen.merge ?? 0);
  expect(sqlite.figures.messages).toBeGreaterThan(sqlite.figures.tickets);
});

it('has people do most of what the journey knows, and time the rest', () => {
  const orders = ['submit', 'triage.handle', 'triage.report_up', 'triage.direct', 'sign', 'take', 'dispatch', 'accept'];
  const ways = ['record', 'assign', 'ask', 'supplement', 'return', 'resolve', 'rate', 'attempt', 'withdraw'];
  const explained = ['triage.unreasonable', 'explain.confirm', 'explain'];
  const above = [
    'request_extension',
    'approve_extension',
    'supervise.visit',
    'supervise.plan',
    'supervise.close',
    'join',
  ];
  const time = ['warn', 'expire', 'close_unrated'];
  const never = [...orders, ...ways, ...explained, ...above, ...time].filter((action) => !sqlite.lived.seen[action]);
  expect(never).toEqual([]);
});

it('gives the same past for the same seed, whatever the database', () => {
  expect(mariadb).toEqual(sqlite);
});

it('leaves a database alone that has tickets', async () => {
  const again = run(process.execPath, [SCRIPT, ...WEEKS, '--out', path.join(folder, 'sqlite')]);
  await expect(again).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/there are tickets already/) });
});

it('is shown by a server that is started on it, with photos and lights', async () => {
  const away = { WECHAT_API_BASE: 'http://127.0.0.1:9', WECHAT_APPID: 'wx1', WECHAT_SECRET: 'none' };
  const port = String(await freePort());
  const server = await startChild({ PORT: port, DATA_DIR: path.join(folder, 'sqlite'), LOG_LEVEL: 'warn', ...away });
  try {
    const enter = async (anybody: Client) =>
      (await anybody.post<SessionView>('/sessions/demo', { person: 'dispatch-1' })).body;
    const centre = await new Client(server.url, enter).enter();
    const { body } = await centre.get<{ items: TicketCard[] }>('/tickets?view=all&limit=50');
    expect(body.items).toHaveLength(50);
    const pictured = body.items.find(({ thumbUrl }) => thumbUrl !== null)?.thumbUrl ?? '';
    const photo = await fetch(new URL(pictured, server.url));
    expect((await photo.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(body.items.some(({ light }) => light === 'red')).toBe(true);
  } finally {
    await server.end('SIGTERM');
  }
}, 60_000);

it('finds a ticket that somebody took the holder from', async () => {
  const file = new Libsql(path.join(folder, 'sqlite', 'liudan.sqlite'));
  const { number } = file.prepare("SELECT number FROM ticket WHERE phase = 'open' LIMIT 1").get() as { number: string };
  file.prepare('UPDATE ticket SET holder_org = NULL WHERE number = ?').run([number]);
  file.close();
  const { code, stdout } = await runToEnd('cli.js', { DATA_DIR: path.join(folder, 'sqlite') }, 'verify');
  expect(code).toBe(1);
  expect(stdout).toContain(`${number}: nobody holds it`);
  expect(stdout).toContain(`${number}: the stored ticket differ from what the log says`);
});
