/**
 * The tickets of an area, for the lists that its community or street works through. These questions ask nobody's leave: the
 * caller decides who may read the area.
 */
import type { Tallied } from '@liudan/shared/meeting/demands';
import type { Phase, State } from '@liudan/shared/ticket/status';
import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { ClockEntity } from './clock.entity.ts';
import { TicketEntity } from './ticket.entity.ts';

/** A community or a street; reports of a time, both instants included. */
export interface Area {
  readonly tier: 'community' | 'street';
  readonly orgId: string;
}
export interface Period {
  readonly from: number;
  readonly until: number;
}

export interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
  readonly phase?: Phase | undefined;
  /** Leaves of the categories; null for what is not sorted yet; undefined for all. */
  readonly categories?: readonly string[] | null | undefined;
}

@Injectable()
export class AreaQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The area's tickets in these states; what is due first stands first. */
  async inStates(area: Area, states: readonly State[]): Promise<TicketEntity[]> {
    return this.of(area)
      .andWhere('ticket.phase = :phase', { phase: 'open' })
      .andWhere('ticket.state IN (:...states)', { states })
      .orderBy('ticket.dueAt', 'ASC')
      .addOrderBy('ticket.id', 'ASC')
      .getMany();
  }

  /** The rows of these tickets, in no order. */
  async rows(ids: readonly string[]): Promise<TicketEntity[]> {
    return ids.length === 0 ? [] : this.database.read.findBy(TicketEntity, { id: In([...ids]) });
  }

  /** Those of these tickets whose route the street still has to decide: its review clock runs. */
  async underReview(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const clocks = await this.database.read.findBy(ClockEntity, { ticketId: In([...ids]) });
    return new Set(
      clocks
        .filter(({ rule, stoppedAt }) => rule.kind === 'review' && stoppedAt === null)
        .map(({ ticketId }) => ticketId),
    );
  }

  /** How many reports of a period there are, by community, category and state, and how many of them are past due. */
  async tally(area: Area, period: Period): Promise<Tallied[]> {
    const rows = await this.during(area, period)
      .select('ticket.communityId', 'communityId')
      .addSelect('ticket.category', 'category')
      .addSelect('ticket.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .addSelect("SUM(CASE WHEN ticket.dueAt < :now AND ticket.phase <> 'closed' THEN 1 ELSE 0 END)", 'red')
      .setParameter('now', asColumn(this.clock.now()))
      .groupBy('ticket.communityId')
      .addGroupBy('ticket.category')
      .addGroupBy('ticket.state')
      .getRawMany<Record<'communityId' | 'category' | 'state' | 'count' | 'red', string | number | null>>();
    return rows.map(({ communityId, category, state, count, red }) => ({
      communityId: String(communityId),
      category: category === null ? null : String(category),
      state: String(state) as State,
      count: Number(count),
      red: Number(red),
    }));
  }

  /** A page of the reports of a period, newest first. */
  async page(area: Area, period: Period, page: Page): Promise<{ rows: TicketEntity[]; next: string | null }> {
    const found = this.during(area, period);
    if (page.phase) found.andWhere('ticket.phase = :phase', { phase: page.phase });
    if (page.categories === null) found.andWhere('ticket.category IS NULL');
    else if (page.categories) found.andWhere('ticket.category IN (:...leaves)', { leaves: page.categories });
    if (page.after !== undefined) found.andWhere('ticket.id < :after', { after: page.after });
    const rows = await found
      .orderBy('ticket.id', 'DESC')
      .take(page.limit + 1)
      .getMany();
    const items = rows.slice(0, page.limit);
    return { rows: items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null };
  }

  private during(area: Area, { from, until }: Period): SelectQueryBuilder<TicketEntity> {
    return this.of(area).andWhere('ticket.submittedAt >= :from AND ticket.submittedAt <= :until', {
      from: asColumn(from),
      until: asColumn(until),
    });
  }

  private of({ tier, orgId }: Area): SelectQueryBuilder<TicketEntity> {
    const column = tier === 'community' ? 'ticket.communityId' : 'ticket.streetId';
    return this.database.read.createQueryBuilder(TicketEntity, 'ticket').where(`${column} = :orgId`, { orgId });
  }
}
