/** The rows of deliveries while they are sent: claimed by one, and ended by whoever claimed them. */
import type { PushChannel } from '@liudan/shared/notify/contract';
import { Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { updateRows } from '../kernel/rows.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import type { Outcome } from './outcome.ts';
import { wake } from './push.store.ts';
import { TieActions } from './tie.actions.ts';

/** Longer than any call can take: four answers of WeChat at five seconds each. */
const LEASE_MS = 60_000;

@Injectable()
export class DeliveryStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly people: PeopleQueries,
    private readonly ties: TieActions,
  ) {}

  /** A sender that died between `sending` and the result: nobody knows whether the message went out. */
  async giveUp(): Promise<void> {
    const now = this.clock.now();
    const dead = await this.database.read
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .where('delivery.state = :sending AND delivery.nextAt <= :now', { sending: 'sending', now: asColumn(now) })
      .getMany();
    const reason = '发送时中断，不知道是否送达，不再重发';
    for (const row of dead) await this.finish(row, { state: 'unknown', reason });
  }

  /**
   * What may go out on these channels, the oldest event first. Somebody who has an older one on its way on the same channel isn't
   * among them: messages reach a person in the order of their events, and WeChat refuses two at once (43108).
   */
  async due(channels: readonly PushChannel[], limit: number): Promise<DeliveryEntity[]> {
    if (channels.length === 0) return [];
    const now = asColumn(this.clock.now());
    return this.database.read
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .where('delivery.state = :pending AND delivery.nextAt <= :now', { pending: 'pending', now })
      .andWhere('delivery.channel IN (:...channels)', { channels })
      .andWhere((query) => {
        const older = query
          .subQuery()
          .select('1')
          .from(DeliveryEntity, 'older')
          .where('older.personId = delivery.personId AND older.eventId < delivery.eventId')
          .andWhere('older.channel = delivery.channel')
          .andWhere("(older.state = 'sending' OR older.state = 'pending' AND older.nextAt > :now)");
        return `NOT EXISTS ${older.getQuery()}`;
      })
      .orderBy('delivery.eventId')
      .addOrderBy('delivery.id')
      .limit(limit)
      .getMany();
  }

  /** Null where another worker was faster. */
  async claim(row: DeliveryEntity): Promise<DeliveryEntity | null> {
    const { id, attempts } = row;
    const claim = {
      state: 'sending',
      leaseToken: this.ids.next(),
      attempts: attempts + 1,
      nextAt: this.clock.now() + LEASE_MS,
    } as const;
    const claimed = await this.database.write((tx) =>
      updateRows(tx, DeliveryEntity, { id, state: 'pending', attempts }, claim),
    );
    return claimed === 1 ? { ...row, ...claim } : null;
  }

  /** It waits for the morning. */
  async postpone({ id }: DeliveryEntity, nextAt: number): Promise<void> {
    await this.database.write((tx) => updateRows(tx, DeliveryEntity, { id, state: 'pending' }, { nextAt }));
  }

  /** Only whoever holds the lease may write the result; after the lease ran out it is `unknown`, whatever came of it. */
  async finish(row: DeliveryEntity, outcome: Outcome): Promise<void> {
    const { id, leaseToken, eventId, personId } = row;
    const { state, reason, errcode = null, rid = null, msgid = null, nextAt } = outcome;
    const holder = await this.people.currentIdOf(personId);
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      const { affected } = await tx
        .createQueryBuilder()
        .update(DeliveryEntity)
        .set({
          state,
          reason,
          errcode,
          rid,
          msgid,
          leaseToken: null,
          endedAt: state === 'pending' ? null : now,
          ...(nextAt === undefined ? {} : { nextAt }),
        })
        .where({ id, state: 'sending', leaseToken })
        .updateEntity(false)
        .execute();
      if (affected !== 1) return;
      await this.ties.learn(tx, holder, row, outcome);
      if (state !== 'pending') await wake(tx, { eventId, personId }, now);
    });
  }
}
