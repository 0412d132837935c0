/**
 * Hours of the day in Asia/Shanghai: when nobody is disturbed, and when what isn't urgent is gathered. Instants are epoch
 * milliseconds, times of day milliseconds after midnight.
 */
import { DAY, dayOf, startOfDay } from '../deadline/calendar.ts';

/** From one time of day to another, over midnight where `to` is the earlier one. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** The end of the quiet hours an instant lies in; null where it lies in none. */
export function quietUntil(at: number, { from, to }: QuietHours): number | null {
  const day = startOfDay(dayOf(at));
  const time = at - day;
  if (from < to) return time >= from && time < to ? day + to : null;
  if (time >= from) return day + DAY + to;
  return time < to ? day + to : null;
}

/** `ms` later, as who sleeps through the quiet hours counts. */
export function awakeAfter(at: number, ms: number, quiet: QuietHours): number {
  let from = quietUntil(at, quiet) ?? at;
  for (let left = ms; ; ) {
    const day = startOfDay(dayOf(from));
    const begins = day + quiet.from > from ? day + quiet.from : day + DAY + quiet.from;
    if (from + left <= begins) return from + left;
    left -= begins - from;
    from = quietUntil(begins, quiet) ?? begins;
  }
}

/** The first of these times of day after an instant; none of them may be missing. */
export function nextTimeOfDay(at: number, times: readonly number[]): number {
  const day = startOfDay(dayOf(at));
  const all = times.flatMap((time) => [day + time, day + DAY + time]).filter((instant) => instant > at);
  return Math.min(...all);
}
