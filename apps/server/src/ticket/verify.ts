/**
 * Recomputes every ticket from its log: the chain of hashes, and the stored rows from the events' changes (invariant 6).
 *
 * It reads only, page by page, and can run beside a working server.
 */
import { replay, unborn, type Whole } from '@liudan/shared/ticket/facts';
import { type EntityManager, MoreThan } from 'typeorm';
import { CHAIN_START, hashOf } from './chain.ts';
import { TicketEntity } from './ticket.entity.ts';
import { eventOf, eventsOf, loadTicket } from './ticket.store.ts';
import type { TicketEventEntity } from './ticket-event.entity.ts';

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
      const events = await eventsOf(read, id);
      const stored = await loadTicket(read, id);
      verdict.tickets += 1;
      verdict.events += events.length;
      const faults = stored ? faultsOf(events, stored.whole, stored.lastHash) : ['the ticket vanished'];
      verdict.faults.push(...faults.map((fault) => `${number}: ${fault}`));
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return verdict;
    after = last.id;
  }
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
  const { id, number, reporterId, communityId, streetId } = ticket;
  const seed = unborn({ id, number, reporterId, communityId, streetId, at: events[0]?.at ?? 0 });
  return replay(
    seed,
    events.map((event) => event.change),
  );
}

const sorted = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? [...value].sort(byId) : value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
