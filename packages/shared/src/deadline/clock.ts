/**
 * One running duty: when it is due, when its light turns, how it pauses and goes on, and what is said of it on screen.
 * Invariants: a clock moves only when it is paused and resumed; no pause turns a red clock green; a later start is
 * never due earlier.
 */
import type { Light } from '../ticket/status.ts';
import {
  addWorkingDays,
  addWorkingTime,
  DAY,
  dayOf,
  endOfDay,
  HOUR,
  isCovered,
  MINUTE,
  sameDayDue,
  type WorkCalendar,
  workingDaysBetween,
  workingTimeBetween,
} from './calendar.ts';
import type { ClockRule, DeadlineRule } from './rule.ts';

export interface Due {
  readonly dueAt: number;
  /** From here the light is yellow; always before `dueAt` or on it. */
  readonly warnAt: number;
  /** True where the official calendar isn't known for the whole way: the due time may have to be computed again. */
  readonly provisional: boolean;
}

export interface Clock extends Due {
  readonly rule: ClockRule;
  readonly startedAt: number;
  /** Since when the clock is paused; null while it runs. */
  readonly pausedAt: number | null;
}

/** The due time somebody chose, for a rule that is `setBy` a person. */
export interface DueInput {
  readonly dueAt?: number;
}

/**
 * When a duty that starts now is due and when to warn. A `setBy` rule takes its due time from the input and throws a
 * RangeError without one, or with one that isn't after the start: the action that starts the clock must have asked.
 */
export function dueOf(rule: DeadlineRule, startAt: number, calendar: WorkCalendar, input: DueInput = {}): Due {
  const dueAt = dueTime(rule, startAt, calendar, input);
  return {
    dueAt,
    warnAt: warnTime(rule, startAt, dueAt, calendar),
    provisional: !isCovered(startAt, calendar) || !isCovered(dueAt, calendar),
  };
}

/** Starts a clock under a rule. */
export function startClock(rule: ClockRule, startAt: number, calendar: WorkCalendar, input?: DueInput): Clock {
  return { rule, startedAt: startAt, pausedAt: null, ...dueOf(rule.rule, startAt, calendar, input) };
}

/** The light at a moment: pass the moment a clock was stopped to learn how it ended. */
export function light(clock: Pick<Clock, 'dueAt' | 'warnAt' | 'pausedAt'>, now: number): Light {
  if (clock.pausedAt !== null) return 'paused';
  if (now > clock.dueAt) return 'red';
  return now >= clock.warnAt ? 'yellow' : 'green';
}

/** Stops the time; a clock that is paused already stays as it is. */
export function pause<T extends Clock>(clock: T, now: number): T {
  return clock.pausedAt === null ? { ...clock, pausedAt: now } : clock;
}

/**
 * Lets the time run on with as much of it left as there was when it was paused: office time for rules of working time,
 * wall time for the others. A same-day duty is due on the day it runs again. What was red when it was paused stays red.
 */
export function resume<T extends Clock>(clock: T, now: number, calendar: WorkCalendar): T {
  const { pausedAt, rule } = clock;
  if (pausedAt === null) return clock;
  const later = (at: number) => {
    if (at <= pausedAt) return at;
    if ('sameDay' in rule.rule) return sameDayDue(now, calendar);
    const left = countsWorkingTime(rule.rule) ? workingTimeBetween(pausedAt, at, calendar) : 0;
    return left > 0 ? addWorkingTime(now, left, calendar) : at + (now - pausedAt);
  };
  const dueAt = later(clock.dueAt);
  const warnAt =
    'sameDay' in rule.rule && clock.warnAt > pausedAt ? warnTime(rule.rule, now, dueAt, calendar) : later(clock.warnAt);
  return {
    ...clock,
    pausedAt: null,
    dueAt,
    warnAt: Math.min(warnAt, dueAt),
    provisional: clock.provisional || !isCovered(dueAt, calendar),
  };
}

/** What is said of a clock: 「还剩 3 小时」「还剩 2 个工作日」「超时 5 小时」「已暂停计时」. */
export function remainingInWords(
  clock: Pick<Clock, 'dueAt' | 'pausedAt'> & { readonly rule: Pick<ClockRule, 'rule'> },
  now: number,
  calendar: WorkCalendar,
): string {
  if (clock.pausedAt !== null) return '已暂停计时';
  const [word, from, to] = now <= clock.dueAt ? ['还剩', now, clock.dueAt] : ['超时', clock.dueAt, now];
  const days = countsWorkingTime(clock.rule.rule) ? workingDaysBetween(from, to, calendar) : 0;
  return `${word} ${days > 0 ? `${days} 个工作日` : wallTimeInWords(to - from)}`;
}

/** A rule in words: 「3 个工作日」「当天」. */
export function ruleInWords(rule: DeadlineRule): string {
  if ('sameDay' in rule) return '当天';
  if ('workingDays' in rule) return `${rule.workingDays} 个工作日`;
  if ('workingHours' in rule) return `${rule.workingHours} 个工作小时`;
  if ('calendarDays' in rule) return `${rule.calendarDays} 天`;
  if ('hours' in rule) return `${rule.hours} 小时`;
  return rule.setBy === 'leader' ? '由分管区领导确定' : '由街道确定';
}

function dueTime(rule: DeadlineRule, startAt: number, calendar: WorkCalendar, input: DueInput): number {
  if ('sameDay' in rule) return sameDayDue(startAt, calendar);
  if ('workingDays' in rule) return addWorkingDays(startAt, rule.workingDays, calendar);
  if ('workingHours' in rule) return addWorkingTime(startAt, rule.workingHours * HOUR, calendar);
  if ('calendarDays' in rule) return endOfDay(dayOf(startAt) + rule.calendarDays);
  if ('hours' in rule) return startAt + rule.hours * HOUR;
  if (input.dueAt === undefined) throw new RangeError(`the due time has to be set by the ${rule.setBy}`);
  if (input.dueAt <= startAt) throw new RangeError('a due time that was set must lie after the start');
  return input.dueAt;
}

/** The share of the time after which to warn, measured in the time the rule counts in. */
function warnTime(rule: DeadlineRule, startAt: number, dueAt: number, calendar: WorkCalendar): number {
  const office = countsWorkingTime(rule) ? workingTimeBetween(startAt, dueAt, calendar) : 0;
  return office > 0
    ? addWorkingTime(startAt, Math.round(office * calendar.warnShare), calendar)
    : startAt + Math.round((dueAt - startAt) * calendar.warnShare);
}

/** Hours and calendar days run on the wall clock; all other rules count office time. */
function countsWorkingTime(rule: DeadlineRule): boolean {
  return !('hours' in rule || 'calendarDays' in rule);
}

function wallTimeInWords(ms: number): string {
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分钟`;
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)} 小时` : `${Math.floor(ms / DAY)} 天`;
}
