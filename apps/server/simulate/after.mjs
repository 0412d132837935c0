// What is looked at when a simulation is over: its figures, and whether everything in the database is sound.
import { ENTITIES } from '../dist/entities.js';
import { openDataSources } from '../dist/kernel/data-sources.js';
import { loadDistrict } from '../dist/kernel/district.js';
import { MIGRATIONS } from '../dist/migrations/all.js';
import { verify } from '../dist/ticket/verify.js';
import { figuresOf } from './figures.mjs';
import { envOf } from './house.mjs';

/** `faults` has a line for everything that is wrong; it is empty where nothing is. */
export async function lookBack({ district: name, dataDir, url, until, onProgress }) {
  const env = envOf({ district: name, dataDir, url });
  const district = loadDistrict(env.districtDir);
  const sources = await openDataSources(env, { entities: ENTITIES, migrations: MIGRATIONS });
  try {
    const read = sources.reader.manager;
    const figures = await figuresOf(read, district, until);
    const { faults } = await verify(read, (tickets) => onProgress?.(tickets / Math.max(1, figures.tickets)));
    if (figures.untold > 0) faults.push(`${figures.untold} events were never told to anybody`);
    faults.push(...(await unheard(read)));
    return { figures, faults };
  } finally {
    for (const source of new Set([sources.reader, sources.writer])) await source.destroy();
  }
}

/** Every order has an answer: whoever reported has at least one message about his ticket. */
async function unheard(read) {
  const rows = await read.query(
    `SELECT ticket.number AS number FROM ticket LEFT JOIN message
       ON message.ticket_id = ticket.id AND message.person_id = ticket.reporter_id
     WHERE message.id IS NULL LIMIT 100`,
  );
  return rows.map(({ number }) => `${number}: the reporter was never told anything`);
}
