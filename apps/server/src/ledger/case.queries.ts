/** Tickets with all that a ledger or a report reads of them, batch by batch, so that any number of them fits into memory. */
import { setImmediate } from 'node:timers/promises';
import { dayOfDate, startOfDay } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { Actor } from '@liudan/shared/identity/roles';
import type { LedgerFilter } from '@liudan/shared/ledger/contract';
import type { Period, TicketLedger } from '@liudan/shared/ledger/ledger';
import type { TicketEvent, Whole } from '@liudan/shared/ticket/facts';
import { scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { ClockEntity } from '../ticket/clock.entity.ts';
import { PartEntity } from '../ticket/part.entity.ts';
import { SupervisionEntity } from '../ticket/supervision.entity.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { onlyVisible } from '../ticket/ticket.scope.ts';
import { eventOf, wholeOf } from '../ticket/ticket.store.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';

type Query = SelectQueryBuilder<TicketEntity>;

export interface StoredCase extends Whole {
  readonly events: readonly TicketEvent[];
  readonly contactPhone: string | null;
}

/** Which tickets; see `TicketLedger` for `acts`. */
export interface Wanted {
  readonly actor: Actor;
  readonly filter: LedgerFilter;
  readonly acts: TicketLedger['acts'];
}

export interface Place {
  readonly order: 'ASC' | 'DESC';
  readonly after?: string | undefined;
  readonly limit: number;
}

export const BATCH = 200;

/** The instants of two days of Asia/Shanghai, both included. */
export const periodOf = ({ from, to }: Pick<LedgerFilter, 'from' | 'to'>): Period => ({
  from: from === undefined ? Number.NEGATIVE_INFINITY : startOfDay(dayOfDate(from)),
  until: to === undefined ? Number.POSITIVE_INFINITY : startOfDay(dayOfDate(to) + 1),
});

@Injectable()
export class CaseQueries {
  constructor(
    private readonly database: Database,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** All of them, the oldest first. The turn of others comes between two batches, because the embedded database answers at once. */
  async *all(wanted: Wanted): AsyncGenerator<StoredCase[]> {
    for (let after: string | undefined; ; ) {
      const batch = await this.some(wanted, { order: 'ASC', after, limit: BATCH });
      if (batch.length > 0) yield batch;
      after = batch.at(-1)?.ticket.id;
      if (batch.length < BATCH) return;
      await setImmediate();
    }
  }

  async some(wanted: Wanted, { order, after, limit }: Place): Promise<StoredCase[]> {
    const found = this.find(wanted);
    if (after !== undefined) found.andWhere(`ticket.id ${order === 'ASC' ? '>' : '<'} :after`, { after });
    return this.whole(await found.orderBy('ticket.id', order).take(limit).getMany());
  }

  /** What of a community's was alive in a month: reported before its end, and not closed for good before its start. */
  async ofCommunity(communityId: string, { start, end }: { start: number; end: number }): Promise<StoredCase[]> {
    const rows = await this.database.read
      .createQueryBuilder(TicketEntity, 'ticket')
      .where('ticket.communityId = :communityId AND ticket.submittedAt < :end', { communityId, end: asColumn(end) })
      .andWhere('(ticket.closedAt IS NULL OR ticket.closedAt >= :start)', { start: asColumn(start) })
      .orderBy('ticket.id')
      .getMany();
    const cases: StoredCase[] = [];
    for (let at = 0; at < rows.length; at += BATCH) {
      cases.push(...(await this.whole(rows.slice(at, at + BATCH))));
      await setImmediate();
    }
    return cases;
  }

  private find({ actor, filter, acts }: Wanted): Query {
    const found = onlyVisible(
      this.database.read.createQueryBuilder(TicketEntity, 'ticket').where('1 = 1'),
      scopeOf(actor, this.district),
    );
    // Nobody reads notes about his own report as staff.
    found.andWhere('ticket.reporterId NOT IN (:...self)', { self: [actor.personId, ...(actor.formerly ?? [])] });
    const { org, category, phase } = filter;
    if (org !== undefined) this.under(found, org);
    if (category !== undefined) found.andWhere('ticket.category IN (:...leaves)', { leaves: this.leavesOf(category) });
    if (phase !== undefined) found.andWhere('ticket.phase = :phase', { phase });
    if (acts === null) return within(found, 'ticket.submittedAt', filter);
    return acts === 'supervisions' ? supervisedIn(found, filter) : doneIn(found, filter, acts);
  }

  private under(found: Query, org: string): void {
    const tier = this.district.orgs.get(org)?.tier;
    if (tier === 'street') found.andWhere('ticket.streetId = :org', { org });
    else if (tier === 'community') found.andWhere('ticket.communityId = :org', { org });
    else found.andWhere('1 = 0');
  }

  /** A root stands for all its leaves. */
  private leavesOf(category: string): string[] {
    const root = this.district.roots.find((one) => one.id === category);
    return root ? root.leaves.map((leaf) => leaf.id) : [category];
  }

  private async whole(rows: readonly TicketEntity[]): Promise<StoredCase[]> {
    if (rows.length === 0) return [];
    const ticketId = In(rows.map(({ id }) => id));
    const { read } = this.database;
    const [parts, clocks, orders, events] = await Promise.all([
      read.find(PartEntity, { where: { ticketId }, order: { offeredAt: 'ASC', id: 'ASC' } }),
      read.find(ClockEntity, { where: { ticketId }, order: { startedAt: 'ASC', id: 'ASC' } }),
      read.find(SupervisionEntity, { where: { ticketId }, order: { openedAt: 'ASC', id: 'ASC' } }),
      read.find(TicketEventEntity, { where: { ticketId }, order: { ticketId: 'ASC', seq: 'ASC' } }),
    ]);
    const partsOf = byTicket(parts);
    const clocksOf = byTicket(clocks);
    const ordersOf = byTicket(orders);
    const eventsOf = byTicket(events);
    return rows.map((row) => ({
      ...wholeOf(row, { parts: partsOf(row.id), clocks: clocksOf(row.id), supervisions: ordersOf(row.id) }),
      events: eventsOf(row.id).map(eventOf),
      contactPhone: row.contactPhone,
    }));
  }
}

/** Holds an instant to the period of the filter. */
function within<T extends ObjectLiteral>(found: SelectQueryBuilder<T>, column: string, filter: LedgerFilter) {
  const { from, until } = periodOf(filter);
  if (Number.isFinite(from)) found.andWhere(`${column} >= :from`, { from: asColumn(from) });
  if (Number.isFinite(until)) found.andWhere(`${column} < :until`, { until: asColumn(until) });
  return found;
}

function doneIn(found: Query, filter: LedgerFilter, acts: readonly string[]): Query {
  const done = found
    .subQuery()
    .select('1')
    .from(TicketEventEntity, 'event')
    .where("event.ticketId = ticket.id AND event.action IN (:...acts) AND event.actorRole <> 'resident'", { acts });
  within(done, 'event.at', filter);
  return found.andWhere(`EXISTS ${done.getQuery()}`, done.getParameters());
}

function supervisedIn(found: Query, filter: LedgerFilter): Query {
  const orders = found
    .subQuery()
    .select('1')
    .from(SupervisionEntity, 'supervision')
    .where('supervision.ticketId = ticket.id');
  within(orders, 'supervision.openedAt', filter);
  return found.andWhere(`EXISTS ${orders.getQuery()}`, orders.getParameters());
}

function byTicket<T extends { ticketId: string }>(rows: readonly T[]): (ticketId: string) => T[] {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const of = found.get(row.ticketId);
    if (of) of.push(row);
    else found.set(row.ticketId, [row]);
  }
  return (ticketId) => found.get(ticketId) ?? [];
}
