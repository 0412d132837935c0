/** Reads the event log: what is pending, and the ticket as it was at an event. */
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Database } from '../kernel/database.ts';
import { TicketEntity } from '../ticket/ticket.entity.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import { type Moment, momentOf } from './notice.ts';

@Injectable()
export class MomentQueries {
  constructor(private readonly database: Database) {}

  /** Events that nobody was told of yet, oldest first. `after` leaves out those up to an id, within one round only. */
  async pending(after: string, limit: number): Promise<{ id: string; ticketId: string; seq: number }[]> {
    return this.database.read.find(TicketEventEntity, {
      select: { id: true, ticketId: true, seq: true },
      where: { notifyPending: true, id: MoreThan(after) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** The ticket before and after an event; null where the event isn't there. */
  async moment({ ticketId, seq }: { ticketId: string; seq: number }): Promise<Moment | null> {
    const ticket = await this.database.read.findOne(TicketEntity, {
      select: { id: true, number: true, reporterId: true, communityId: true, streetId: true, submittedAt: true },
      where: { id: ticketId },
    });
    const events = await this.database.read.find(TicketEventEntity, {
      where: { ticketId, seq: LessThanOrEqual(seq) },
      order: { seq: 'ASC' },
    });
    return ticket && momentOf(ticket, events);
  }
}
