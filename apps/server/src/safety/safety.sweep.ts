/**
 * Follows residents' reports: each is checked within seconds of being sent, because WeChat answers only for who is there. What a check
 * doubts is kept from the neighbours by an act of the journey; nothing here can hold an order up.
 */
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { safeError } from '../kernel/logger.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { Checker } from './checker.ts';
import { Checks } from './checks.ts';
import type { ContentCheckEntity } from './content-check.entity.ts';
import { Screening } from './screening.ts';

export const SAFETY_SWEEP = 'safety';
const EVERY_MS = 1_000;
const BATCH = 50;
const ROUND = 500;

@Injectable()
export class SafetySweep implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly checks: Checks,
    private readonly checker: Checker,
    private readonly screening: Screening,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(SAFETY_SWEEP, EVERY_MS, (closing) => this.sweep(closing));
  }

  private async sweep(closing: AbortSignal): Promise<void> {
    for (let begun = BATCH; begun === BATCH && !closing.aborted; ) {
      const events = await this.checks.pending(BATCH);
      begun = events.length;
      for (const event of events) await this.checks.begin(event);
    }
    for (let count = 0; count < ROUND && !closing.aborted; count++) {
      const check = await this.checks.take();
      if (!check) return;
      await this.check(check);
    }
  }

  /** One check that goes wrong keeps no other waiting: it comes up again when its lease is over. */
  private async check(check: ContentCheckEntity): Promise<void> {
    try {
      const asked = await this.checker.ask(check);
      if (!(await this.checks.note(check, asked))) return;
      if (asked.state !== 'waiting' && asked.state !== 'ordered')
        await this.screening.settle({ ...check, state: asked.state });
    } catch (error) {
      this.logger.error({ check: check.id, error: safeError(error) }, 'a content check failed');
    }
  }
}
