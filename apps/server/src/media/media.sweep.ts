/** Every half hour: photos that were attached to nothing for 24 hours, and uploads a crash left behind. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sweeps } from '../kernel/sweeps.ts';
import { Arrivals } from './arrivals.ts';
import { MediaActions } from './media.actions.ts';

export const MEDIA_SWEEP = 'media';
const EVERY_MS = 30 * 60_000;

@Injectable()
export class MediaSweep implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly actions: MediaActions,
    private readonly arrivals: Arrivals,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(MEDIA_SWEEP, EVERY_MS, async (closing) => {
      await this.arrivals.clear();
      while (!closing.aborted && (await this.actions.removeUnattached()) > 0);
    });
  }
}
