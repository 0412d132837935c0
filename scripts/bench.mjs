// `npm run bench`: what intake, an act, the work list and the page of a ticket cost, beside a bare Fastify handler that reads or
// writes the same rows (the floor), on both databases and with few and many tickets. `--quick` for a look of less than a
// minute, `--json FILE` for the figures, `--db mariadb|sqlite` and `--kind list` for a part, `--tickets` and
// `--rounds` for another size, `--profile FOLDER` for the
// server's processor profiles.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, onEnd, Refusal, stopAll } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { startMariadb } from './mariadb.mjs';

const KINDS = ['list', 'page', 'intake', 'action'];
const DATABASES = ['mariadb', 'sqlite'];
const FULL = { tickets: [10_000, 200_000], rounds: 7, count: 600 };
const QUICK = { tickets: [1_000, 5_000], rounds: 1, count: 60 };
/** As in earnest: an answered write is on the disk, and what is in use fits into memory. */
const IN_EARNEST = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-buffer-pool-size=3G',
  '--innodb-log-file-size=512M',
];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    db: { type: 'string', multiple: true, default: DATABASES },
    kind: { type: 'string', multiple: true, default: KINDS },
    tickets: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    profile: { type: 'string' },
  },
});

const pad = (value, width) => String(value ?? '–').padStart(width);
const share = (value) => (value === null ? '–' : `${Math.round(value * 100)} %`);

function table(rows) {
  console.log(
    `\n${'what'.padEnd(8)}${'database'.padEnd(9)}${pad('tickets', 8)}${pad('req/s', 9)}${pad('p50 ms', 9)}${pad('p99 ms', 9)}${pad('CPU ms', 9)}${pad('DB ms', 9)}${pad('of floor', 10)}`,
  );
  for (const row of rows)
    console.log(
      `${row.name.padEnd(8)}${row.db.padEnd(9)}${pad(row.tickets, 8)}${pad(Math.round(row.rps), 9)}${pad(row.p50, 9)}${pad(row.p99, 9)}${pad(row.cpuMsPerRequest, 9)}${pad(row.dbCpuMsPerRequest, 9)}${pad(share(row.ratioToFloor), 10)}`,
    );
}

/** What reading costs in processor time with many tickets, beside few. */
function growth(rows) {
  const cost = (row) => (row.cpuMsPerRequest ?? 0) + (row.dbCpuMsPerRequest ?? 0);
  for (const few of rows.filter(({ name }) => name === 'list' || name === 'page')) {
    const many = rows.find((row) => row.name === few.name && row.db === few.db && row.tickets > few.tickets);
    if (!many || cost(few) === 0) continue;
    const times = (cost(many) / cost(few)).toFixed(2);
    console.log(`${few.name} on ${few.db}: ${many.tickets} tickets cost ${times} times what ${few.tickets} cost`);
  }
}

function chosen(given, known) {
  const unknown = given.find((one) => !known.includes(one));
  if (unknown) throw new Refusal(`there is no ${unknown}; there are ${known.join(', ')}.`);
  return known.filter((one) => given.includes(one));
}

/** What was opened, to be closed in the opposite order however the run ends. */
const opened = [];

async function closeAll() {
  for (let close = opened.pop(); close; close = opened.pop()) await close();
}

async function benchOn(db, kinds, plan, { openHouse, measure, emptyDatabase }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'liudan-bench-'));
  opened.push(() => rmSync(scratch, { recursive: true, force: true }));
  const mariadb = db === 'mariadb' ? await startMariadb(IN_EARNEST) : null;
  if (mariadb) opened.push(mariadb.stop);
  const houses = [];
  try {
    for (const tickets of plan.tickets) {
      const began = Date.now();
      const url = mariadb && (await emptyDatabase(mariadb.url, `liudan_${tickets}`));
      const dataDir = path.join(scratch, `${tickets}`);
      houses.push(await openHouse({ tickets, url, dataDir, profileDir: options.profile, opened }));
      console.log(`${db}: a town of ${tickets} tickets in ${Math.round((Date.now() - began) / 1000)} s`);
    }
    const onRound = (kind, at) => console.log(`${db}: ${kind}, round ${at} of ${plan.rounds}`);
    return await measure(houses, { db, kinds, ...plan, databasePid: mariadb?.pid, onRound });
  } finally {
    await closeAll();
  }
}

await main(async () => {
  onEnd(async () => {
    await closeAll();
    await stopAll();
  });
  const sizes = options.tickets?.map(Number);
  const plan = { ...(options.quick ? QUICK : FULL), ...(sizes ? { tickets: sizes } : {}) };
  if (options.rounds) plan.rounds = Number(options.rounds);
  const [databases, kinds] = [chosen(options.db, DATABASES), chosen(options.kind, KINDS)];
  await ensureInstalled();
  await build(['shared', 'server']);
  const { openHouse } = await import('../apps/server/bench/house.mjs');
  const { emptyDatabase } = await import('../apps/server/bench/store.mjs');
  const { measure } = await import('../apps/server/bench/rounds.mjs');
  const rows = [];
  for (const db of databases) rows.push(...(await benchOn(db, kinds, plan, { openHouse, measure, emptyDatabase })));
  table(rows);
  growth(rows);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(rows, null, 2)}\n`);
});
