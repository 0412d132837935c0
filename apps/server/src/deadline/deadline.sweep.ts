/**
 * Lets time act on tickets: lights turn yellow and red, pauses end, provisional due times are computed again once their year is known.
 *
 * It asks only the clocks, never who is assigned, so work that nobody took escalates like any other (invariant 4). Several
 * servers may sweep at once: an act computed from an older version is dropped and found again.
 */
import { isCovered } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { ActionId } from '@liudan/shared/ticket/row';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { ClockEntity } from '../ticket/clock.entity.ts';
import { TicketActions } from '../ticket/ticket.actions.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 200;

export const DEADLINE_SWEEP = 'deadlines';

@Injectable()
export class DeadlineSweep implements OnApplicationBootstrap {
  private readonly log = new Logger(DeadlineSweep.name);

  constructor(
    private readonly database: Database,
    private readonly actions: TicketActions,
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.sweeps.every(DEADLINE_SWEEP, EVERY_MS, (closing) => this.sweep(closing));
    await this.recompute();
  }

  /** One round: everything that is due by now, earliest first. */
  async sweep(closing?: AbortSignal): Promise<void> {
    for (let acted = 1; acted > 0 && !closing?.aborted; ) {
      const now = this.clock.now();
      const due = await this.database.read.find(ClockEntity, {
        where: { nextAt: LessThanOrEqual(now) },
        order: { nextAt: 'ASC' },
        take: AT_ONCE,
      });
      acted = 0;
      for (const clock of due) {
        if (closing?.aborted) return;
        if (await this.actions.actOfTime(clock.ticketId, actOf(clock, now))) acted += 1;
      }
    }
  }

  /** At start: clocks whose due time lay past the calendar of their day, and no longer does. */
  private async recompute(): Promise<void> {
    const clocks = await this.database.read.find(ClockEntity, { where: { provisional: true, stoppedAt: IsNull() } });
    const known = clocks.filter((clock) => isCovered(clock.dueAt, this.district.calendar));
    for (const ticketId of new Set(known.map((clock) => clock.ticketId)))
      await this.actions.actOfTime(ticketId, 'recompute');
    if (known.length > 0) this.log.log(`${known.length} provisional due times were computed again`);
  }
}

function actOf(clock: ClockEntity, now: number): ActionId {
  if (clock.pausedUntil !== null && clock.pausedUntil <= now) return 'resume_clock';
  return clock.dueAt < now && clock.expiredAt === null ? 'expire' : 'warn';
}
