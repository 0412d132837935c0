import { DAY } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { TicketQuery } from '@liudan/shared/ticket/contract';
import { may, scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketEntity } from './ticket.entity.ts';
import { onlyFollowed, onlyOwn, onlyVisible, onlyWaiting, waitingReasons } from './ticket.scope.ts';
import { eventsOf, loadTicket, type Stored } from './ticket.store.ts';
import type { TicketEventEntity } from './ticket-event.entity.ts';

type Query = SelectQueryBuilder<TicketEntity>;

export interface Counts {
  todo: number;
  yellow: number;
  red: number;
  returned: number;
  all: number;
}

/** A ticket in a list. */
interface Listed {
  readonly id: string;
}

/** A place in a list by deadline. */
interface Place extends Listed {
  readonly at: number;
}

/** Tickets with no running clock stand behind all others in a list by deadline. */
const NO_DEADLINE = Date.UTC(9999, 0, 1);

@Injectable()
export class TicketQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** One ticket whole, for somebody who may see it; anything else is NOT_FOUND. */
  async see(viewer: Viewer, ticketId: string): Promise<Stored & { events: TicketEventEntity[] }> {
    const stored = await loadTicket(this.database.read, ticketId);
    if (!stored || !may('ticket.see', viewer, stored.whole, this.district)) fail('NOT_FOUND');
    return { ...stored, events: await eventsOf(this.database.read, ticketId) };
  }

  /** Whether he is of the staff to this ticket, and not only its reporter. */
  seesInside(viewer: Viewer, { whole }: Stored): boolean {
    return may('ticket.see_internal', viewer, whole, this.district);
  }

  /** A page of a list. The inbox is sorted by deadline, the others newest first; both by keyset. */
  async list(viewer: Viewer, query: TicketQuery): Promise<{ rows: Listed[]; next: string | null }> {
    const byDeadline = query.view === 'inbox';
    // A place in a list sorted otherwise is none in this one.
    if (query.after !== undefined && query.after.includes('.') !== byDeadline)
      fail('INVALID_INPUT', undefined, { after: '翻页位置不正确，请从第一页看起' });
    if (byDeadline) return this.inbox(viewer, query);
    const found = this.viewOf(viewer, query.view);
    this.filter(found, query);
    if (query.after !== undefined) found.andWhere('ticket.id < :after', { after: query.after });
    const rows = await found
      .select('ticket.id', 'id')
      .orderBy('ticket.id', 'DESC')
      .limit(query.limit + 1)
      .getRawMany<Listed>();
    const page = rows.slice(0, query.limit);
    return { rows: page, next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** First what has a deadline, in its order, then what has none: a null has no place among instants that every engine agrees on. */
  private async inbox(viewer: Viewer, query: TicketQuery): Promise<{ rows: Listed[]; next: string | null }> {
    const after = placeOf(query.after);
    const wanted = query.limit + 1;
    const dated =
      after && after.at >= NO_DEADLINE ? [] : await this.waiting(viewer, query, 'IS NOT NULL', wanted, after);
    const missing = wanted - dated.length;
    const undated =
      missing > 0
        ? await this.waiting(viewer, query, 'IS NULL', missing, after && after.at >= NO_DEADLINE ? after : null)
        : [];
    const places = [...dated, ...undated];
    const last = places.length > query.limit ? places[query.limit - 1] : undefined;
    return { rows: places.slice(0, query.limit), next: last ? `${last.at}.${last.id}` : null };
  }

  /** The first places of a desk, of those with a deadline or of those without. */
  private async waiting(
    viewer: Viewer,
    query: TicketQuery,
    deadline: 'IS NOT NULL' | 'IS NULL',
    limit: number,
    after: Place | null,
  ): Promise<Place[]> {
    const scope = scopeOf(viewer, this.district);
    const reasons = waitingReasons(scope, centresOf(viewer)).map((only) => {
      const found = this.database.read
        .createQueryBuilder(TicketEntity, 'ticket')
        .select('ticket.id', 'id')
        .addSelect('ticket.dueAt', 'due')
        .where(`ticket.dueAt ${deadline}`);
      only(found).andWhere('ticket.reporterId NOT IN (:...self)', { self: scope.own });
      this.filter(found, query);
      if (after && deadline === 'IS NULL') found.andWhere('ticket.id > :id', { id: after.id });
      if (after && deadline === 'IS NOT NULL')
        found.andWhere('ticket.dueAt >= :at AND (ticket.dueAt > :at OR ticket.id > :id)', {
          at: asColumn(after.at),
          id: after.id,
        });
      return found.orderBy('ticket.dueAt', 'ASC').addOrderBy('ticket.id', 'ASC').limit(limit).getQueryAndParameters();
    });
    if (reasons.length === 0) return [];
    const sql = reasons.map(([each], index) => `SELECT id, due FROM (${each}) reason${index}`).join(' UNION ');
    const rows: { id: string; due: Date | string | null }[] = await this.database.read.query(
      sql,
      reasons.flatMap(([, parameters]) => parameters),
    );
    return rows
      .map(({ id, due }) => ({ id, at: instantOf(due) ?? NO_DEADLINE }))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** The numbers on the tabs of the inbox. */
  async counts(viewer: Viewer): Promise<Counts> {
    const now = asColumn(this.clock.now());
    const tally = (sql: string) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END)`;
    const [waiting, all] = await Promise.all([
      this.viewOf(viewer, 'inbox')
        .select('COUNT(*)', 'todo')
        .addSelect(tally('ticket.warnAt <= :now AND ticket.dueAt >= :now'), 'yellow')
        .addSelect(tally('ticket.dueAt < :now'), 'red')
        .addSelect(tally('ticket.returned = :yes'), 'returned')
        .setParameters({ now, yes: true })
        .getRawOne<Record<'todo' | 'yellow' | 'red' | 'returned', string | number | null>>(),
      this.viewOf(viewer, 'all').getCount(),
    ]);
    // A sum over no rows is null, and MySQL writes sums as text.
    const number = (value: string | number | null | undefined) => Number(value ?? 0);
    return {
      todo: number(waiting?.todo),
      yellow: number(waiting?.yellow),
      red: number(waiting?.red),
      returned: number(waiting?.returned),
      all,
    };
  }

  private viewOf(viewer: Viewer, view: TicketQuery['view']): Query {
    const scope = scopeOf(viewer, this.district);
    const query = this.database.read.createQueryBuilder(TicketEntity, 'ticket').where('1 = 1');
    if (view === 'mine') return onlyOwn(query, scope);
    if (view === 'followed') return onlyFollowed(query, scope);
    if (view === 'all') return onlyVisible(query, scope);
    // Nobody's own report waits for himself as staff.
    return onlyWaiting(query, scope, centresOf(viewer)).andWhere('ticket.reporterId NOT IN (:...self)', {
      self: scope.own,
    });
  }

  private filter(found: Query, { light, state, phase, category, org, returned, q }: TicketQuery): void {
    const now = asColumn(this.clock.now());
    if (light === 'red') found.andWhere('ticket.dueAt < :now', { now });
    if (light === 'yellow') found.andWhere('ticket.warnAt <= :now AND ticket.dueAt >= :now', { now });
    if (light === 'green') found.andWhere('ticket.warnAt > :now', { now });
    if (light === 'paused') found.andWhere("ticket.dueAt IS NULL AND ticket.phase <> 'closed'");
    if (state) found.andWhere('ticket.state = :state', { state });
    if (phase) found.andWhere('ticket.phase = :phase', { phase });
    if (returned) found.andWhere('ticket.returned = :returned', { returned: true });
    if (category) found.andWhere('ticket.category IN (:...categories)', { categories: this.leavesOf(category) });
    if (org)
      found.andWhere(
        '(ticket.holderOrg = :org OR ticket.communityId = :org OR ticket.streetId = :org OR ticket.leadOrg = :org)',
        { org },
      );
    if (q) {
      const like = `%${q.replace(/[!%_]/g, '!$&')}%`;
      found.andWhere(
        new Brackets((either) => {
          either
            .where("ticket.number LIKE :like ESCAPE '!'")
            .orWhere("ticket.text LIKE :like ESCAPE '!'")
            .orWhere("ticket.address LIKE :like ESCAPE '!'");
        }),
        { like },
      );
    }
  }

  /** A root stands for all its leaves. */
  private leavesOf(category: string): string[] {
    const root = this.district.roots.find((one) => one.id === category);
    return root ? root.leaves.map((leaf) => leaf.id) : [category];
  }
}

const centresOf = (viewer: Viewer): string[] =>
  viewer.duties.filter((duty) => duty.role === 'dispatch_staff').map((duty) => duty.org);

/** Where a page ended; null for the first page, and for what is no place in a list by deadline. */
function placeOf(after: string | undefined): Place | null {
  const [at, id] = after?.split('.') ?? [];
  if (at === undefined || id === undefined || !(Math.abs(Number(at)) < NO_DEADLINE + DAY)) return null;
  return { at: Number(at), id };
}

/** An instant as the engines give it outside an entity: MariaDB and MySQL as a date, SQLite as its text in UTC. */
function instantOf(value: Date | string | null): number | null {
  if (value === null) return null;
  return value instanceof Date ? value.getTime() : Date.parse(`${value.replace(' ', 'T')}Z`);
}
