// The server's own house in this process, on a clock, ids and a database of the simulation; nothing listens and nothing is sent.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '../dist/app.js';
import { PeopleQueries } from '../dist/identity/people.queries.js';
import { Clock } from '../dist/kernel/clock.js';
import { DATA_SOURCES } from '../dist/kernel/data-sources.js';
import { Database } from '../dist/kernel/database.js';
import { readEnv } from '../dist/kernel/env.js';
import { Ids } from '../dist/kernel/ids.js';
import { Once } from '../dist/kernel/once.js';
import { Sweeps } from '../dist/kernel/sweeps.js';
import { TicketNumbers } from '../dist/ticket/number.js';
import { TicketActions } from '../dist/ticket/ticket.actions.js';
import { TicketEntity } from '../dist/ticket/ticket.entity.js';
import { BatchDatabase } from './batch.mjs';
import { Dice } from './dice.mjs';

const CONFIG_DIR = process.env.CONFIG_DIR ?? fileURLToPath(new URL('../../../config', import.meta.url));
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SHANGHAI_MS = 8 * 3_600_000;

/** A refusal in words for whoever called. */
export class NoRoom extends Error {}

/** ULIDs whose random part comes from the seed. */
function seededIds(clock, seed) {
  const dice = new Dice(`ids ${seed}`);
  let made = 0;
  const digits = (value, length) => {
    let out = '';
    for (let rest = value; out.length < length; rest = Math.floor(rest / 32)) out = DIGITS[rest % 32] + out;
    return out;
  };
  return {
    next: () => {
      made += 1;
      return digits(clock.now(), 10) + digits(made, 8) + digits(Math.floor(dice.next() * 2 ** 40), 8);
    },
  };
}

/** Nobody sends twice here, so no answers are kept to be given again. */
const onceOver = (database) => ({
  run: async (_, work) => ({ answer: await database.write(work), replayed: false }),
  forget: async () => undefined,
});

/** Numbers of tickets are counted here, day by day, and written down at every checkpoint: nobody else counts. */
function countNumbers(numbers, database) {
  const days = new Map();
  numbers.next = async (prefix, at) => {
    const day = new Date(at + SHANGHAI_MS).toISOString().slice(0, 10).replaceAll('-', '');
    const last = (days.get(day) ?? 0) + 1;
    days.set(day, last);
    return `${prefix}${day}-${String(last).padStart(4, '0')}`;
  };
  return async () => {
    for (const [day, last] of days)
      await database.ask('REPLACE INTO ticket_number (day, last) VALUES (?, ?)', [day, last]);
    const today = Math.max(...[...days.keys()].map(Number));
    for (const day of days.keys()) if (Number(day) < today) days.delete(day);
  };
}

/** The roster stays as it is for the whole of a simulation, so it is asked once. */
function rememberRoster(people) {
  // Nothing is sent, and nobody comes in through WeChat who was written down before.
  people.openidOf = async () => null;
  people.currentIdOf = async (id) => id;
  for (const name of ['staffAt', 'byRosterKeys', 'everyIdOf']) {
    const ask = people[name].bind(people);
    const known = new Map();
    people[name] = (...args) => {
      const key = JSON.stringify(args);
      if (!known.has(key)) known.set(key, ask(...args));
      return known.get(key);
    };
  }
}

/** Secrets and the store of photos are those the server will have that is started on what we leave. */
const KEPT = /^(SECRET_KEY|SECRET_KEYS_BEFORE|HASH_KEY|SIGNING_KEY|S3_\w+)$/;

export function envOf({ district, dataDir, url }) {
  const read = readEnv({
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT.test(name))),
    ...{ NODE_ENV: 'development', LOG_LEVEL: 'error', DATA_DIR: dataDir },
    ...(/[\\/]/.test(district) ? { DISTRICT: path.resolve(district) } : { CONFIG_DIR, DISTRICT: district }),
    ...(url ? { DATABASE_URL: url, MIGRATE: 'auto' } : {}),
  });
  if ('problems' in read) throw new NoRoom(read.problems.join('; '));
  if (!existsSync(read.env.districtDir)) throw new NoRoom(`there is no district in ${read.env.districtDir}`);
  return read.env;
}

/** Opens the house at the instant `at`. Throws NoRoom where the database has tickets already. */
export async function openHouse({ env, seed, at }) {
  const clock = { at, now: () => clock.at };
  let database;
  const overrides = [
    { provide: Clock, useValue: clock },
    { provide: Ids, useValue: seededIds(clock, seed) },
    {
      provide: Database,
      useFactory: (sources) => {
        database = new BatchDatabase(sources);
        return database;
      },
      inject: [DATA_SOURCES],
    },
    { provide: Once, useFactory: onceOver, inject: [Database] },
  ];
  const app = await createApp({ env, overrides });
  const of = (token) => app.get(token, { strict: false });
  of(Sweeps).byHand();
  await app.init();
  of(Sweeps).byHand();
  if (await database.read.exists(TicketEntity)) {
    await app.close();
    throw new NoRoom('there are tickets already: a simulation begins with an empty database');
  }
  // Nothing is sent from here; at its next start the server gives the demo's people their phones again.
  await database.read.query('UPDATE person SET openid = NULL');
  rememberRoster(of(PeopleQueries));
  const writeNumbers = countNumbers(of(TicketNumbers), database);
  await database.open();
  return {
    app,
    clock,
    database,
    of,
    pages: database.pages,
    sweeps: of(Sweeps),
    actions: of(TicketActions),
    async checkpoint() {
      await writeNumbers();
      await database.checkpoint();
    },
    async close() {
      await writeNumbers();
      await app.close();
    },
  };
}
