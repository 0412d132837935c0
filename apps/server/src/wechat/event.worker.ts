/** Hands stored events to whoever listens: in order for each person, at least once, and again where it failed. */
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LessThan } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { safeError } from '../kernel/logger.ts';
import { updateRows } from '../kernel/rows.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { WechatEvents } from './wechat.events.ts';
import { WechatEventEntity } from './wechat-event.entity.ts';

const ROUND = 500;
/** Longer than handlers may take. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** Half a day of tries. */
const MOST_TRIES = 20;
/** WeChat tells again within minutes; what is older is kept for nobody. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

@Injectable()
export class EventWorker {
  constructor(
    private readonly database: Database,
    private readonly events: WechatEvents,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Hands on what waits, oldest first, until nothing does or the house closes. */
  async round(closing: AbortSignal): Promise<void> {
    for (let count = 0; count < ROUND && !closing.aborted; count++) {
      const found = await this.next();
      if (!found) return;
      const claim = { tries: found.tries + 1, nextAt: this.clock.now() + LEASE_MS };
      if (await this.change(found, claim)) await this.hand({ ...found, ...claim });
    }
  }

  /** Forgets what was handed on a week ago, and what nobody could take. */
  async forget(): Promise<void> {
    const receivedAt = LessThan(this.clock.now() - KEPT_MS);
    await this.database.write(async (tx) => {
      for (const state of ['done', 'failed'] as const) await tx.delete(WechatEventEntity, { state, receivedAt });
    });
  }

  /** The oldest that is due and about somebody of whom nothing older waits. */
  private next(): Promise<WechatEventEntity | null> {
    return this.database.read
      .createQueryBuilder(WechatEventEntity, 'event')
      .where('event.state = :waiting AND event.nextAt <= :now', { waiting: 'waiting', now: asColumn(this.clock.now()) })
      .andWhere((query) => {
        const older = query
          .subQuery()
          .select('1')
          .from(WechatEventEntity, 'older')
          .where("older.state = 'waiting' AND older.who = event.who AND older.id < event.id");
        return `NOT EXISTS ${older.getQuery()}`;
      })
      .orderBy('event.id')
      .limit(1)
      .getOne();
  }

  private async hand(row: WechatEventEntity): Promise<void> {
    try {
      const event = this.events.open(row);
      for (const handler of this.events.handlersOf(event.event)) await handler(event);
      await this.change(row, { state: 'done', lastError: null });
    } catch (error) {
      const { tries } = row;
      const state = tries < MOST_TRIES ? 'waiting' : 'failed';
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
      this.logger.error({ event: row.event, id: row.id, tries, error: safeError(error) }, 'an event was not taken');
      const lastError = error instanceof Error ? error.name.slice(0, 200) : 'unknown';
      await this.change(row, { state, nextAt: this.clock.now() + pause, lastError });
    }
  }

  /** Changes a row where nobody else has begun with it since. */
  private async change({ id, tries }: WechatEventEntity, change: Partial<WechatEventEntity>): Promise<boolean> {
    const where = { id, state: 'waiting', tries } as const;
    return (await this.database.write((tx) => updateRows(tx, WechatEventEntity, where, change))) === 1;
  }
}
