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
import { onlyOwn, onlyVisible, onlyWaiting } from './ticket.scope.ts';
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

  /** A page of a list. The inbox is sorted by deadline, the others newest first; both by keyset. */
  async list(viewer: Viewer, query: TicketQuery): Promise<{ rows: TicketEntity[]; next: string | null }> {
    const byDeadline = query.view === 'inbox';
    const found = this.viewOf(viewer, query.view);
    this.filter(found, query);
    // A place in a list sorted otherwise is none in this one.
    if (query.after !== undefined && query.after.includes('.') !== byDeadline)
      fail('INVALID_INPUT', undefined, { after: '翻页位置不正确，请从第一页看起' });
    if (byDeadline) this.afterDeadline(found, query.after);
    else {
      if (query.after !== undefined) found.andWhere('ticket.id < :after', { after: query.after });
      found.orderBy('ticket.id', 'DESC');
    }
    const rows = await found.take(query.limit + 1).getMany();
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > query.limit && last;
    return { rows: page, next: more ? (byDeadline ? `${last.dueAt ?? NO_DEADLINE}.${last.id}` : last.id) : null };
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
    if (view === 'all') return onlyVisible(query, scope);
    const centres = viewer.duties.filter((duty) => duty.role === 'dispatch_staff').map((duty) => duty.org);
    // Nobody's own report waits for himself as staff.
    return onlyWaiting(query, scope, centres).andWhere('ticket.reporterId <> :self', { self: viewer.personId });
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

  private afterDeadline(found: Query, after: string | undefined): void {
    const due = 'COALESCE(ticket.dueAt, :noDeadline)';
    found.setParameter('noDeadline', asColumn(NO_DEADLINE));
    const [at, id] = after?.split('.') ?? [];
    if (at !== undefined && id !== undefined && Math.abs(Number(at)) < NO_DEADLINE + DAY)
      found.andWhere(`(${due} > :at OR (${due} = :at AND ticket.id > :id))`, { at: asColumn(Number(at)), id });
    found.addSelect(due, 'due').orderBy('due', 'ASC').addOrderBy('ticket.id', 'ASC');
  }
}
