// When people come and go: hours of the day, days of the week and of the year.
import { addWorkingTime, DAY, dayOf, HOUR, MINUTE, startOfDay } from '@liudan/shared/deadline/calendar';

/** How many of a day's reports come in each hour, as weights. */
const BY_HOUR = [2, 1, 1, 1, 1, 3, 9, 22, 38, 42, 40, 34, 24, 20, 26, 32, 34, 32, 28, 30, 30, 24, 14, 6];
/** From Sunday on. */
const BY_WEEKDAY = [0.72, 1.2, 1.08, 1.04, 1.02, 1.06, 0.8];

/**
 * The instants of `count` reports over the days before `until`, in order: more by day than by night, on Mondays than on Sundays,
 * few in the holidays, and a little more from month to month as people learn of it.
 */
export function arrivals({ count, days, until, calendar, dice }) {
  const first = dayOf(until) - days + 1;
  const weights = Array.from({ length: days }, (_, at) => {
    const day = first + at;
    const weekday = (((day + 4) % 7) + 7) % 7;
    const holiday = weekday > 0 && weekday < 6 && !calendar.worksOn(day) ? 0.5 : 1;
    return BY_WEEKDAY[weekday] * holiday * (0.85 + (0.3 * at) / days) * dice.lasting(1, 0.14);
  });
  const [byDay, byHour] = [drawn(weights), drawn(BY_HOUR)];
  const instants = [];
  while (instants.length < count) {
    const at = startOfDay(first + byDay(dice.next())) + byHour(dice.next()) * HOUR + Math.floor(dice.next() * HOUR);
    if (at <= until) instants.push(at);
  }
  return instants.sort((a, b) => a - b);
}

/** Which of the weights a number from 0 to 1 falls on. */
function drawn(weights) {
  const sums = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    sums.push(sum);
  }
  return (share) => {
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] <= share * sum) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

/** After so many office hours; at least some minutes later. */
export const afterOffice = (at, hours, calendar) =>
  addWorkingTime(at + 2 * MINUTE, Math.max(MINUTE, Math.round(hours * HOUR)), calendar);

/** After so many hours of a resident's day, which begins at seven and ends at half past ten. */
export function afterWaking(at, hours) {
  const then = at + Math.round(hours * HOUR);
  const sinceMidnight = then - startOfDay(dayOf(then));
  if (sinceMidnight < 7 * HOUR) return startOfDay(dayOf(then)) + 7 * HOUR + ((then % HOUR) + HOUR);
  return sinceMidnight > 22.5 * HOUR ? then + 10 * HOUR : then;
}

export const monthOf = (at) => new Date(at + 8 * HOUR).getUTCMonth();

export { DAY, dayOf, HOUR, MINUTE };
