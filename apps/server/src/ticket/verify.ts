/**
 * Recomputes every ticket from its log: the chain of hashes, and the stored rows from the events' changes (invariant 6).
 *
 * It reads only, page by page, and can run beside a working server.
 */
import { nextSweepAt, replay, unborn, type Whole } from '@liudan/shared/ticket/facts';
import { type EntityManager, MoreThan } from 'typeorm';
import { stableJson } from '../kernel/stable-json.ts';
import { CHAIN_START, hashOf } from './chain.ts';
import { ClockEntity } from './clock.entity.ts';
import { TicketEntity } from './ticket.entity.ts';
import { derived, eventOf, eventsOf, loadTicket } from './ticket.store.ts';
import { TicketEventEntity } from './ticket-event.entity.ts';

const PAGE = 500;

export interface Verdict {
  tickets: number;
  events: number;
  /** One line per thing that is wrong: the ticket's number and what. */
  faults: string[];
}

export async function verify(read: EntityManager): Promise<Verdict> {
  const verdict: Verdict = { tickets: 0, events: 0, faults: [] };
  for (let after = ''; ; ) {
    const rows = await read.find(TicketEntity, {
      select: { id: true, number: true },
      where: { id: MoreThan(after) },
      order: { id: 'ASC' },
      take: PAGE,
    });
    for (const { id, number } of rows) {
      let seen = await examine(read, id);
      // An act between two questions looks like a fault; a real one is still there when it is asked again.
      if (seen.faults.length > 0) seen = await examine(read, id);
      verdict.tickets += 1;
      verdict.events += seen.events;
      verdict.faults.push(...seen.faults.map((fault) => `${number}: ${fault}`));
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.id;
  }
  for (const ticketId of await withoutTicket(read)) verdict.faults.push(`${ticketId}: its events are there, it is not`);
  return verdict;
}

async function examine(read: EntityManager, id: string): Promise<{ events: number; faults: string[] }> {
  const events = await eventsOf(read, id);
  const stored = await loadTicket(read, id);
  const row = await read.findOneBy(TicketEntity, { id });
  const clocks = await read.findBy(ClockEntity, { ticketId: id });
  if (!stored || !row) return { events: events.length, faults: ['the ticket vanished'] };
  const faults = [...faultsOf(events, stored.whole, stored.lastHash), ...derivedFaults(row, clocks, stored.whole)];
  return { events: events.length, faults };
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
  for (const name of ['ticket', 'parts', 'clocks'] as const)
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
