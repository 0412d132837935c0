/** 督办单, requests and appeals as rows of their lists: a ticket's card, and what is said about it beside. */
import { light, remainingInWords } from '@liudan/shared/deadline/clock';
import type { District } from '@liudan/shared/district/schema';
import type { AppealRow, OrderRow, RequestRow } from '@liudan/shared/oversight/contract';
import { scoreWords } from '@liudan/shared/rating/scale';
import type { TicketCard } from '@liudan/shared/ticket/contract';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import type { ClockEntity } from '../ticket/clock.entity.ts';
import { supervisionView } from '../ticket/oversight.view.ts';
import type { SupervisionEntity } from '../ticket/supervision.entity.ts';
import type { TicketEntity } from '../ticket/ticket.entity.ts';
import { TicketViews } from '../ticket/ticket.view.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import type { Appealed } from './appeal.queries.ts';

const KIND_WORDS: Readonly<Record<RequestRow['kind'], string>> = {
  extension: '申请延期',
  leader: '提请领导定时限',
};
const ASKING = ['request_extension', 'request_due'];

const iso = (at: number | null | undefined): string | null => (at == null ? null : new Date(at).toISOString());

@Injectable()
export class SupervisionViews {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketViews,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async orders(
    rows: readonly SupervisionEntity[],
    clocks: ReadonlyMap<string, ClockEntity>,
    viewer: Viewer,
  ): Promise<OrderRow[]> {
    const cards = await this.cards(
      rows.map(({ ticketId }) => ticketId),
      viewer,
    );
    return rows.flatMap((row): OrderRow[] => {
      const ticket = cards.get(row.ticketId);
      if (!ticket) return [];
      return [
        {
          id: `${row.ticketId}.${row.id}`,
          ticket,
          order: supervisionView(row, this.district),
          clock: row.closedAt === null ? this.timed(clocks.get(row.ticketId) ?? null) : null,
        },
      ];
    });
  }

  async requests(rows: readonly TicketEntity[], viewer: Viewer): Promise<RequestRow[]> {
    const ids = rows.map(({ id }) => id);
    const [cards, said] = await Promise.all([this.cards(ids, viewer), this.lastSaid(ids, ASKING)]);
    return rows.flatMap((row): RequestRow[] => {
      const ticket = cards.get(row.id);
      const until = iso(row.askedDueAt);
      if (!ticket || row.asked === null || until === null) return [];
      const event = said.get(row.id);
      return [
        {
          id: row.id,
          ticket,
          kind: row.asked,
          kindWords: KIND_WORDS[row.asked],
          by: this.org(event?.actorOrg),
          askedAt: iso(event?.at),
          reason: event?.body.text ?? null,
          until,
          dueAt: ticket.dueAt,
        },
      ];
    });
  }

  async appeals(rows: readonly Appealed[], viewer: Viewer): Promise<AppealRow[]> {
    const ids = rows.map(({ ticket }) => ticket.id);
    const [cards, asked, decided] = await Promise.all([
      this.cards(ids, viewer),
      this.lastSaid(ids, ['appeal']),
      this.lastSaid(ids, ['appeal.decide']),
    ]);
    return rows.flatMap(({ ticket: row, clock }): AppealRow[] => {
      const ticket = cards.get(row.id);
      if (!ticket || row.appeal === null) return [];
      const appeal = asked.get(row.id);
      const decision = row.appeal === 'open' ? undefined : decided.get(row.id);
      return [
        {
          id: row.id,
          ticket,
          state: row.appeal,
          by: this.org(appeal?.actorOrg),
          askedAt: iso(appeal?.at),
          reason: appeal?.body.text ?? null,
          rating: this.rating(row),
          decidedAt: iso(decision?.at),
          decision: decision?.body.text ?? null,
          clock: this.timed(clock),
        },
      ];
    });
  }

  private rating({ score, scoreGrade, ratedAt, ratingTags, ratingText }: TicketEntity): AppealRow['rating'] {
    const at = iso(ratedAt);
    if (score === null || at === null) return null;
    return { score, words: scoreWords(this.district, score, scoreGrade), tags: ratingTags, text: ratingText, at };
  }

  private timed(clock: ClockEntity | null): OrderRow['clock'] {
    const now = this.clock.now();
    return (
      clock && {
        light: light(clock, now),
        dueWords: remainingInWords(clock, now, this.district.calendar),
        dueAt: new Date(clock.dueAt).toISOString(),
      }
    );
  }

  private async cards(ids: readonly string[], viewer: Viewer): Promise<Map<string, TicketCard>> {
    const cards = await this.tickets.cards(
      [...new Set(ids)].map((id) => ({ id })),
      viewer,
    );
    return new Map(cards.map((card) => [card.id, card]));
  }

  /** The last event of these acts, by ticket. */
  private async lastSaid(ids: readonly string[], actions: string[]): Promise<Map<string, TicketEventEntity>> {
    if (ids.length === 0) return new Map();
    const events = await this.database.read.find(TicketEventEntity, {
      where: { ticketId: In([...ids]), action: In(actions) },
      order: { ticketId: 'ASC', seq: 'ASC' },
    });
    return new Map(events.map((event) => [event.ticketId, event]));
  }

  private org(orgId: string | null | undefined): { id: string; name: string } | null {
    const org = orgId == null ? undefined : this.district.orgs.get(orgId);
    return org ? { id: org.id, name: org.name } : null;
  }
}
