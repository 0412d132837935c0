import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { HOUR, MINUTE } from './calendar.ts';
import { type Clock, dueOf, light, pause, remainingInWords, resume, ruleInWords, startClock } from './clock.ts';
import type { DeadlineRule } from './rule.ts';

const { calendar, rules, difficulties } = demoDistrict();
const handle = Object.fromEntries(difficulties.map(({ id, rule }) => [id, rule])) as Record<
  'general' | 'hard' | 'extreme',
  DeadlineRule
>;

const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const words = (instant: number) => new Date(instant + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');
const start = (rule: DeadlineRule, text: string, due?: string): Clock =>
  startClock({ kind: 'handle', rule }, at(text), calendar, due === undefined ? undefined : { dueAt: at(due) });

describe('every rule of the demo district', () => {
  test.each([
    ['triage on a Friday evening', rules.triage, '2026-11-20 20:00', '2026-11-23 17:30', '2026-11-23 16:12'],
    ['triage in the morning', rules.triage, '2026-11-20 08:30', '2026-11-20 23:59', '2026-11-20 16:12'],
    ['sign', rules.sign, '2026-11-20 10:00', '2026-11-23 17:30', '2026-11-23 15:12'],
    ['review', rules.review, '2026-11-20 10:00', '2026-11-27 23:59', '2026-11-26 11:35'],
    ['respond', rules.respond, '2026-11-20 10:00', '2026-11-20 23:59', '2026-11-20 16:30'],
    ['urgent', rules.community_handle.urgent, '2026-11-20 20:00', '2026-11-21 20:00', '2026-11-21 15:12'],
    ['deferred', rules.community_handle.deferred, '2026-11-20 10:00', '2026-11-27 17:30', '2026-11-26 16:30'],
    ['general', handle.general, '2026-11-20 17:30', '2026-11-25 17:30', '2026-11-25 11:06'],
    ['hard, over National Day', handle.hard, '2026-09-28 17:30', '2026-10-23 17:30', '2026-10-20 17:30'],
    ['follow up', rules.follow_up, '2026-11-20 17:30', '2026-11-25 17:30', '2026-11-25 11:06'],
    ['explain', rules.explain, '2026-02-13 10:00', '2026-02-27 17:30', '2026-02-26 16:30'],
    ['return window', rules.returnWindow, '2026-11-20 16:30', '2026-11-24 09:00', '2026-11-23 16:24'],
  ])('%s', (_, rule, started, dueAt, warnAt) => {
    const due = dueOf(rule, at(started), calendar);
    expect({ dueAt: words(due.dueAt), warnAt: words(due.warnAt), provisional: due.provisional }).toEqual({
      dueAt,
      warnAt,
      provisional: false,
    });
  });

  test('a time that a person sets has to be given, and to lie ahead', () => {
    expect(words(start(handle.extreme, '2026-11-20 10:00', '2026-12-18 17:30').dueAt)).toBe('2026-12-18 17:30');
    expect(() => dueOf(handle.extreme, at('2026-11-20 10:00'), calendar)).toThrow(/set by the leader/);
    expect(() => start(rules.street_handle, '2026-11-20 10:00', '2026-11-20 09:00')).toThrow(RangeError);
  });

  test('is provisional once it runs into a year that is not published', () => {
    expect(dueOf(handle.hard, at('2026-12-10 10:00'), calendar).provisional).toBe(false);
    const due = dueOf(handle.hard, at('2026-12-11 10:00'), calendar);
    expect([words(due.dueAt), due.provisional]).toEqual(['2027-01-01 17:30', true]);
    expect(dueOf(rules.triage, at('2027-03-01 10:00'), calendar).provisional).toBe(true);
  });
});

test('the light is green, yellow from the warning on, red after the due time', () => {
  const clock = start({ hours: 10 }, '2026-11-20 08:00');
  expect(light(clock, at('2026-11-20 15:59'))).toBe('green');
  expect(light(clock, at('2026-11-20 16:00'))).toBe('yellow');
  expect(light(clock, at('2026-11-20 18:00'))).toBe('yellow');
  expect(light(clock, at('2026-11-20 18:00') + 1)).toBe('red');
  expect(light(pause(clock, at('2026-11-20 09:00')), at('2026-11-20 19:00'))).toBe('paused');
});

describe('a pause', () => {
  const moved = (clock: Clock, from: string, to: string) => {
    const { dueAt, warnAt } = resume(pause(clock, at(from)), at(to), calendar);
    return [words(warnAt), words(dueAt)];
  };

  test('keeps the office time that was left, across a holiday', () => {
    // 12.5 hours are left on Wednesday before National Day; the holiday takes none of them.
    const clock = start({ workingDays: 2 }, '2026-09-29 10:00');
    expect(words(clock.dueAt)).toBe('2026-10-08 17:30');
    expect(moved(clock, '2026-09-30 09:00', '2026-10-09 09:00')).toEqual(['2026-10-10 11:24', '2026-10-10 17:30']);
    expect(moved(clock, '2026-09-30 09:00', '2026-10-03 09:00')).toEqual(['2026-10-09 10:54', '2026-10-09 17:00']);
  });
  test('through a weekend moves a due time of working days not at all', () => {
    const clock = start({ workingDays: 3 }, '2026-11-20 10:00');
    expect(moved(clock, '2026-11-20 17:30', '2026-11-23 08:30')).toEqual([words(clock.warnAt), words(clock.dueAt)]);
  });
  test('moves hours and calendar days by its length', () => {
    expect(moved(start({ hours: 24 }, '2026-11-20 20:00'), '2026-11-20 22:00', '2026-11-21 10:00')).toEqual([
      '2026-11-22 03:12',
      '2026-11-22 08:00',
    ]);
    expect(moved(start({ calendarDays: 7 }, '2026-11-20 10:00'), '2026-11-21 10:00', '2026-11-22 10:00')[1]).toBe(
      '2026-11-28 23:59',
    );
  });
  test('makes a same-day duty due on the day it runs again', () => {
    const clock = start({ sameDay: true }, '2026-11-20 08:30');
    expect(moved(clock, '2026-11-20 10:00', '2026-11-23 08:30')).toEqual(['2026-11-23 16:12', '2026-11-23 23:59']);
    expect(moved(clock, '2026-11-20 10:00', '2026-11-21 10:00')[1]).toBe('2026-11-23 17:30');
  });
  test('moves a date set on a day off, with no office time left before it, by its length', () => {
    const clock = start({ setBy: 'leader' }, '2026-11-20 10:00', '2026-11-22 12:00');
    expect(moved(clock, '2026-11-21 12:00', '2026-11-21 18:00')[1]).toBe('2026-11-22 18:00');
  });
  test('makes nothing green that was yellow or red', () => {
    const clock = start({ workingDays: 1 }, '2026-11-19 10:00');
    const yellow = resume(pause(clock, at('2026-11-20 17:00')), at('2026-11-24 09:00'), calendar);
    expect([light(yellow, at('2026-11-24 09:01')), words(yellow.dueAt)]).toEqual(['yellow', '2026-11-24 09:30']);
    const red = resume(pause(clock, at('2026-11-20 18:00')), at('2026-11-24 09:00'), calendar);
    expect([light(red, at('2026-11-24 09:01')), words(red.dueAt)]).toEqual(['red', '2026-11-20 17:30']);
  });
  test('of a paused clock, and the resuming of one that runs, change nothing', () => {
    const clock = start({ hours: 10 }, '2026-11-20 08:00');
    const paused = pause(clock, at('2026-11-20 09:00'));
    expect(pause(paused, at('2026-11-20 10:00'))).toBe(paused);
    expect(resume(clock, at('2026-11-20 10:00'), calendar)).toBe(clock);
  });
  test('into an uncovered year makes the clock provisional', () => {
    const clock = pause(start({ workingDays: 3 }, '2026-12-28 10:00'), at('2026-12-29 10:00'));
    expect(clock.provisional).toBe(false);
    expect(resume(clock, at('2027-01-04 10:00'), calendar).provisional).toBe(true);
  });
});

describe('in words', () => {
  const general = start({ workingDays: 3 }, '2026-11-20 10:00');
  const urgent = start({ hours: 72 }, '2026-11-20 10:00');
  test.each([
    [general, '2026-11-20 10:00', '还剩 3 个工作日'],
    [general, '2026-11-24 23:00', '还剩 1 个工作日'],
    [general, '2026-11-25 14:30', '还剩 3 小时'],
    [general, '2026-11-25 17:05', '还剩 25 分钟'],
    [general, '2026-11-25 17:30', '还剩 0 分钟'],
    [general, '2026-11-25 22:30', '超时 5 小时'],
    [general, '2026-11-27 09:00', '超时 2 个工作日'],
    [urgent, '2026-11-20 11:00', '还剩 2 天'],
    [urgent, '2026-11-21 11:00', '还剩 47 小时'],
    [urgent, '2026-11-23 10:45', '超时 45 分钟'],
    [pause(general, at('2026-11-20 11:00')), '2026-11-27 09:00', '已暂停计时'],
  ])('%#', (clock, now, expected) => expect(remainingInWords(clock, at(now), calendar)).toBe(expected));

  test('rules', () => {
    const all: DeadlineRule[] = [
      { sameDay: true },
      { workingDays: 3 },
      { workingHours: 8 },
      { calendarDays: 7 },
      { hours: 24 },
      { setBy: 'leader' },
      { setBy: 'street' },
    ];
    expect(all.map(ruleInWords)).toEqual([
      '当天',
      '3 个工作日',
      '8 个工作小时',
      '7 天',
      '24 小时',
      '由分管区领导确定',
      '由街道确定',
    ]);
  });
  test('a stored clock is plain JSON', () => expect(JSON.parse(JSON.stringify(general))).toEqual(general));
  test('minutes are whole', () =>
    expect(remainingInWords(general, general.dueAt - MINUTE - 1, calendar)).toBe('还剩 1 分钟'));
});
