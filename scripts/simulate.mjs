// `npm run simulate`: a year of a district on the server's own code, in some minutes. It fills an empty database with the tickets of
// `--tickets` reports over the `--days` days before `--until`, prints the year's figures and checks every ticket; the exit code says
// whether all are sound. The same `--seed` gives the same past. docs/simulation.md has the rest.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { main, onEnd, Refusal, ROOT } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { startMariadb } from './mariadb.mjs';
import { progress } from './progress.mjs';

const { values: options } = parseArgs({
  options: {
    district: { type: 'string', default: 'demo' },
    days: { type: 'string', default: '365' },
    tickets: { type: 'string', default: '40000' },
    seed: { type: 'string', default: '1' },
    db: { type: 'string', default: 'sqlite' },
    out: { type: 'string' },
    until: { type: 'string' },
    json: { type: 'string' },
  },
});

/** A private database is gone when we are; what is lost with the power need not be kept. */
const IN_A_HURRY = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-buffer-pool-size=1G',
  '--innodb-log-file-size=512M',
  '--innodb-doublewrite=0',
];

function whole(name, least, most) {
  const value = Number(options[name]);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Refusal(`--${name} is "${options[name]}": a whole number from ${least} to ${most} is needed.`);
}

/** The last instant: the close of a day that is named, or now. */
function untilOf(text) {
  if (text === undefined) return Math.floor(Date.now() / 1000) * 1000;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T18:00:00+08:00`) : Date.parse(text);
  if (Number.isNaN(at)) throw new Refusal(`--until is "${text}": a date such as 2026-11-20 is needed.`);
  return at;
}

async function databaseOf(db) {
  if (db === 'sqlite') return {};
  if (/^(mysql|mariadb):\/\//.test(db)) return { url: db };
  if (db !== 'mariadb') throw new Refusal(`--db is "${db}": sqlite, mariadb or mysql://… is needed.`);
  const mariadb = await startMariadb(IN_A_HURRY);
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection(mariadb.url);
  await connection.query('CREATE DATABASE simulated CHARACTER SET utf8mb4 COLLATE utf8mb4_bin');
  await connection.end();
  return { ...mariadb, url: `${mariadb.url}/simulated`, private: true };
}

/** Processor seconds of another process so far, where the system tells. */
function secondsOf(pid) {
  if (!pid || !existsSync(`/proc/${pid}/stat`)) return null;
  const [utime, stime] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return Math.round((utime + stime) / 100);
}

await main(async () => {
  const plan = {
    district: options.district,
    days: whole('days', 1, 3660),
    tickets: whole('tickets', 1, 10_000_000),
    seed: options.seed,
    until: untilOf(options.until),
    dataDir: path.resolve(options.out ?? path.join(ROOT, '.simulated')),
  };
  await ensureInstalled();
  await build(['shared', 'server']);
  const { simulate } = await import('../apps/server/simulate/run.mjs');
  const { lookBack } = await import('../apps/server/simulate/after.mjs');
  const { linesOf } = await import('../apps/server/simulate/figures.mjs');
  const { NoRoom } = await import('../apps/server/simulate/house.mjs');
  const database = await databaseOf(options.db);
  onEnd(async () => database.stop?.());
  try {
    const began = performance.now();
    const [living, looking] = [progress('living'), progress('looking back')];
    const lived = await simulate({ ...plan, url: database.url, onProgress: living.at });
    living.end();
    const { figures, faults } = await lookBack({ ...plan, url: database.url, onProgress: looking.at });
    looking.end();
    const { user, system } = process.cpuUsage();
    const cost = {
      seconds: Math.round((performance.now() - began) / 1000),
      cpuSeconds: Math.round((user + system) / 1e6),
      databaseCpuSeconds: secondsOf(database.pid),
    };
    for (const line of linesOf(figures)) console.log(line);
    const refused = Object.entries(lived.refusals).map(([what, times]) => `${what} ${times}`);
    console.log(`  refused: ${refused.join(', ') || 'nothing'}`);
    const ofDatabase = cost.databaseCpuSeconds === null ? '' : ` and ${cost.databaseCpuSeconds} s of the database's`;
    console.log(`${cost.seconds} s, ${cost.cpuSeconds} s of processor time${ofDatabase}`);
    for (const fault of faults) console.error(fault);
    console.log(faults.length === 0 ? 'Every ticket is sound.' : `${faults.length} faults.`);
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ lived, figures, faults, cost }, null, 2)}\n`);
    if (database.url === undefined) console.log(`Look at it:  DATA_DIR=${plan.dataDir} npm start`);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    throw error instanceof NoRoom ? new Refusal(`${error.message}.`) : error;
  } finally {
    await database.stop?.();
  }
});
