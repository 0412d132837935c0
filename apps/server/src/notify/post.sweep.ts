/** The round of the posts' outbox: what happened on the communities' pages becomes messages every two seconds. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { safeError } from '../kernel/logger.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { PostWorker } from './post.worker.ts';

export const POST_MESSAGES_SWEEP = 'post-messages';
const BATCH = 50;

@Injectable()
export class PostMessagesSweep implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly worker: PostWorker,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(POST_MESSAGES_SWEEP, 2_000, (closing) => this.tellPending(closing));
  }

  /** Tells all that is pending, oldest first. An event that can't be told is left pending and keeps nobody else waiting. */
  private async tellPending(closing: AbortSignal): Promise<void> {
    for (let after = ''; ; ) {
      const pending = await this.worker.pending(after, BATCH);
      for (const event of pending) {
        if (closing.aborted) return;
        after = event.id;
        await this.worker.tell(event).catch((error: unknown) => {
          this.logger.error({ event: event.id, error: safeError(error) }, 'an event of a post could not be told');
        });
      }
      if (pending.length < BATCH) return;
    }
  }
}
