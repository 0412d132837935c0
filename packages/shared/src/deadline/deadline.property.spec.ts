/** What holds of working time for every instant, not only for the golden cases. */
import fc from 'fast-check';
import { demoDistrict } from '../../../../test/support/demo-district.ts';
import {
  addWorkingDays,
  addWorkingTime,
  DAY,
  dayOf,
  HOUR,
  sameDayDue,
  startOfDay,
  workingTimeBetween,
} from './calendar.ts';
import { dueOf, light, pause, remainingInWords, resume, startClock } from './clock.ts';
import type { DeadlineRule } from './rule.ts';

const { calendar } = demoDistrict();

const instant = fc.integer({ min: Date.UTC(2025, 11, 20), max: Date.UTC(2027, 0, 20) });
const span = fc.integer({ min: 0, max: 60 * HOUR });
const workingRule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  fc.record({ workingDays: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ workingHours: fc.integer({ min: 1, max: 60 }) }),
  fc.constant<DeadlineRule>({ sameDay: true }),
);
const rule: fc.Arbitrary<DeadlineRule> = fc.oneof(
  workingRule,
  fc.record({ hours: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ calendarDays: fc.integer({ min: 1, max: 20 }) }),
);
const holds = <T>(property: fc.IProperty<T>): void => {
  fc.assert(property, { numRuns: 400 });
};

test('a due time of working time is never on a day off', () =>
  holds(
    fc.property(workingRule, instant, (rule, start) => {
      expect(calendar.worksOn(dayOf(dueOf(rule, start, calendar).dueAt))).toBe(true);
    }),
  ));

test('a later start is never due or warned earlier', () =>
  holds(
    fc.property(rule, instant, span, (rule, start, later) => {
      const [one, other] = [dueOf(rule, start, calendar), dueOf(rule, start + later, calendar)];
      expect(other.dueAt).toBeGreaterThanOrEqual(one.dueAt);
    }),
  ));

test('the warning lies between the start and the due time, and the due time after the start', () =>
  holds(
    fc.property(rule, instant, (rule, start) => {
      const { dueAt, warnAt } = dueOf(rule, start, calendar);
      expect(start < dueAt && start <= warnAt && warnAt <= dueAt).toBe(true);
    }),
  ));

test('adding working time in two steps is adding it at once', () =>
  holds(
    fc.property(instant, span, span, (start, one, other) => {
      expect(addWorkingTime(addWorkingTime(start, one, calendar), other, calendar)).toBe(
        addWorkingTime(start, one + other, calendar),
      );
    }),
  ));

test('what was added is what lies between', () =>
  holds(
    fc.property(instant, span, (start, ms) => {
      expect(workingTimeBetween(start, addWorkingTime(start, ms, calendar), calendar)).toBe(ms);
    }),
  ));

test('the time between three instants adds up', () =>
  holds(
    fc.property(instant, span, span, (a, first, second) => {
      const [b, c] = [a + first, a + first + second];
      expect(workingTimeBetween(a, b, calendar) + workingTimeBetween(b, c, calendar)).toBe(
        workingTimeBetween(a, c, calendar),
      );
    }),
  ));

test('working days agree with counting the days one by one', () =>
  holds(
    fc.property(instant, fc.integer({ min: 1, max: 20 }), (start, n) => {
      const due = addWorkingDays(start, n, calendar);
      const days = Array.from({ length: dayOf(due) - dayOf(start) }, (_, index) => dayOf(start) + 1 + index);
      expect(days.filter((day) => calendar.worksOn(day))).toHaveLength(n);
      expect(due - startOfDay(dayOf(due))).toBe(calendar.close);
    }),
  ));

test('the same day is the day received or the next working day, never more', () =>
  holds(
    fc.property(instant, (start) => {
      const due = sameDayDue(start, calendar);
      expect(due <= addWorkingDays(start, 1, calendar)).toBe(true);
    }),
  ));

test('a pause keeps the office time that was left, and no pause turns a light back', () =>
  holds(
    fc.property(rule, instant, span, span, (rule, start, until, length) => {
      const clock = startClock({ kind: 'handle', rule }, start, calendar);
      const [from, to] = [start + until, start + until + length];
      const before = light(clock, from);
      const after = resume(pause(clock, from), to, calendar);
      expect(after.dueAt).toBeGreaterThanOrEqual(clock.dueAt);
      expect(after.warnAt).toBeLessThanOrEqual(after.dueAt);
      if (before === 'red') expect(after).toMatchObject({ dueAt: clock.dueAt, warnAt: clock.warnAt });
      if ('workingDays' in rule && before !== 'red')
        expect(workingTimeBetween(to, after.dueAt, calendar)).toBe(workingTimeBetween(from, clock.dueAt, calendar));
      if ('hours' in rule && before !== 'red') expect(after.dueAt - to).toBe(clock.dueAt - from);
    }),
  ));

test('a clock paused for no time at all stands where it stood', () =>
  holds(
    fc.property(workingRule, instant, span, (rule, start, until) => {
      const clock = startClock({ kind: 'handle', rule }, start, calendar);
      const after = resume(pause(clock, start + until), start + until, calendar);
      if (!('sameDay' in rule)) expect(after.dueAt).toBe(clock.dueAt);
    }),
  ));

test('the words say the remaining time until it is due and the excess after it', () =>
  holds(
    fc.property(rule, instant, fc.integer({ min: 0, max: 60 * DAY }), (rule, start, later) => {
      const clock = startClock({ kind: 'handle', rule }, start, calendar);
      const words = remainingInWords(clock, start + later, calendar);
      expect(words).toMatch(
        start + later > clock.dueAt ? /^超时 \d+ (分钟|小时|天|个工作日)$/ : /^还剩 \d+ (分钟|小时|天|个工作日)$/,
      );
    }),
  ));
