/**
 * Loading a ticket whole, and writing one event with all it changes: the two things every act does with the tables.
 *
 * Only ticket.actions.ts calls `append`; nothing else in the server writes a ticket, a part, a clock or an event.
 */
import { apply, leadingClock, nextSweepAt, type TicketEvent, type Whole } from '@liudan/shared/ticket/facts';
import type { Shown } from '@liudan/shared/ticket/screening';
import { phaseOf } from '@liudan/shared/ticket/status';
import { type EntityManager, In } from 'typeorm';
import { Question } from '../kernel/question.ts';
import { insertRows, replaceRows, updateRows } from '../kernel/rows.ts';
import { CHAIN_START, hashOf } from './chain.ts';
import { ClockEntity } from './clock.entity.ts';
import { FollowerEntity } from './follower.entity.ts';
import { PartEntity } from './part.entity.ts';
import { SupervisionEntity } from './supervision.entity.ts';
import { TicketEntity } from './ticket.entity.ts';
import { TicketEventEntity } from './ticket-event.entity.ts';

/** A ticket with its parts and clocks, and what the log needs to go on. */
export interface Stored {
  whole: Whole;
  lastHash: string;
  contactPhone: string | null;
}

/** The ticket of this id as it is stored; null where there is none. */
export async function loadTicket(tx: EntityManager, id: string): Promise<Stored | null> {
  const [row] = await COPY.ask(tx, { id });
  if (!row) return null;
  if (row.whole === null) return readTicket(tx, id);
  return { whole: JSON.parse(row.whole), lastHash: row.lastHash, contactPhone: row.contactPhone };
}

/** The tickets of these ids, by id; ids that aren't there are left out. */
export async function loadWholes(read: EntityManager, ids: readonly string[]): Promise<Map<string, Whole>> {
  if (ids.length === 0) return new Map();
  const rows = await read.find(TicketEntity, { select: { id: true, whole: true }, where: { id: In([...ids]) } });
  const wholes = new Map<string, Whole>();
  for (const { id, whole } of rows) {
    const found: Whole | undefined = whole === null ? (await readTicket(read, id))?.whole : JSON.parse(whole);
    if (found) wholes.set(id, found);
  }
  return wholes;
}

const COPY = new Question<Pick<TicketEntity, 'whole' | 'lastHash' | 'contactPhone'>>(['id'], (read) =>
  read
    .createQueryBuilder(TicketEntity, 'ticket')
    .select('ticket.whole', 'whole')
    .addSelect('ticket.lastHash', 'lastHash')
    .addSelect('ticket.contactPhone', 'contactPhone')
    .where('ticket.id = :id'),
);

/** What a `text` column of MariaDB and MySQL holds. */
const COPY_BYTES = 65_535;

function copyOf(whole: Whole): string | null {
  const copy = JSON.stringify(whole);
  return Buffer.byteLength(copy) > COPY_BYTES ? null : copy;
}

/** The same as `loadTicket` from the columns and tables themselves, whatever the copy says. */
async function readTicket(tx: EntityManager, id: string): Promise<Stored | null> {
  const row = await tx.findOneBy(TicketEntity, { id });
  if (!row) return null;
  const parts = await tx.find(PartEntity, { where: { ticketId: id }, order: { offeredAt: 'ASC', id: 'ASC' } });
  const clocks = await tx.find(ClockEntity, { where: { ticketId: id }, order: { startedAt: 'ASC', id: 'ASC' } });
  const followers = await tx.find(FollowerEntity, { where: { ticketId: id }, order: { since: 'ASC', id: 'ASC' } });
  const supervisions = await tx.find(SupervisionEntity, {
    where: { ticketId: id },
    order: { openedAt: 'ASC', id: 'ASC' },
  });
  const whole = wholeOf(row, { parts, clocks, followers, supervisions });
  return { whole, lastHash: row.lastHash, contactPhone: row.contactPhone };
}

/** What belongs to a ticket and was asked for. */
interface Belongings {
  parts?: readonly PartEntity[];
  clocks?: readonly ClockEntity[];
  followers?: readonly FollowerEntity[];
  supervisions?: readonly SupervisionEntity[];
}

