import { createRequire } from 'node:module';
import { demoDistrict } from '../../../../test/support/demo-district.ts';
import {
  addWorkingDays,
  addWorkingTime,
  DAY,
  dateOfDay,
  dayOf,
  dayOfDate,
  endOfDay,
  HOUR,
  isCovered,
  isDate,
  isWeekend,
  MINUTE,
  makeCalendar,
  sameDayDue,
  workingDaysBetween,
  workingTimeBetween,
} from './calendar.ts';

const { calendar } = demoDistrict();

/** The instant of a time in Shanghai: '2026-11-20 17:30'. */
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
/** An instant as a time in Shanghai, to the minute. */
const words = (instant: number) => new Date(instant + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** Written from the State Council's notice on the holidays of 2026: weekdays that are off. */
const OFF = [
  ...['2026-01-01', '2026-01-02'],
  ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'],
  '2026-04-06',
  ...['2026-05-01', '2026-05-04', '2026-05-05'],
  '2026-06-19',
  '2026-09-25',
  ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
];
/** From the same notice: Saturdays and Sundays that are worked. */
const WORKED = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

const days2026 = Array.from({ length: 365 }, (_, index) => dateOfDay(dayOfDate('2026-01-01') + index));

describe('the official calendar of 2026', () => {
  test.each(OFF)('%s is off', (date) => expect(calendar.isWorkingDay(date)).toBe(false));
  test.each(WORKED)('%s is worked', (date) => expect(calendar.isWorkingDay(date)).toBe(true));

  test('every other day is a plain weekday or weekend', () => {
    const plain = days2026.filter((date) => !OFF.includes(date) && !WORKED.includes(date));
    for (const date of plain) expect([date, calendar.isWorkingDay(date)]).toEqual([date, !isWeekend(dayOfDate(date))]);
    expect(days2026.filter((date) => calendar.isWorkingDay(date))).toHaveLength(248);
  });

  test('agrees with the published data set on every day', () => {
    const published = createRequire(import.meta.url)('chinese-days') as { isWorkday(date: string): boolean };
    for (const date of days2026) expect([date, calendar.isWorkingDay(date)]).toEqual([date, published.isWorkday(date)]);
  });

  test('a year that is not published yet counts plain weekdays and is not covered', () => {
    expect(calendar.isWorkingDay('2027-10-01')).toBe(true);
    expect(isCovered(at('2026-12-31 23:59'), calendar)).toBe(true);
    expect(isCovered(at('2027-01-01 00:00'), calendar)).toBe(false);
    expect(isCovered(at('2025-12-31 23:59'), calendar)).toBe(false);
  });
});

describe('days', () => {
  test('change at midnight in Shanghai, whatever the zone of the machine', () => {
    expect(dateOfDay(dayOf(at('2026-11-20 23:59')))).toBe('2026-11-20');
    expect(dateOfDay(dayOf(at('2026-11-21 00:00')))).toBe('2026-11-21');
    expect(words(endOfDay(dayOf(at('2026-11-20 09:00'))))).toBe('2026-11-20 23:59');
    expect(dateOfDay(dayOf(Date.UTC(1969, 11, 31, 15, 59)))).toBe('1969-12-31');
  });
  test('Saturdays and Sundays are weekend, before 1970 too', () => {
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((date) => isWeekend(dayOfDate(date)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isWeekend(dayOfDate('1969-12-28'))).toBe(true);
  });
  test('there is no 30th of February', () => {
    expect(isDate('2026-02-28')).toBe(true);
    expect(isDate('2026-02-30')).toBe(false);
    expect(isDate('soon')).toBe(false);
  });
});

describe('working days end at the close of office hours', () => {
  test.each([
    ['Friday evening', '2026-11-20 20:00', 1, '2026-11-23 17:30'],
    ['Friday morning', '2026-11-20 09:00', 3, '2026-11-25 17:30'],
    ['Saturday', '2026-11-21 10:00', 1, '2026-11-23 17:30'],
    ['Sunday, next is Monday', '2026-11-22 23:59', 1, '2026-11-23 17:30'],
    ['before a make-up Sunday', '2026-09-18 10:00', 1, '2026-09-20 17:30'],
    ['on a make-up Sunday', '2026-09-20 10:00', 1, '2026-09-21 17:30'],
    ['before Spring Festival, over the make-up Saturday', '2026-02-13 10:00', 2, '2026-02-24 17:30'],
    ['15 working days over Spring Festival', '2026-02-09 10:00', 15, '2026-03-06 17:30'],
    ['before National Day', '2026-09-30 16:00', 1, '2026-10-08 17:30'],
    ['3 working days over National Day to a make-up Saturday', '2026-09-30 16:00', 3, '2026-10-10 17:30'],
    ['in the middle of National Day', '2026-10-04 12:00', 1, '2026-10-08 17:30'],
  ])('%s', (_, start, n, due) => expect(words(addWorkingDays(at(start), n, calendar))).toBe(due));

  test.each([0, -1, 1.5, Number.NaN])('%p working days are refused', (n) =>
    expect(() => addWorkingDays(at('2026-11-20 09:00'), n, calendar)).toThrow(RangeError),
  );
});

describe('the same day', () => {
  test.each([
    ['in the morning', '2026-11-20 08:00', '2026-11-20 23:59'],
    ['a minute before the cut-off', '2026-11-20 17:29', '2026-11-20 23:59'],
    ['at the cut-off, on a Friday', '2026-11-20 17:30', '2026-11-23 17:30'],
    ['a minute after the cut-off', '2026-11-19 17:31', '2026-11-20 17:30'],
    ['on a Saturday', '2026-11-21 09:00', '2026-11-23 17:30'],
    ['on a make-up Sunday', '2026-09-20 09:00', '2026-09-20 23:59'],
    ['late on a make-up Sunday', '2026-09-20 18:00', '2026-09-21 17:30'],
    ['at New Year of Spring Festival', '2026-02-17 09:00', '2026-02-24 17:30'],
    ['on National Day', '2026-10-01 00:00', '2026-10-08 17:30'],
  ])('received %s', (_, received, due) => expect(words(sameDayDue(at(received), calendar))).toBe(due));
});

describe('office time', () => {
  test.each([
    ['through the noon break', '2026-11-20 11:00', 2, '2026-11-20 15:30'],
    ['from before opening', '2026-11-20 06:00', 1, '2026-11-20 09:30'],
    ['to the close, not to the next opening', '2026-11-20 14:30', 3, '2026-11-20 17:30'],
    ['over the weekend', '2026-11-20 16:30', 2, '2026-11-23 09:30'],
    ['over National Day', '2026-09-30 16:30', 8, '2026-10-09 09:00'],
    ['a hundred hours', '2026-11-02 08:30', 100, '2026-11-23 11:00'],
    ['none', '2026-11-21 03:00', 0, '2026-11-21 03:00'],
  ])('%s', (_, start, hours, end) => expect(words(addWorkingTime(at(start), hours * HOUR, calendar))).toBe(end));

  test('between two instants', () => {
    expect(workingTimeBetween(at('2026-11-20 11:00'), at('2026-11-20 15:30'), calendar)).toBe(2 * HOUR);
    expect(workingTimeBetween(at('2026-11-20 12:30'), at('2026-11-20 14:00'), calendar)).toBe(0);
    expect(workingTimeBetween(at('2026-09-30 17:00'), at('2026-10-08 09:00'), calendar)).toBe(HOUR);
    expect(workingTimeBetween(at('2026-11-20 15:30'), at('2026-11-20 11:00'), calendar)).toBe(0);
    expect(workingTimeBetween(at('2026-11-20 15:30'), at('2026-11-10 11:00'), calendar)).toBe(0);
  });

  test('working days between two instants leave out the first day', () => {
    expect(workingDaysBetween(at('2026-11-18 10:00'), at('2026-11-20 17:30'), calendar)).toBe(2);
    expect(workingDaysBetween(at('2026-11-20 10:00'), at('2026-11-22 10:00'), calendar)).toBe(0);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%p milliseconds are refused', (ms) =>
    expect(() => addWorkingTime(at('2026-11-20 09:00'), ms, calendar)).toThrow(RangeError),
  );

  test('a year of it is counted in no time', () => {
    const began = performance.now();
    for (let i = 0; i < 1000; i++)
      addWorkingTime(at('2026-01-01 00:00') + i * MINUTE, 248 * calendar.officeDay, calendar);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

test('a calendar of one shift a day and other days works the same way', () => {
  const shift = makeCalendar({
    officeHours: [['09:00', '18:00']],
    sameDayCutoff: '16:00',
    warnAt: 0.5,
    coveredFrom: '2030-01-01',
    coveredUntil: '2030-12-31',
    daysOff: ['2030-01-01'],
    makeUpDays: ['2030-01-05'],
  });
  expect(shift.officeDay).toBe(9 * HOUR);
  expect(words(addWorkingDays(at('2029-12-31 12:00'), 4, shift))).toBe('2030-01-05 18:00');
  expect(words(sameDayDue(at('2030-01-02 16:00'), shift))).toBe('2030-01-03 18:00');
  expect(dayOf(at('2030-01-02 00:00')) * DAY).toBe(Date.parse('2030-01-02T00:00:00Z'));
});
