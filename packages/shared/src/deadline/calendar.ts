/**
 * Working time of a district: the official calendar with its make-up working days, the district's own overrides, and
 * office hours. Instants are epoch milliseconds; a day is counted in whole days since 1970-01-01 in Asia/Shanghai,
 * which has been UTC+8 without daylight saving since 1991, so the arithmetic is a plain shift and needs no tz library.
 * Beyond `coveredUntil` the calendar isn't published yet: Monday to Friday count as working days and whatever is
 * computed there is provisional.
 */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Asia/Shanghai is UTC+8. */
const SHANGHAI = 8 * HOUR;

/** What a calendar is made from; dates are 'YYYY-MM-DD', times 'HH:mm' in Asia/Shanghai. */
export interface CalendarPlan {
  readonly officeHours: readonly (readonly [open: string, close: string])[];
  readonly sameDayCutoff: string;
  /** The share of a clock's time after which its light turns yellow, between 0 and 1. */
  readonly warnAt: number;
  readonly coveredFrom: string;
  readonly coveredUntil: string;
  /** Weekdays that are off. */
  readonly daysOff: readonly string[];
  /** Saturdays and Sundays that are worked. */
  readonly makeUpDays: readonly string[];
}

export interface WorkCalendar {
  /** Takes 'YYYY-MM-DD'. */
  isWorkingDay(date: string): boolean;
  /** Takes days since 1970-01-01, as `dayOf` gives them. */
  worksOn(day: number): boolean;
  /** Office hours as milliseconds after midnight, in order, not overlapping. */
  readonly officeHours: readonly (readonly [open: number, close: number])[];
  /** Office time of one working day, in milliseconds. */
  readonly officeDay: number;
  /** The end of office hours, in milliseconds after midnight. */
  readonly close: number;
  /** Milliseconds after midnight. */
  readonly sameDayCutoff: number;
  readonly warnShare: number;
  readonly coveredFrom: string;
  readonly coveredUntil: string;
  /** The first and the last covered day, in days since 1970-01-01. */
  readonly coveredDays: readonly [first: number, last: number];
}

/** Builds the calendar of a district. The plan is trusted: `parseDistrict` has checked it. */
export function makeCalendar(plan: CalendarPlan): WorkCalendar {
  const daysOff = new Set(plan.daysOff.map(dayOfDate));
  const makeUpDays = new Set(plan.makeUpDays.map(dayOfDate));
  const officeHours = plan.officeHours.map(([open, close]) => [timeOfDay(open), timeOfDay(close)] as const);
  const worksOn = (day: number) => (isWeekend(day) ? makeUpDays.has(day) : !daysOff.has(day));
  return {
    isWorkingDay: (date) => worksOn(dayOfDate(date)),
    worksOn,
    officeHours,
    officeDay: officeHours.reduce((sum, [open, close]) => sum + close - open, 0),
    close: Math.max(...officeHours.map(([, close]) => close)),
    sameDayCutoff: timeOfDay(plan.sameDayCutoff),
    warnShare: plan.warnAt,
    coveredFrom: plan.coveredFrom,
    coveredUntil: plan.coveredUntil,
    coveredDays: [dayOfDate(plan.coveredFrom), dayOfDate(plan.coveredUntil)],
  };
}

/** The day in Asia/Shanghai an instant lies in, in days since 1970-01-01. */
export function dayOf(at: number): number {
  return Math.floor((at + SHANGHAI) / DAY);
}

/** The instant a day begins in Asia/Shanghai. */
export function startOfDay(day: number): number {
  return day * DAY - SHANGHAI;
}

/** The last millisecond of a day, so that a due time shown as a date shows that day and not the next. */
export function endOfDay(day: number): number {
  return startOfDay(day + 1) - 1;
}

/** Days since 1970-01-01 of a date 'YYYY-MM-DD'. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/** True for a day of the calendar: there is no 30th of February. */
export function isDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && dateOfDay(at / DAY) === date;
}

/** The date 'YYYY-MM-DD' of a day. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 1970-01-01 was a Thursday: day 2 was the first Saturday, day 3 the first Sunday. */
export function isWeekend(day: number): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** False where the official calendar isn't known for the day of this instant: what is computed from it is provisional. */
export function isCovered(at: number, calendar: WorkCalendar): boolean {
  const day = dayOf(at);
  return day >= calendar.coveredDays[0] && day <= calendar.coveredDays[1];
}

/** The close of office hours of the n-th working day after the day of start; n is a whole number from 1. */
export function addWorkingDays(at: number, n: number, calendar: WorkCalendar): number {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`working days must be a whole number from 1, not ${n}`);
  let day = dayOf(at);
  for (let left = n; left > 0; ) if (calendar.worksOn(++day)) left--;
  return startOfDay(day) + calendar.close;
}

/** The first instant by which `ms` of office time have passed since `at`; `at` itself for 0. */
export function addWorkingTime(at: number, ms: number, calendar: WorkCalendar): number {
  if (!(ms >= 0 && Number.isFinite(ms))) throw new RangeError(`working time must be 0 or more milliseconds, not ${ms}`);
  if (ms === 0) return at;
  let left = ms;
  for (let day = dayOf(at); ; day++) {
    if (!calendar.worksOn(day)) continue;
    const midnight = startOfDay(day);
    if (at <= midnight && left > calendar.officeDay) {
      left -= calendar.officeDay;
      continue;
    }
    for (const [open, close] of calendar.officeHours) {
      const from = Math.max(at, midnight + open);
      const room = midnight + close - from;
      if (room <= 0) continue;
      if (left <= room) return from + left;
      left -= room;
    }
  }
}

/** The office time between two instants in milliseconds; 0 where `b` isn't after `a`. */
export function workingTimeBetween(a: number, b: number, calendar: WorkCalendar): number {
  let sum = 0;
  const last = dayOf(b);
  for (let day = dayOf(a); day <= last; day++) {
    if (!calendar.worksOn(day)) continue;
    const midnight = startOfDay(day);
    for (const [open, close] of calendar.officeHours)
      sum += Math.max(0, Math.min(b, midnight + close) - Math.max(a, midnight + open));
  }
  return sum;
}

/** The working days after the day of `a` up to and including the day of `b`; 0 where `b` isn't on a later day. */
export function workingDaysBetween(a: number, b: number, calendar: WorkCalendar): number {
  let count = 0;
  const last = dayOf(b);
  for (let day = dayOf(a) + 1; day <= last; day++) if (calendar.worksOn(day)) count++;
  return count;
}

/**
 * "Same day" (当天): before midnight of the day received, if it was received on a working day before the cut-off hour;
 * otherwise the close of office hours of the next working day.
 */
export function sameDayDue(at: number, calendar: WorkCalendar): number {
  const day = dayOf(at);
  const received = at - startOfDay(day);
  return calendar.worksOn(day) && received < calendar.sameDayCutoff ? endOfDay(day) : addWorkingDays(at, 1, calendar);
}

/** Milliseconds after midnight of a time 'HH:mm'. */
export function timeOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}
