/** `npm run bench` still measures: it gives every figure for both databases. How large they are is nobody's promise here. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/bench.mjs');
const TICKETS = [50, 100];

interface Row {
  readonly name: string;
  readonly db: string;
  readonly tickets: number;
  readonly rps: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerRequest: number | null;
  readonly ratioToFloor: number;
}

it('measures intake, an act, the list and the page on both databases', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'liudan-bench-'));
  try {
    const file = path.join(folder, 'rows.json');
    const sizes = TICKETS.flatMap((tickets) => ['--tickets', String(tickets)]);
    await promisify(execFile)(process.execPath, [SCRIPT, '--quick', '--json', file, ...sizes]);
    const rows: Row[] = JSON.parse(await readFile(file, 'utf8'));
    const names = ['mariadb', 'sqlite'].flatMap((db) =>
      ['list', 'page', 'intake', 'action'].flatMap((name) => TICKETS.map((tickets) => `${name} ${db} ${tickets}`)),
    );
    expect(rows.map(({ name, db, tickets }) => `${name} ${db} ${tickets}`)).toEqual(names);
    for (const row of rows) {
      for (const figure of [row.rps, row.p50, row.p99, row.ratioToFloor]) expect(figure).toBeGreaterThan(0);
      expect(row.p99).toBeGreaterThanOrEqual(row.p50);
      expect(row.cpuMsPerRequest).not.toBeNaN();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
