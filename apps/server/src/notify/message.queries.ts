/** Messages and deliveries as they are read. */
import type { delivery, deliveryQuery, Message } from '@liudan/shared/notify/contract';
import { maskName } from '@liudan/shared/ticket/visible';
import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan } from 'typeorm';
import type * as z from 'zod';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { MessageEntity } from './message.entity.ts';

export interface Paging {
  after?: string | undefined;
  limit: number;
}

@Injectable()
export class MessageQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
  ) {}

  /**
   * A person's messages, the latest event first, those from before he came in through WeChat included. He is told once of an event, so
   * its id is the place in the list; the message's own id says only when it was told, and by which process.
   */
  async messagesOf(personId: string, { after, limit, unread }: Paging & { unread?: boolean | undefined }) {
    const owner = In(await this.people.everyIdOf(personId));
    const rows = await this.database.read.find(MessageEntity, {
      where: {
        personId: owner,
        ...(after ? { eventId: LessThan(after) } : {}),
        ...(unread ? { readAt: IsNull() } : {}),
      },
      order: { eventId: 'DESC' },
      take: limit + 1,
    });
    const items = rows.slice(0, limit);
    const next = rows.length > limit ? (items.at(-1)?.eventId ?? null) : null;
    return { items: items.map(shown), next, unread: await this.unread(personId) };
  }

  /** How many messages he hasn't read. */
  async unread(personId: string): Promise<number> {
    const owner = In(await this.people.everyIdOf(personId));
    return this.database.read.countBy(MessageEntity, { personId: owner, readAt: IsNull() });
  }

  /** What left the house, newest first, for the operator: no more of a person than the first sign of the name. */
  async deliveries({ after, limit, state, channel }: z.infer<typeof deliveryQuery>) {
    const rows = await this.database.read.find(DeliveryEntity, {
      where: { ...(after ? { id: LessThan(after) } : {}), ...(state && { state }), ...(channel && { channel }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const names = await this.people.names(rows.map((row) => row.personId));
    const items = rows.slice(0, limit).map((row): z.infer<typeof delivery> => {
      const { id, eventId, ticketId, kind, attempts, reason } = row;
      const name = names.get(row.personId);
      const person = name ? maskName(name) : '未留姓名';
      const at = new Date(row.at).toISOString();
      return { id, eventId, ticketId, kind, channel: row.channel, person, state: row.state, attempts, reason, at };
    });
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

const shown = ({ id, kind, title, body, ticketId, postId, side, at, readAt }: MessageEntity): Message => ({
  id,
  kind,
  title,
  body,
  ticketId,
  postId,
  side,
  at: new Date(at).toISOString(),
  readAt: readAt === null ? null : new Date(readAt).toISOString(),
});
