/**
 * Recomputes every ticket from its log: the chain of hashes, the stored rows from the events' changes (invariant 6), and whether
 * what is stored is sound (invariants 1, 2 and 5).
 *
 * It reads only, page by page, and can run beside a working server.
 */
import { nextSweepAt, replay, type Whole } from '@liudan/shared/ticket/facts';
import { unsoundness } from '@liudan/shared/ticket/soundness';
import { unborn } from '@liudan/shared/ticket/unborn';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { stableJson } from '../kernel/stable-json.ts';
import { CHAIN_START, hashOf } from './chain.ts';
import { ClockEntity } from './clock.entity.ts';
import { FollowerEntity } from './follower.entity.ts';
import { PartEntity } from './part.entity.ts';
import { SupervisionEntity } from './supervision.entity.ts';
import { TicketEntity } from './ticket.entity.ts';
import { derived, eventOf, wholeOf } from './ticket.store.ts';
import { TicketEventEntity } from './ticket-event.entity.ts';

const PAGE = 100;
const WHOLE = ['ticket', 'parts', 'clocks', 'followers', 'supervisions'] as const satisfies readonly (keyof Whole)[];

export interface Verdict {
  tickets: number;
  events: number;
  /** One line per thing that is wrong: the ticket's number and what. */
  faults: string[];
}

/** `onPage` is told how many tickets were looked at so far. */
export async function verify(read: EntityManager, onPage?: (tickets: number) => void): Promise<Verdict> {
  const verdict: Verdict = { tickets: 0, events: 0, faults: [] };
  for (let after = ''; ; ) {
    const rows = await read.find(TicketEntity, { where: { id: MoreThan(after) }, order: { id: 'ASC' }, take: PAGE });
    const seen = await examine(read, rows);
    // An act between two questions looks like a fault; a real one is still there when it is asked again.
    const again = await examineAgain(
      read,
      rows.filter(({ id }) => (seen.get(id)?.faults.length ?? 0) > 0),
    );
    for (const { id, number } of rows) {
      const { events, faults } = again.get(id) ?? seen.get(id) ?? GONE;
      verdict.tickets += 1;
      verdict.events += events;
      verdict.faults.push(...faults.map((fault) => `${number}: ${fault}`));
    }
    onPage?.(verdict.tickets);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.id;
  }
  for (const ticketId of await withoutTicket(read)) verdict.faults.push(`${ticketId}: its events are there, it is not`);
  return verdict;
}

type Examined = ReadonlyMap<string, { events: number; faults: string[] }>;
const GONE = { events: 0, faults: ['the ticket vanished'] };

async function examineAgain(read: EntityManager, doubtful: readonly TicketEntity[]): Promise<Examined> {
  const ids = doubtful.map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await read.find(TicketEntity, { where: { id: In(ids) } });
  const found = await examine(read, rows);
  return new Map(ids.map((id) => [id, found.get(id) ?? GONE]));
}

async function examine(read: EntityManager, rows: readonly TicketEntity[]): Promise<Examined> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const ticketId = In(ids);
  const events = by(
    await read.find(TicketEventEntity, { where: { ticketId }, order: { ticketId: 'ASC', seq: 'ASC' } }),
  );
  const parts = by(await read.find(PartEntity, { where: { ticketId } }));
  const clocks = by(await read.find(ClockEntity, { where: { ticketId } }));
  const followers = by(await read.find(FollowerEntity, { where: { ticketId } }));
  const supervisions = by(await read.find(SupervisionEntity, { where: { ticketId } }));
  const copied = await read.find(TicketEntity, { select: { id: true, whole: true }, where: { id: ticketId } });
  const copies = new Map(copied.map(({ id, whole }) => [id, whole]));
  const of = <T>(found: ReadonlyMap<string, T[]>, id: string) => found.get(id) ?? [];
  return new Map(
    rows.map((row) => {
      const log = of(events, row.id);
      const whole = wholeOf(row, {
        parts: of(parts, row.id),
        clocks: of(clocks, row.id),
        followers: of(followers, row.id),
        supervisions: of(supervisions, row.id),
      });
      const faults = [
        ...faultsOf(log, whole, row.lastHash),
        ...derivedFaults(row, of(clocks, row.id), whole),
        ...copyFaults(copies.get(row.id) ?? null, whole),
        ...unsoundness(whole, log.map(eventOf)),
      ];
      return [row.id, { events: log.length, faults }];
    }),
  );
}

