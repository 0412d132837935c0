/** The rounds of the outbox: events become messages every second; every two it is decided what goes out next, and it does. */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { safeError } from '../kernel/logger.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { MessageWorker } from './message.worker.ts';
import { MomentQueries } from './moment.queries.ts';
import { PushRounds } from './push.rounds.ts';

export const MESSAGES_SWEEP = 'messages';
export const DELIVERIES_SWEEP = 'deliveries';
const BATCH = 50;

@Injectable()
export class NotifySweep implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly moments: MomentQueries,
    private readonly messages: MessageWorker,
    private readonly pushes: PushRounds,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(MESSAGES_SWEEP, 1_000, (closing) => this.tellPending(closing));
    this.sweeps.every(DELIVERIES_SWEEP, 2_000, (closing) => this.pushes.round(closing));
  }

  /** Tells all that is pending, oldest first. An event that can't be told is left pending and keeps nobody else waiting. */
  private async tellPending(closing: AbortSignal): Promise<void> {
    for (let after = ''; ; ) {
      const pending = await this.moments.pending(after, BATCH);
      for (const found of pending) {
        if (closing.aborted) return;
        after = found.id;
        try {
          const moment = await this.moments.moment(found);
          if (moment) await this.messages.tell(moment);
        } catch (error) {
          this.logger.error({ event: found.id, error: safeError(error) }, 'an event could not be told');
        }
      }
      if (pending.length < BATCH) return;
    }
  }
}
