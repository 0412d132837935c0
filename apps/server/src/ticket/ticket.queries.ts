import { DAY } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { TicketQuery } from '@liudan/shared/ticket/contract';
import { may, scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn, asText } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketEntity } from './ticket.entity.ts';
import { onlyFollowed, onlyOwn, type Reason, visibleReasons, waitingReasons } from './ticket.scope.ts';
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

type Tabs = Record<'todo' | 'yellow' | 'red' | 'returned', string | number | null>;

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
    const newest = (only: Reason) => {
      const found = only(this.tickets()).select('ticket.id', 'id');
      this.filter(found, query);
      if (query.after !== undefined) found.andWhere('ticket.id < :after', { after: query.after });
      return found.orderBy('ticket.id', 'DESC').limit(query.limit + 1);
    };
    const rows = await this.eitherOf<Listed>(this.reasonsOf(viewer, query.view).map(newest), 'id');
    const sorted = rows.sort((a, b) => (a.id < b.id ? 1 : -1));
    const page = sorted.slice(0, query.limit);
    return { rows: page, next: sorted.length > query.limit ? (page.at(-1)?.id ?? null) : null };
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
    const first = (only: Reason) => {
      const found = only(this.tickets())
        .select('ticket.id', 'id')
        .addSelect('ticket.dueAt', 'due')
        .andWhere(`ticket.dueAt ${deadline}`);
      this.filter(found, query);
      if (after && deadline === 'IS NULL') found.andWhere('ticket.id > :id', { id: after.id });
      if (after && deadline === 'IS NOT NULL')
        found.andWhere('ticket.dueAt >= :at AND (ticket.dueAt > :at OR ticket.id > :id)', {
          at: asColumn(after.at),
          id: after.id,
        });
      return found.orderBy('ticket.dueAt', 'ASC').addOrderBy('ticket.id', 'ASC').limit(limit);
    };
    const rows = await this.eitherOf<{ id: string; due: Date | string | null }>(
      this.reasonsOf(viewer, 'inbox').map(first),
      'id, due',
    );
    return rows
      .map(({ id, due }) => ({ id, at: instantOf(due) ?? NO_DEADLINE }))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** The numbers on the tabs of the inbox. */
  async counts(viewer: Viewer): Promise<Counts> {
    const now = asText(this.clock.now());
    const tally = (sql: string, name: string) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END) AS ${name}`;
    const lights = `${tally('warn <= ? AND due >= ?', 'yellow')}, ${tally('due < ?', 'red')}`;
    const waiting = this.reasonsOf(viewer, 'inbox').map((only) =>
      only(this.tickets())
        .select('ticket.id', 'id')
        .addSelect('ticket.dueAt', 'due')
        .addSelect('ticket.warnAt', 'warn')
        .addSelect('ticket.returned', 'returned'),
    );
    const all = this.reasonsOf(viewer, 'all').map((only) => only(this.tickets()).select('ticket.id', 'id'));
    const [[tabs], [visible]] = await Promise.all([
      this.eitherOf<Tabs>(waiting, `COUNT(*) AS todo, ${lights}, SUM(returned) AS returned`, [now, now, now]),
      this.eitherOf<{ count: string | number }>(all, 'COUNT(*) AS count'),
    ]);
    // A sum over no rows is null, and MySQL writes sums as text.
    const number = (value: string | number | null | undefined) => Number(value ?? 0);
    return {
      todo: number(tabs?.todo),
      yellow: number(tabs?.yellow),
      red: number(tabs?.red),
      returned: number(tabs?.returned),
      all: number(visible?.count),
    };
  }

  private tickets(): Query {
    return this.database.read.createQueryBuilder(TicketEntity, 'ticket').where('1 = 1');
  }

  /** The reasons for a ticket to be in a list: one is enough. None means that nothing is found. */
  private reasonsOf(viewer: Viewer, view: TicketQuery['view']): Reason[] {
    const scope = scopeOf(viewer, this.district);
    if (view === 'mine') return [(query) => onlyOwn(query, scope)];
    if (view === 'followed') return [(query) => onlyFollowed(query, scope)];
    if (view === 'all') return scope.everything ? [(query) => query] : visibleReasons(scope);
    // Nobody's own report waits for himself as staff.
    return waitingReasons(scope, centresOf(viewer)).map(
      (only) => (query) => only(query).andWhere('ticket.reporterId NOT IN (:...self)', { self: scope.own }),
    );
  }

  /** `what` (with its `values`) of the rows that one of the questions or more have found, each row once. */
  private async eitherOf<Row>(
    questions: readonly Query[],
    what: string,
    values: readonly string[] = [],
  ): Promise<Row[]> {
    const worded = questions.map((question) => question.getQueryAndParameters());
    const [only, ...others] = worded;
    if (!only) return [];
    // Where there are several, each stands in parentheses, because it brings its own order and limit.
    const either = worded.map(([sql], index) => `SELECT * FROM (${sql}) reason${index}`).join(' UNION ');
    const from = others.length === 0 ? only[0] : either;
    return this.database.read.query(`SELECT ${what} FROM (${from}) found`, [
      ...values,
      ...worded.flatMap(([, parameters]) => parameters),
    ]);
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
