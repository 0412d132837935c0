import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Sweeps } from '../kernel/sweeps.ts';
import { EventWorker } from './event.worker.ts';

export const EVENTS_SWEEP = 'wechat-events';

/** Hands on what WeChat told every two seconds, and forgets it once an hour. */
@Injectable()
export class EventSweep implements OnApplicationBootstrap {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly worker: EventWorker,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeps.every(EVENTS_SWEEP, 2_000, (closing) => this.worker.round(closing));
    this.sweeps.every('wechat-events-forget', 60 * 60_000, () => this.worker.forget());
  }
}
