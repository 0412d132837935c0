import type { District } from '@liudan/shared/district/schema';
import { supervisionOffice } from '@liudan/shared/org/tree';
import type { AppealsQuery } from '@liudan/shared/oversight/contract';
import { readsAppeals } from '@liudan/shared/oversight/scope';
import { scopeOf } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { ClockEntity } from '../ticket/clock.entity.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { onlyForeign } from '../ticket/ticket.scope.ts';
import { placeOf, placeWords, ticketPlaceOf } from './place.ts';

export interface Appealed {
  readonly ticket: TicketEntity;
  /** The office's own clock; null once it has decided. */
  readonly clock: ClockEntity | null;
}

/** Appeals against ratings, for the supervision office alone (HJ-35). */
@Injectable()
export class AppealQueries {
  constructor(
    private readonly database: Database,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A page: what waits, by what is due first; or what was decided, the newest ticket first. NOT_FOUND for everybody else. */
  async list(viewer: Viewer, query: AppealsQuery): Promise<{ rows: Appealed[]; next: string | null }> {
    if (!readsAppeals(viewer)) fail('NOT_FOUND');
    return query.state === 'open' ? this.open(viewer, query) : this.decided(viewer, query);
  }

  async count(viewer: Viewer): Promise<number> {
    return readsAppeals(viewer) ? this.appealed(viewer, ['open']).getCount() : 0;
  }

  private async open(viewer: Viewer, { after, limit }: AppealsQuery) {
    const from = placeOf(after);
    const found = this.appealed(viewer, ['open']).innerJoin(
      ClockEntity,
      'clock',
      'clock.ticketId = ticket.id AND clock.orgId = :office AND clock.stoppedAt IS NULL',
      { office: supervisionOffice(this.district).id },
    );
    if (from)
      found.andWhere('(clock.dueAt > :at OR (clock.dueAt = :at AND ticket.id > :afterTicket))', {
        at: asColumn(from.at),
        afterTicket: from.ticketId,
      });
    const keys: { ticketId: string; clockId: string }[] = await found
      .select('ticket.id', 'ticketId')
      .addSelect('clock.id', 'clockId')
      .orderBy('clock.dueAt', 'ASC')
      .addOrderBy('ticket.id', 'ASC')
      .limit(limit + 1)
      .getRawMany();
    const page = keys.slice(0, limit);
    const ticketId = In(page.map((key) => key.ticketId));
    const [tickets, clocks] = await Promise.all([
      this.database.read.findBy(TicketEntity, { id: ticketId }),
      this.database.read.findBy(ClockEntity, { ticketId }),
    ]);
    const rows = page.flatMap((key): Appealed[] => {
      const ticket = tickets.find(({ id }) => id === key.ticketId);
      const clock = clocks.find((one) => one.ticketId === key.ticketId && one.id === key.clockId) ?? null;
      return ticket ? [{ ticket, clock }] : [];
    });
    const last = rows.at(-1);
    return { rows, next: keys.length > limit && last?.clock ? placeWords(last.clock.dueAt, last.ticket.id) : null };
  }

  private async decided(viewer: Viewer, { after, limit }: AppealsQuery) {
    const from = ticketPlaceOf(after);
    const found = this.appealed(viewer, ['accepted', 'refused']);
    if (from !== null) found.andWhere('ticket.id < :from', { from });
    const tickets = await found
      .orderBy('ticket.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const rows = tickets.slice(0, limit).map((ticket): Appealed => ({ ticket, clock: null }));
    return { rows, next: tickets.length > limit ? (rows.at(-1)?.ticket.id ?? null) : null };
  }

  private appealed(viewer: Viewer, states: readonly string[]): SelectQueryBuilder<TicketEntity> {
    const found = this.database.read.createQueryBuilder(TicketEntity, 'ticket');
    found.where('ticket.appeal IN (:...appeals)', { appeals: states });
    return onlyForeign(found, scopeOf(viewer, this.district));
  }
}