/** The rules' facts, without what only the tables need. */
export function wholeOf(
  row: TicketEntity,
  { parts = [], clocks = [], followers = [], supervisions = [] }: Belongings,
): Whole {
  const {
    phase: _,
    shown: _shown,
    contactPhone: _phone,
    dueAt: _due,
    warnAt: _warn,
    whole: _copy,
    lastHash: _hash,
    ...ticket
  } = row;
  return {
    ticket,
    parts: parts.map(({ ticketId: _, ...part }) => part),
    clocks: clocks.map(({ ticketId: _, nextAt: __, ...clock }) => clock),
    followers: followers.map(({ ticketId: _, ...follower }) => follower),
    supervisions: supervisions.map(({ ticketId: _, ...order }) => order),
  };
}

/** Columns that follow from the rest, for lists to search and sort by. */
export function derived(whole: Whole): Pick<TicketEntity, 'phase' | 'dueAt' | 'warnAt'> {
  const leading = leadingClock(whole);
  return { phase: phaseOf(whole.ticket.state), dueAt: leading?.dueAt ?? null, warnAt: leading?.warnAt ?? null };
}

/** What a beginning ticket has beside its facts. */
export interface Birth {
  contactPhone: string | null;
  shown: Shown;
}

/**
 * Appends an event and writes its change, in the caller's transaction. False where somebody else was faster: the ticket
 * then has another version than the event was computed from, and nothing was written.
 */
export async function append(
  tx: EntityManager,
  eventId: string,
  before: Stored,
  event: TicketEvent,
  birth?: Birth,
): Promise<boolean> {
  const ticketId = before.whole.ticket.id;
  const after = apply(before.whole, event.change);
  const prevHash = birth ? CHAIN_START : before.lastHash;
  const lastHash = hashOf(prevHash, ticketId, event);
  const beside = { ...derived(after), whole: copyOf(after), lastHash };
  if (birth) await insertRows(tx, TicketEntity, [{ ...after.ticket, ...beside, ...birth }]);
  else {
    const seen = { id: ticketId, version: before.whole.ticket.version };
    const met = await updateRows(tx, TicketEntity, seen, { ...event.change.ticket, ...beside });
    if (met !== 1) return false;
  }
  await insertRows(tx, TicketEventEntity, [rowOf(eventId, ticketId, event, prevHash, lastHash)]);
  // What belongs to a ticket comes whole and keeps its id for life: what was there before is replaced.
  const { parts, clocks, followers = [], supervisions = [] } = event.change;
  const own = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ticketId, ...row }));
  await replaceRows(tx, PartEntity, own(parts));
  await replaceRows(tx, ClockEntity, own(clocks.map((clock) => ({ ...clock, nextAt: nextSweepAt(clock) }))));
  await replaceRows(tx, FollowerEntity, own(followers));
  await replaceRows(tx, SupervisionEntity, own(supervisions));
  return true;
}

const rowOf = (
  id: string,
  ticketId: string,
  event: TicketEvent,
  prevHash: string,
  hash: string,
): TicketEventEntity => ({
  id,
  ticketId,
  seq: event.seq,
  action: event.action,
  actorId: event.by.personId,
  actorRole: event.by.role,
  actorOrg: event.by.org,
  fromState: event.fromState,
  toState: event.toState,
  holderOrg: event.holderOrg,
  at: event.at,
  body: event.said,
  change: event.change,
  prevHash,
  hash,
  notifyPending: true,
  // What a resident says later is read by staff alone.
  screenPending: event.action === 'submit' && event.by.role === 'resident',
});

/** The event of the rules, from its row. */
export const eventOf = (row: TicketEventEntity): TicketEvent => ({
  seq: row.seq,
  action: row.action,
  by: { personId: row.actorId, role: row.actorRole as TicketEvent['by']['role'], org: row.actorOrg },
  at: row.at,
  fromState: row.fromState,
  toState: row.toState,
  holderOrg: row.holderOrg,
  said: row.body,
  change: row.change,
});

/** The events of a ticket, oldest first. */
export const eventsOf = (tx: EntityManager, ticketId: string): Promise<TicketEventEntity[]> =>
  tx.find(TicketEventEntity, { where: { ticketId }, order: { seq: 'ASC' } });
