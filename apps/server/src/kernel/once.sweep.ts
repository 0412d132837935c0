import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { safeError } from './logger.ts';
import { Once } from './once.ts';
import { LOGGER } from './tokens.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Clears old answers away once an hour. */
@Injectable()
export class OnceSweep implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly once: Once,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.once.forget().catch((error: unknown) => this.logger.error({ error: safeError(error) }, 'once sweep'));
    }, HOUR_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
