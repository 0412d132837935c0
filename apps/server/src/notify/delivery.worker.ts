/**
 * Sends deliveries, each at most once (there is no way to ask WeChat whether it sent one, and none to send it twice harmlessly):
 * claim one row, commit `sending`, send, commit the result. A row that stays `sending` after its lease is `unknown` for ever.
 *
 * Several people are sent to at once. One person's messages go out one after the other on each channel, in the order of their events.
 */
import type { District } from '@liudan/shared/district/schema';
import { PUSH_CHANNELS, type PushChannel } from '@liudan/shared/notify/contract';
import { quietUntil } from '@liudan/shared/notify/quiet';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Channels } from './channels.ts';
import type { DeliveryEntity } from './delivery.entity.ts';
import { DeliveryStore } from './delivery.store.ts';
import { HOST_OF, type Outcome } from './outcome.ts';

/** People who are sent to at once. */
const LANES = 8;
const BATCH = 200;

@Injectable()
export class DeliveryWorker {
  /** Until when nothing goes out through a channel. */
  private readonly paused = new Map<PushChannel, number>();

  constructor(
    private readonly store: DeliveryStore,
    private readonly channels: Channels,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Sends what is due until nothing is, or the house closes. Gives how many were claimed. */
  async round(closing: AbortSignal): Promise<number> {
    await this.store.giveUp();
    for (let count = 0; ; ) {
      const queues = closing.aborted ? [] : queuesOf(await this.store.due(this.open(), BATCH));
      const before = count;
      const lane = async () => {
        for (let queue = queues.shift(); queue; queue = queues.shift()) count += await this.inTurn(queue, closing);
      };
      const lanes = await Promise.allSettled(Array.from({ length: Math.min(LANES, queues.length) }, lane));
      const broken = lanes.find((one) => one.status === 'rejected');
      if (broken) throw broken.reason;
      if (count === before) return count;
    }
  }

  /** The channels that aren't resting. */
  private open(): PushChannel[] {
    const now = this.clock.now();
    return PUSH_CHANNELS.filter((channel) => (this.paused.get(channel) ?? 0) <= now);
  }

  /** One person's on one channel, until one of them has to wait or another worker has the turn. */
  private async inTurn(queue: readonly DeliveryEntity[], closing: AbortSignal): Promise<number> {
    for (const [count, row] of queue.entries()) {
      if (closing.aborted || !this.open().includes(row.channel)) return count;
      const quiet = row.urgent ? null : quietUntil(this.clock.now(), this.district.settings.notify.quiet);
      if (quiet !== null) {
        await this.store.postpone(row, quiet);
        return count;
      }
      const claimed = await this.store.claim(row);
      if (!claimed) return count;
      const outcome = await this.channels.send(claimed);
      this.pause(row.channel, outcome);
      await this.store.finish(claimed, outcome);
      if (outcome.state === 'pending') return count + 1;
    }
    return queue.length;
  }

  private pause(channel: PushChannel, { pausedUntil, host }: Outcome): void {
    if (pausedUntil === undefined) return;
    for (const one of PUSH_CHANNELS)
      if (one === channel || (host && HOST_OF[one] === HOST_OF[channel])) this.paused.set(one, pausedUntil);
  }
}

/** By person and channel, each in the order of events; those who have waited longest first. */
function queuesOf(rows: readonly DeliveryEntity[]): DeliveryEntity[][] {
  const queues = new Map<string, DeliveryEntity[]>();
  for (const row of rows) {
    const key = `${row.personId} ${row.channel}`;
    queues.set(key, [...(queues.get(key) ?? []), row]);
  }
  return [...queues.values()];
}
