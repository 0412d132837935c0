/**
 * Lets time act on tickets: lights turn yellow and red, pauses end, provisional due times are computed again once their year is known.
 *
 * It asks only the clocks, never who is assigned, so work that nobody took escalates like any other (invariant 4). Several
 * servers may sweep at once: an act computed from an older version is dropped and found again.
 */
import { isCovered } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { ActionId } from '@liudan/shared/ticket/row';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { safeError } from '../kernel/logger.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { ClockEntity } from '../ticket/clock.entity.ts';
import { TicketActions } from '../ticket/ticket.actions.ts';

const EVERY_MS = 5_000;
const AT_ONCE = 200;
/** All that is asked here of a clock. Its rule is read with its ticket, where one that can't be read stops no other. */
const LOOKED_AT = { ticketId: true, id: true, partId: true, dueAt: true, pausedUntil: true, expiredAt: true } as const;

export const DEADLINE_SWEEP = 'deadlines';

@Injectable()
export class DeadlineSweep implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly actions: TicketActions,
    private readonly sweeps: Sweeps,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.sweeps.every(DEADLINE_SWEEP, EVERY_MS, (closing) => this.sweep(closing));
    await this.recompute();
  }

  /** One round: everything that is due by now, earliest first. A ticket that can't be moved keeps no other one waiting. */
  async sweep(closing?: AbortSignal): Promise<void> {
    const stuck = new Set<string>();
    for (let acted = 1; acted > 0; ) {
      const now = this.clock.now();
      const due = await this.database.read.find(ClockEntity, {
        select: LOOKED_AT,
        where: { nextAt: LessThanOrEqual(now), ...(stuck.size > 0 ? { ticketId: Not(In([...stuck])) } : {}) },
        order: { nextAt: 'ASC', ticketId: 'ASC' },
        take: AT_ONCE,
      });
      acted = 0;
      for (const { ticketId, ...clock } of due) {
        if (closing?.aborted) return;
        if (stuck.has(ticketId)) continue;
        const result = await this.actOnFirst(ticketId, actsOf(clock, now));
        if (result === 'failed') stuck.add(ticketId);
        if (result !== 'nothing') acted += 1;
      }
    }
  }

  /** At start: clocks whose due time lay past the calendar of their day, and no longer does. */
  private async recompute(): Promise<void> {
    const clocks = await this.database.read.find(ClockEntity, {
      select: LOOKED_AT,
      where: { provisional: true, stoppedAt: IsNull() },
    });
    const known = clocks.filter((clock) => isCovered(clock.dueAt, this.district.calendar));
    let moved = 0;
    for (const ticketId of new Set(known.map((clock) => clock.ticketId)))
      if ((await this.actOn(ticketId, 'recompute')) === 'acted') moved += 1;
    if (moved > 0) this.logger.info({ tickets: moved }, 'provisional due times were computed again');
  }

  /** Tries one act of time after the other until one is possible. */
  private async actOnFirst(ticketId: string, actions: readonly ActionId[]): Promise<'acted' | 'nothing' | 'failed'> {
    for (const action of actions) {
      const result = await this.actOn(ticketId, action);
      if (result !== 'nothing') return result;
    }
    return 'nothing';
  }

  private async actOn(ticketId: string, action: ActionId): Promise<'acted' | 'nothing' | 'failed'> {
    try {
      return (await this.actions.actOfSystem(ticketId, action)) ? 'acted' : 'nothing';
    } catch (error) {
      this.logger.error({ ticket: ticketId, action, error: safeError(error) }, 'time could not act on a ticket');
      return 'failed';
    }
  }
}

/** What time may do to a clock now. A follow-up that was tried often enough ends the ticket; otherwise it is overdue like any other. */
function actsOf(clock: Pick<ClockEntity, 'partId' | 'dueAt' | 'pausedUntil' | 'expiredAt'>, now: number): ActionId[] {
  if (clock.pausedUntil !== null && clock.pausedUntil <= now) return ['resume_clock'];
  if (clock.dueAt >= now || clock.expiredAt !== null) return ['warn'];
  // The journey itself knows whether it is a follow-up; no department's part ever is.
  return clock.partId === null ? ['close_unrated', 'expire'] : ['expire'];
}