/** Rows by the ticket they belong to, in the order given. */
function by<T extends { ticketId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const others = found.get(row.ticketId);
    if (others) others.push(row);
    else found.set(row.ticketId, [row]);
  }
  return found;
}

/** What lists are sorted by and the sweep looks for: a ticket whose clocks are right could still be kept from either. */
function derivedFaults(row: TicketEntity, clocks: readonly ClockEntity[], whole: Whole): string[] {
  const { phase, dueAt, warnAt } = derived(whole);
  const faults: string[] = [];
  if (row.phase !== phase || row.dueAt !== dueAt || row.warnAt !== warnAt)
    faults.push('the deadline it is listed by differs from its clocks');
  if (clocks.some((clock) => clock.nextAt !== nextSweepAt(clock)))
    faults.push('a clock would not be looked at when it has to be');
  return faults;
}

/** What acts and pages go by, where there is a copy. */
function copyFaults(copy: string | null, whole: Whole): string[] {
  if (copy === null) return [];
  const fault = ['the copy that acts and pages read differs from the stored rows'];
  try {
    const said: Whole = JSON.parse(copy);
    return WHOLE.every((name) => sorted(said[name]) === sorted(whole[name])) ? [] : fault;
  } catch {
    return fault;
  }
}

/** Tickets that are known by their events alone. */
async function withoutTicket(read: EntityManager): Promise<string[]> {
  const rows = await read
    .createQueryBuilder(TicketEventEntity, 'event')
    .select('event.ticketId', 'ticketId')
    .distinct(true)
    .leftJoin(TicketEntity, 'ticket', 'ticket.id = event.ticketId')
    .where('ticket.id IS NULL')
    .limit(PAGE)
    .getRawMany<{ ticketId: string }>();
  return rows.map((found) => found.ticketId);
}

/** What is wrong with one ticket's log, or between its log and its rows. */
function faultsOf(events: readonly TicketEventEntity[], stored: Whole, lastHash: string): string[] {
  const faults: string[] = [];
  let hash = CHAIN_START;
  events.forEach((row, index) => {
    if (row.seq !== index + 1) faults.push(`event ${row.seq} stands where ${index + 1} should`);
    if (row.prevHash !== hash) faults.push(`event ${row.seq} does not continue the one before it`);
    if (hashOf(row.prevHash, row.ticketId, eventOf(row)) !== row.hash) faults.push(`event ${row.seq} was altered`);
    hash = row.hash;
  });
  if (hash !== lastHash) faults.push('the last event is missing or is not the one the ticket ended with');
  const again = replayed(events, stored);
  for (const name of WHOLE)
    if (sorted(again[name]) !== sorted(stored[name])) faults.push(`the stored ${name} differ from what the log says`);
  return faults;
}

function replayed(events: readonly TicketEventEntity[], { ticket }: Whole): Whole {
  // Whose it is and where it lies are said by the first event, so nothing of the stored row is taken on trust but its id.
  const unknown = { number: '', reporterId: '', communityId: '', streetId: '' };
  const seed = unborn({ id: ticket.id, ...unknown, at: events[0]?.at ?? 0 });
  return replay(
    seed,
    events.map((event) => event.change),
  );
}

const sorted = (value: unknown): string => stableJson(Array.isArray(value) ? [...value].sort(byId) : value);
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
