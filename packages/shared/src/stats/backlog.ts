/** 句号管理、问题清零: what is still open, by how long (JZ-05). */
import { DAY } from '../deadline/calendar.ts';

/** The bands of age, the youngest first; each is up to the next. */
export const AGES = ['day', 'three_days', 'week', 'month', 'older'] as const;
export type Age = (typeof AGES)[number];

export const AGE_WORDS: Readonly<Record<Age, string>> = {
  day: '1 天内',
  three_days: '1—3 天',
  week: '3—7 天',
  month: '7—30 天',
  older: '30 天以上',
};

/** Where each band ends, in milliseconds since the report; the last one never does. */
export const AGE_LIMITS: readonly number[] = [DAY, 3 * DAY, 7 * DAY, 30 * DAY];
