/**
 * Follows the event log: what is pending is told, each person once. It selects by the mark and not by a cursor, because an id order is
 * not a commit order, and an event whose transaction committed late must not be skipped.
 *
 * Messages, pushes and the mark are written in one transaction that begins by taking the mark: two workers can't tell the same
 * event, and a crash leaves it told or pending. Told again from the start, it adds nothing.
 */
import type { District } from '@liudan/shared/district/schema';
import { type Told, tellsOf, toldBy, type Who } from '@liudan/shared/notify/audience';
import { nextTimeOfDay } from '@liudan/shared/notify/quiet';
import { pressingOf } from '@liudan/shared/notify/urgency';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleQueries, type StaffMember } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import { AudienceQueries } from './audience.queries.ts';
import { MessageEntity } from './message.entity.ts';
import { clockOf, type Moment, messageOf, pushDataOf, valuesOf } from './notice.ts';
import { PushEntity } from './push.entity.ts';
import { BEGUN } from './push.store.ts';

type Rows = { messages: Omit<MessageEntity, 'id'>[]; pushes: Omit<PushEntity, 'id'>[] };

@Injectable()
export class MessageWorker {
  constructor(
    private readonly database: Database,
    private readonly audience: AudienceQueries,
    private readonly people: PeopleQueries,
    private readonly ids: Ids,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Tells everybody of one event, in the app and (as a push to come) outside it. False where it was told already. */
  async tell(moment: Moment): Promise<boolean> {
    const rows = await this.rowsOf(moment, await this.toldOf(moment));
    return this.database.write(async (tx) => {
      const pending = { id: moment.event.id, notifyPending: true };
      if ((await updateRows(tx, TicketEventEntity, pending, { notifyPending: false })) !== 1) return false;
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
    const rows: Rows = { messages: [], pushes: [] };
    const values = valuesOf(moment, this.district);
    const { id: eventId, ticketId, at } = moment.event;
    const clockId = clockOf(moment)?.id ?? null;
    const { digestAt } = this.district.settings.notify;
    const duties = await this.people.dutiesOf(told.map(({ personId }) => personId));
    for (const { personId, notice: kind, who, push } of told) {
      const template = this.district.templates.notices[kind];
      const side = RESIDENTS.includes(who) ? 'resident' : 'staff';
      const row = { eventId, personId, kind, ticketId, side, at } as const;
      rows.messages.push({ ...row, postId: null, ...messageOf(template, values), readAt: null });
      const { urgency, asks } = pressingOf(kind, push, moment.after.ticket, this.district);
      const gathering = urgency === 'digest';
      if (gathering && side === 'resident') continue;
      rows.pushes.push({
        ...row,
        ...BEGUN,
        urgency,
        asks,
        clockId: asks ? clockId : null,
        orgId: teamOf(personId, duties, moment),
        state: gathering ? 'gathering' : 'open',
        nextAt: gathering ? nextTimeOfDay(at, digestAt) : at,
        data: gathering ? {} : pushDataOf(template, side, values),
      });
    }
    return rows;
  }

  /** Adds what isn't there yet. The mark is ours, so nobody adds beside us, and the unique keys would stop whoever did. */
  private async keep(tx: EntityManager, eventId: string, { messages, pushes }: Rows): Promise<void> {
    const told = await tx.find(MessageEntity, { select: { personId: true }, where: { eventId } });
    const pushed = await tx.find(PushEntity, { select: { personId: true }, where: { eventId } });
    const fresh = <T extends { personId: string }>(rows: readonly T[], old: readonly { personId: string }[]) =>
      rows
        .filter(({ personId }) => !old.some((one) => one.personId === personId))
        .map((row) => ({ ...row, id: this.ids.next() }));
    await insertRows(tx, MessageEntity, fresh(messages, told));
    await insertRows(tx, PushEntity, fresh(pushes, pushed));
  }
}

/** Who is told as a resident: he opens his own page of the ticket. */
const RESIDENTS: readonly Who[] = ['reporter', 'followers'];

/** The organisation on whose behalf somebody is told: of his duties the one nearest to the ticket. */
function teamOf(personId: string, duties: readonly StaffMember[], { after, before }: Moment): string | null {
  const mine = duties.filter((duty) => duty.personId === personId).map(({ org }) => org);
  const { gridId, communityId, leadOrg, holderOrg, streetId } = after.ticket;
  const near = [gridId, communityId, holderOrg, leadOrg, before.ticket.holderOrg, streetId];
  return near.find((org) => org !== null && mine.includes(org)) ?? mine[0] ?? null;
}
