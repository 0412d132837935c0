/**
 * Sends deliveries, each at most once (there is no way to ask WeChat whether it sent one, and none to send it twice harmlessly):
 * claim one row, commit `sending`, send, commit the result. A row that stays `sending` after its lease is `unknown` for ever.
 */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { CreditActions } from './credit.actions.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { type Outcome, WechatChannel } from './wechat.channel.ts';

/** Longer than any call can take: four answers of WeChat at five seconds each. */
const LEASE_MS = 60_000;
const ROUND = 500;

@Injectable()
export class DeliveryWorker {
  private pausedUntil = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly channel: WechatChannel,
    private readonly credits: CreditActions,
  ) {}

  /** Sends what is due, one after the other, until nothing is or the house closes. */
  async round(closing: AbortSignal): Promise<void> {
    await this.giveUp();
    for (let count = 0; count < ROUND && !closing.aborted && this.clock.now() >= this.pausedUntil; count++) {
      const claimed = await this.claim();
      if (claimed === 'none') return;
      if (claimed === 'taken') continue;
      const outcome = await this.channel.send(claimed);
      if (outcome.pausedUntil !== undefined) this.pausedUntil = outcome.pausedUntil;
      await this.finish(claimed, outcome);
    }
  }

  /** A sender that died between `sending` and the result: nobody knows whether the message went out. */
  private async giveUp(): Promise<void> {
    await this.database.write((tx) =>
      tx
        .createQueryBuilder()
        .update(DeliveryEntity)
        .set({ state: 'unknown', reason: '发送时中断，不知道是否送达，不再重发' })
        .where('state = :sending AND nextAt <= :now', { sending: 'sending', now: asColumn(this.clock.now()) })
        .updateEntity(false)
        .execute(),
    );
  }

  /**
   * The oldest that is due, for a person who has no older one on the way: messages reach a person in the order of their events, and
   * WeChat refuses two at once (43108). `taken` where another worker was faster.
   */
  private async claim(): Promise<DeliveryEntity | 'none' | 'taken'> {
    const now = this.clock.now();
    const found = await this.database.read
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .where('delivery.state = :pending AND delivery.nextAt <= :now', { pending: 'pending', now: asColumn(now) })
      .andWhere((query) => {
        const older = query
          .subQuery()
          .select('1')
          .from(DeliveryEntity, 'older')
          .where('older.personId = delivery.personId AND older.eventId < delivery.eventId')
          .andWhere("older.state IN ('pending', 'sending')");
        return `NOT EXISTS ${older.getQuery()}`;
      })
      .orderBy('delivery.eventId')
      .limit(1)
      .getOne();
    if (!found) return 'none';
    const leaseToken = this.ids.next();
    const lease = { leaseToken, attempts: found.attempts + 1, nextAt: now + LEASE_MS };
    const claimed = await this.database.write(async (tx) => {
      const { affected } = await tx
        .createQueryBuilder()
        .update(DeliveryEntity)
        .set({ state: 'sending', ...lease })
        .where({ id: found.id, state: 'pending', attempts: found.attempts })
        .updateEntity(false)
        .execute();
      return affected === 1;
    });
    return claimed ? { ...found, state: 'sending', ...lease } : 'taken';
  }

  /** Only whoever holds the lease may write the result; after the lease ran out it is `unknown`, whatever came of it. */
  private async finish(delivery: DeliveryEntity, { credit, pausedUntil: _, ...result }: Outcome): Promise<void> {
    await this.database.write(async (tx: EntityManager) => {
      const { id, leaseToken, personId, data } = delivery;
      const { affected } = await tx
        .createQueryBuilder()
        .update(DeliveryEntity)
        .set({ errcode: null, rid: null, ...result, leaseToken: null })
        .where({ id, state: 'sending', leaseToken })
        .updateEntity(false)
        .execute();
      if (affected !== 1) return;
      if (credit === 'spend') await this.credits.spend(tx, personId, data.templateId);
      if (credit === 'empty') await this.credits.empty(tx, personId, data.templateId);
    });
  }
}
