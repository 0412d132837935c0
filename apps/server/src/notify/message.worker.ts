/**
 * Follows the event log: what is pending is told, each person once. It selects by the mark and not by a cursor, because an id order is
 * not a commit order, and an event whose transaction committed late must not be skipped.
 *
 * Messages, deliveries and the mark are written in one transaction that begins by taking the mark: two workers can't tell the same
 * event, and a crash leaves it told or pending. Told again from the start, it adds nothing.
 */
import type { District } from '@liudan/shared/district/schema';
import { type Told, tellsOf, toldBy, type Who } from '@liudan/shared/notify/audience';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import { AudienceQueries } from './audience.queries.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { MessageEntity } from './message.entity.ts';
import { type Moment, messageOf, valuesOf, wechatNoticeOf } from './notice.ts';

type Rows = { messages: Omit<MessageEntity, 'id'>[]; deliveries: Omit<DeliveryEntity, 'id'>[] };

@Injectable()
export class MessageWorker {
  constructor(
    private readonly database: Database,
    private readonly audience: AudienceQueries,
    private readonly people: PeopleQueries,
    private readonly ids: Ids,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Tells everybody of one event, in the app and (as a delivery to come) in WeChat. False where it was told already. */
  async tell(moment: Moment): Promise<boolean> {
    const rows = await this.rowsOf(moment, await this.toldOf(moment));
    return this.database.write(async (tx) => {
      const { affected } = await tx
        .createQueryBuilder()
        .update(TicketEventEntity)
        .set({ notifyPending: false })
        .where({ id: moment.event.id, notifyPending: true })
        .updateEntity(false)
        .execute();
      if (affected !== 1) return false;
      await this.keep(tx, moment.event.id, rows);
      return true;
    });
  }

  private async toldOf(moment: Moment): Promise<Told[]> {
    const { action, toState, actorId } = moment.event;
    const tells = tellsOf(action, toState);
    const people: Partial<Record<Who, readonly string[]>> = {};
    for (const { who } of tells) people[who] ??= await this.audience.idsOf(who, moment);
    return toldBy(tells, people, actorId);
  }

  private async rowsOf(moment: Moment, told: readonly Told[]): Promise<Rows> {
    const rows: Rows = { messages: [], deliveries: [] };
    const values = valuesOf(moment, this.district);
    const { id: eventId, ticketId, at } = moment.event;
    for (const { personId, notice: kind, who, push } of told) {
      const template = this.district.templates.notices[kind];
      const side = who === 'reporter' ? 'resident' : 'staff';
      const row = { eventId, personId, kind, ticketId, at };
      rows.messages.push({ ...row, postId: null, side, ...messageOf(template, values), readAt: null });
      const data = push ? wechatNoticeOf(template, values) : null;
      if (!data || (await this.people.openidOf(personId)) === null) continue;
      const fresh = { attempts: 0, nextAt: at, leaseToken: null, errcode: null, rid: null, reason: null };
      rows.deliveries.push({ ...row, ...fresh, channel: 'wechat', state: 'pending', data });
    }
    return rows;
  }

  /** Adds what isn't there yet. The mark is ours, so nobody adds beside us, and the unique keys would stop whoever did. */
  private async keep(tx: EntityManager, eventId: string, { messages, deliveries }: Rows): Promise<void> {
    const toldMessages = await tx.find(MessageEntity, { select: { personId: true, kind: true }, where: { eventId } });
    const toldDeliveries = await tx.find(DeliveryEntity, { select: { personId: true }, where: { eventId } });
    const newMessages = messages.filter((row) => !toldMessages.some((old) => old.personId === row.personId));
    const newDeliveries = deliveries.filter((row) => !toldDeliveries.some((old) => old.personId === row.personId));
    const numbered = <T extends object>(rows: readonly T[]) => rows.map((row) => ({ ...row, id: this.ids.next() }));
    if (newMessages.length > 0)
      await tx
        .createQueryBuilder()
        .insert()
        .into(MessageEntity)
        .values(numbered(newMessages))
        .updateEntity(false)
        .execute();
    if (newDeliveries.length > 0)
      await tx
        .createQueryBuilder()
        .insert()
        .into(DeliveryEntity)
        .values(numbered(newDeliveries))
        .updateEntity(false)
        .execute();
  }
}
