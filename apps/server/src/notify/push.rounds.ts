/** One round outside the app: what was gathered is told, every push gets its next step, and what that queued goes out. */
import { Injectable } from '@nestjs/common';
import { DeliveryWorker } from './delivery.worker.ts';
import { DigestWorker } from './digest.worker.ts';
import { PushWorker } from './push.worker.ts';

@Injectable()
export class PushRounds {
  constructor(
    private readonly digests: DigestWorker,
    private readonly pushes: PushWorker,
    private readonly deliveries: DeliveryWorker,
  ) {}

  /** Until nothing is left to be done now: what came of a try decides the next step. */
  async round(closing: AbortSignal): Promise<void> {
    await this.digests.round(closing);
    for (let moved = true; moved && !closing.aborted; ) {
      const decided = await this.pushes.round(closing);
      const sent = await this.deliveries.round(closing);
      moved = decided + sent > 0;
    }
  }
}
