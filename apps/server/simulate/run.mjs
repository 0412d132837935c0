// One simulation from an empty database to its figures.
import { mkdirSync } from 'node:fs';
import { PersonEntity } from '../dist/identity/person.entity.js';
import { asColumn } from '../dist/kernel/columns.js';
import { DISTRICT } from '../dist/kernel/district.js';
import { MessageEntity } from '../dist/notify/message.entity.js';
import { Dice } from './dice.mjs';
import { envOf, openHouse } from './house.mjs';
import { Life } from './life.mjs';
import { Matters } from './matters.mjs';
import { Photos } from './photos.mjs';
import { arrivals, DAY } from './time.mjs';
import { Town } from './town.mjs';

/**
 * Fills the database at `url`, or an embedded one in `dataDir`, with `tickets` tickets of the `days` days before `until`.
 * Gives what was done: reports, acts, events, actions seen and refusals. Throws NoRoom where there are tickets already.
 */
export async function simulate({ district: name, days, tickets, seed, until, url, dataDir, onProgress }) {
  mkdirSync(dataDir, { recursive: true });
  const env = envOf({ district: name, dataDir, url });
  const house = await openHouse({ env, seed, at: until - days * DAY });
  try {
    const district = house.of(DISTRICT);
    const people = await house.database.read.find(PersonEntity);
    const personIds = new Map(people.map(({ rosterKey, id }) => [rosterKey, id]));
    const town = new Town(district, personIds, seed);
    await town.settle(house, Math.max(20, Math.round(tickets / 6)), personIds);
    const photos = new Photos(house);
    await photos.prepare();
    const dice = new Dice(`year ${seed}`);
    const matters = new Matters(district, dice);
    const instants = arrivals({ count: tickets, days, until, calendar: district.calendar, dice });
    const life = new Life({ house, district, town, matters, photos, seed, until });
    const began = instants[0] ?? until;
    await life.live(instants, (at) => onProgress?.((at - began) / Math.max(1, until - began), life.counted));
    await readMessages(house, until);
    const byName = (map) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { ...life.counted, seen: byName(life.seen), refusals: byName(life.refusals) };
  } finally {
    await house.close();
  }
}

/** People read what they are told, and have not got round to the last of it yet. */
async function readMessages({ database }, until) {
  const before = asColumn(until - DAY);
  await database.read
    .createQueryBuilder()
    .update(MessageEntity)
    .set({ readAt: () => 'at' })
    .where('at < :before', { before })
    .execute();
}
