/** Months as people write them, `2026-11`, and the instants they begin and end at in Asia/Shanghai. */
import { dateOfDay, dayOf, dayOfDate, startOfDay } from '../deadline/calendar.ts';

/** Epoch milliseconds; `end` is the first instant of the next month. */
export interface Month {
  readonly start: number;
  readonly end: number;
}

export function monthOf(month: string): Month {
  return { start: startOfDay(dayOfDate(`${month}-01`)), end: startOfDay(dayOfDate(`${nextMonth(month)}-01`)) };
}

export const monthAt = (at: number): string => dateOfDay(dayOf(at)).slice(0, 7);

/** The months up to and with this one, the latest first. */
export function monthsUntil(month: string, count: number): string[] {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, back) => written(year, of - 1 - back));
}

export const monthWords = (month: string): string => {
  const [year = '', of = ''] = month.split('-');
  return `${year}年${Number(of)}月`;
};

function nextMonth(month: string): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return written(year, of);
}

/** Months are counted from 0 here and may run over the year. */
function written(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}
