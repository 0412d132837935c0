/** Dates as people say them. China has one time, so the phone's own zone is never asked. */
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const SHANGHAI_AHEAD_MS = 8 * 3600_000;

const inShanghai = (at: string | number) => new Date(new Date(at).getTime() + SHANGHAI_AHEAD_MS);
const two = (n: number) => String(n).padStart(2, '0');

/** 「11月24日 周二 17:30」, with the year in front when it is not `now`'s. */
export function dateWords(at: string | number, now: number): string {
  const day = inShanghai(at);
  const year = day.getUTCFullYear() === inShanghai(now).getUTCFullYear() ? '' : `${day.getUTCFullYear()}年`;
  const date = `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
  return `${year}${date} ${WEEKDAYS[day.getUTCDay()]} ${two(day.getUTCHours())}:${two(day.getUTCMinutes())}`;
}

/** Short, for lists: 「刚刚」「12 分钟前」「今天 09:30」「昨天 17:05」「11月20日」. */
export function agoWords(at: string, now: number): string {
  const minutes = Math.floor((now - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes} 分钟前`;
  const then = inShanghai(at);
  const days = Math.floor(inShanghai(now).getTime() / 86_400_000) - Math.floor(then.getTime() / 86_400_000);
  const clock = `${two(then.getUTCHours())}:${two(then.getUTCMinutes())}`;
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  const year = then.getUTCFullYear() === inShanghai(now).getUTCFullYear() ? '' : `${then.getUTCFullYear()}年`;
  return `${year}${then.getUTCMonth() + 1}月${then.getUTCDate()}日`;
}

/** A picker's view of an instant: `2026-11-24` and `17:30`. */
export function shanghaiDay(at: string | number): { day: string; time: string } {
  const words = inShanghai(at).toISOString();
  return { day: words.slice(0, 10), time: words.slice(11, 16) };
}

/** The instant of a picked day and time, ISO 8601. */
export const shanghaiInstant = (day: string, time: string): string => new Date(`${day}T${time}:00+08:00`).toISOString();
