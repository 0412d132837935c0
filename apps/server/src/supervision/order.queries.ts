import type { District } from '@liudan/shared/district/schema';
import { districtOrg } from '@liudan/shared/org/tree';
import type { OrdersQuery, SupervisionCounts } from '@liudan/shared/oversight/contract';
import { type OrdersScope, ordersFor } from '@liudan/shared/oversight/scope';
import { scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, In, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { ClockEntity } from '../ticket/clock.entity.ts';
import { SupervisionEntity } from '../ticket/supervision.entity.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { onlyForeign, onlyVisible } from '../ticket/ticket.scope.ts';
import { placeOf, placeWords } from './place.ts';

type Query = SelectQueryBuilder<TicketEntity>;
type Tallies = Pick<SupervisionCounts, 'waiting' | 'planned' | 'closed' | 'overdue' | 'orgs'>;

const STATES: Readonly<Record<OrdersQuery['state'], string>> = {
  open: 'supervision.closedAt IS NULL',
  waiting: 'supervision.closedAt IS NULL AND supervision.plannedAt IS NULL',
  planned: 'supervision.closedAt IS NULL AND supervision.plannedAt IS NOT NULL',
  closed: 'supervision.closedAt IS NOT NULL',
};

/** 督办单 in lists: the leader's over what he is in charge of, the offices' over all, a unit's over itself (HJ-25). */
@Injectable()
export class OrderQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A page of the viewer's list; NOT_FOUND for whom there is none. */
  async list(viewer: Viewer, query: OrdersQuery): Promise<{ rows: SupervisionEntity[]; next: string | null }> {
    const after = placeOf(query.after);
    const found = this.ordersOf(viewer, ordersFor(viewer, this.district) ?? fail('NOT_FOUND'));
    found.andWhere(STATES[query.state]);
    this.filter(found, query);
    const closed = query.state === 'closed';
    const [sorted, from, direction] = closed
      ? (['supervision.closedAt', '<', 'DESC'] as const)
      : (['supervision.openedAt', '>', 'ASC'] as const);
    if (after)
      found.andWhere(`(${sorted} ${from} :at OR (${sorted} = :at AND ticket.id ${from} :afterTicket))`, {
        at: asColumn(after.at),
        afterTicket: after.ticketId,
      });
    const keys: { ticketId: string; id: string }[] = await found
      .select('supervision.ticketId', 'ticketId')
      .addSelect('supervision.id', 'id')
      .orderBy(sorted, direction)
      .addOrderBy('ticket.id', direction)
      .limit(query.limit + 1)
      .getRawMany();
    const rows = await this.rowsOf(keys.slice(0, query.limit));
    const last = rows.at(-1);
    if (keys.length <= query.limit || !last) return { rows, next: null };
    return { rows, next: placeWords((closed ? last.closedAt : last.openedAt) ?? 0, last.ticketId) };
  }

  /** How many there are in each state, and how many of them the leader is late with; nought for whom there is no list. */
  async tallies(viewer: Viewer): Promise<Tallies> {
    const scope = ordersFor(viewer, this.district);
    if (!scope) return { waiting: 0, planned: 0, closed: 0, overdue: 0, orgs: [] };
    const found = this.ordersOf(viewer, scope).select('COUNT(*)', 'every');
    for (const state of ['waiting', 'planned', 'closed'] as const)
      found.addSelect(`SUM(CASE WHEN ${STATES[state]} THEN 1 ELSE 0 END)`, state);
    const supervised = this.ordersOf(viewer, scope).select('supervision.orgId', 'org').distinct(true);
    const [each, overdue, orgs] = await Promise.all([
      found.getRawOne<Record<'waiting' | 'planned' | 'closed', string | number | null>>(),
      this.late(this.ordersOf(viewer, scope).andWhere(STATES.waiting)).getCount(),
      supervised.orderBy('supervision.orgId', 'ASC').getRawMany<{ org: string }>(),
    ]);
    // A sum over no rows is null, and MySQL writes sums as text.
    const number = (value: string | number | null | undefined) => Number(value ?? 0);
    return {
      waiting: number(each?.waiting),
      planned: number(each?.planned),
      closed: number(each?.closed),
      overdue,
      orgs: orgs.map(({ org }) => ({ id: org, name: this.district.orgs.get(org)?.name ?? org })),
    };
  }

  /** The leaders' own clocks that run for these tickets, by ticket. */
  async clocksOf(ticketIds: readonly string[]): Promise<Map<string, ClockEntity>> {
    if (ticketIds.length === 0) return new Map();
    const clocks = await this.database.read
      .createQueryBuilder(ClockEntity, 'clock')
      .where('clock.ticketId IN (:...ids) AND clock.orgId = :leaders AND clock.stoppedAt IS NULL', {
        ids: ticketIds,
        leaders: districtOrg(this.district).id,
      })
      .getMany();
    return new Map(clocks.map((clock) => [clock.ticketId, clock]));
  }

  private ordersOf(viewer: Viewer, { everything, charge, streets, supervised }: OrdersScope): Query {
    const found = this.database.read
      .createQueryBuilder(TicketEntity, 'ticket')
      .innerJoin(SupervisionEntity, 'supervision', 'supervision.ticketId = ticket.id');
    const scope = scopeOf(viewer, this.district);
    onlyForeign(onlyVisible(found, scope), scope);
    if (everything) return found;
    return found.andWhere(
      new Brackets((either) => {
        either.where('1 = 0');
        if (charge.length > 0)
          either.orWhere(
            '(ticket.streetId IN (:...charge) OR ticket.leadOrg IN (:...charge) OR ticket.holderOrg IN (:...charge) OR supervision.orgId IN (:...charge))',
            { charge },
          );
        if (streets.length > 0) either.orWhere('ticket.streetId IN (:...ofStreets)', { ofStreets: streets });
        if (supervised.length > 0) either.orWhere('supervision.orgId IN (:...supervised)', { supervised });
      }),
    );
  }

  private filter(found: Query, { org, reason, cause, overdue }: OrdersQuery): void {
    if (org) found.andWhere('(supervision.orgId = :org OR ticket.streetId = :org)', { org });
    if (reason) found.andWhere('supervision.reason = :reason', { reason });
    if (cause) found.andWhere('supervision.cause = :cause', { cause });
    if (overdue) this.late(found.andWhere(STATES.waiting));
  }

  /** The district's own clock is the leader's. */
  private late(found: Query): Query {
    const clocks = found
      .subQuery()
      .select('1')
      .from(ClockEntity, 'clock')
      .where('clock.ticketId = ticket.id AND clock.orgId = :leaders AND clock.stoppedAt IS NULL AND clock.dueAt < :now')
      .getQuery();
    return found.andWhere(`EXISTS ${clocks}`, {
      leaders: districtOrg(this.district).id,
      now: asColumn(this.clock.now()),
    });
  }

  /** The orders of these keys, in their order. */
  private async rowsOf(keys: readonly { ticketId: string; id: string }[]): Promise<SupervisionEntity[]> {
    const found = await this.database.read.findBy(SupervisionEntity, {
      ticketId: In(keys.map(({ ticketId }) => ticketId)),
    });
    return keys.flatMap((key) => found.find((row) => row.ticketId === key.ticketId && row.id === key.id) ?? []);
  }
}
