/** Tells the operators in time that the calendar of working days runs out, because every due time behind its end is a guess. */
import { DAY, dayOf, endOfDay, startOfDay } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { timeWords } from '@liudan/shared/notify/wechat-fields';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { encodeTime } from 'ulid';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { safeError } from '../kernel/logger.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { MessageEntity } from './message.entity.ts';
import { messageOf } from './notice.ts';

export const CALENDAR_SWEEP = 'calendar';
/** The State Council announces the next year in October or November, so from then on somebody can act on it. */
const WARN_DAYS = 60;

@Injectable()
export class CalendarSweep implements OnApplicationBootstrap {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A warning that can't be given must not keep the server from starting; the next day it is tried again. */
  async onApplicationBootstrap(): Promise<void> {
    this.sweeps.every(CALENDAR_SWEEP, DAY, () => this.warn());
    await this.warn().catch((error: unknown) =>
      this.logger.error({ error: safeError(error) }, 'the operators could not be told of the end of the calendar'),
    );
  }

  /** From 60 days before the end: a line in the log each day, and one message to each operator for this end of the calendar. */
  private async warn(): Promise<void> {
    const { coveredUntil, coveredDays } = this.district.calendar;
    const daysLeft = coveredDays[1] - dayOf(this.clock.now());
    if (daysLeft > WARN_DAYS) return;
    this.logger.warn(
      { coveredUntil, daysLeft },
      'the calendar of working days runs out: due times behind it are provisional',
    );
    const keys = this.district.people.filter(({ roles }) => roles.some(({ role }) => role === 'operator'));
    const operators = await this.people.byRosterKeys(keys.map(({ key }) => key));
    for (const operator of operators) await this.tell(operator.id, coveredDays[1], daysLeft);
  }

  private async tell(personId: string, lastDay: number, daysLeft: number): Promise<void> {
    // The id of an event that nobody does: the same for this end of the calendar at every start and in every process.
    const eventId = encodeTime(startOfDay(lastDay - WARN_DAYS)).padEnd(26, '0');
    const kind = 'calendar_ending';
    if (await this.database.read.existsBy(MessageEntity, { eventId, personId, kind })) return;
    const words = messageOf(this.district.templates.notices[kind], {
      due: timeWords(endOfDay(lastDay)),
      left: daysLeft >= 0 ? `还剩 ${daysLeft} 天` : '已经用完',
    });
    const row = {
      eventId,
      personId,
      kind,
      ticketId: null,
      postId: null,
      side: 'staff',
      at: this.clock.now(),
      readAt: null,
    } as const;
    try {
      await this.database.write((tx) => tx.insert(MessageEntity, { id: this.ids.next(), ...row, ...words }));
    } catch (error) {
      // Another process told him between the question and the answer.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}
