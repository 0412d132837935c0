/** What has become of notices since they were written: read, acted on, done by somebody else, tried by which channel. */
import type { PushFacts, Reach, Try } from '@liudan/shared/notify/escalate';
import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { ClockEntity } from '../ticket/clock.entity.ts';
import { TicketEventEntity } from '../ticket/ticket-event.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { MessageEntity } from './message.entity.ts';
import { PushEntity } from './push.entity.ts';
import { ReachQueries } from './reach.queries.ts';

export interface Standing {
  readonly push: PushEntity;
  readonly facts: PushFacts;
  readonly tries: readonly Try[];
  readonly reach: Reach;
}

@Injectable()
export class PushQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly reach: ReachQueries,
    private readonly clock: Clock,
  ) {}

  now(): number {
    return this.clock.now();
  }

  /** The pushes whose time has come, the oldest event first. */
  due(state: 'open' | 'gathering', limit: number): Promise<PushEntity[]> {
    return this.database.read.find(PushEntity, {
      where: { state, nextAt: LessThanOrEqual(this.clock.now()) },
      order: { eventId: 'ASC', personId: 'ASC' },
      take: limit,
    });
  }

  /** How each of them stands, in their order. */
  async standings(pushes: readonly PushEntity[]): Promise<Standing[]> {
    const eventId = In([...new Set(pushes.map((push) => push.eventId))]);
    const ticketIds = [...new Set(pushes.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])))];
    const { read } = this.database;
    const [messages, deliveries, acts, clocks, ways, reach] = await Promise.all([
      read.find(MessageEntity, { select: { eventId: true, personId: true, readAt: true }, where: { eventId } }),
      read.find(DeliveryEntity, { where: { eventId } }),
      this.actsOn(ticketIds),
      ticketIds.length === 0 ? [] : read.find(ClockEntity, { where: { ticketId: In(ticketIds) } }),
      this.people.waysTo(pushes.map(({ personId }) => personId)),
      this.reach.of(pushes),
    ]);
    const keyOf = ({ eventId: event, personId }: { eventId: string; personId: string }) => `${event} ${personId}`;
    const seen = new Set(messages.filter(({ readAt }) => readAt !== null).map(keyOf));
    const stopped = new Map(clocks.map((clock) => [`${clock.ticketId} ${clock.id}`, clock.stoppedAt !== null]));
    return pushes.map((push, index) => {
      const { side, urgency, asks, at, leaderAt, ticketId, clockId, orgId } = push;
      const since = acts.filter((act) => act.ticketId === ticketId && act.id > push.eventId);
      const self = [push.personId, ways.get(push.personId)?.personId];
      const byTeam = orgId !== null && since.some(({ actorOrg }) => actorOrg === orgId);
      const heard = seen.has(keyOf(push)) || (side === 'staff' && since.some(({ actorId }) => self.includes(actorId)));
      const settled = asks && (byTeam || (clockId !== null && stopped.get(`${ticketId} ${clockId}`) === true));
      const tries = deliveries.filter((one) => keyOf(one) === keyOf(push));
      return {
        push,
        facts: { side, urgency, asks, at, heard, settled, leaderTold: leaderAt !== null },
        tries: tries.map((one) => ({
          channel: one.channel,
          state: one.state,
          since: one.queuedAt ?? one.at,
          endedAt: one.endedAt,
        })),
        reach: reach[index] ?? {},
      };
    });
  }

  private actsOn(ticketIds: readonly string[]) {
    if (ticketIds.length === 0) return [];
    return this.database.read.find(TicketEventEntity, {
      select: { id: true, ticketId: true, actorId: true, actorOrg: true },
      where: { ticketId: In([...ticketIds]) },
    });
  }
}
