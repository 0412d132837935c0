import * as fc from 'fast-check';
import { HOUR } from '../deadline/calendar.ts';
import { awakeAfter, nextTimeOfDay, quietUntil } from './quiet.ts';

const NIGHT = { from: 22 * HOUR, to: 7 * HOUR };
const NOON = { from: 12 * HOUR, to: 14 * HOUR };
const at = (time: string) => Date.parse(`2026-11-20T${time}:00+08:00`);

describe('quiet hours', () => {
  it.each([
    ['21:59', NIGHT, null],
    ['22:00', NIGHT, at('07:00') + 24 * HOUR],
    ['06:59', NIGHT, at('07:00')],
    ['07:00', NIGHT, null],
    ['11:59', NOON, null],
    ['13:30', NOON, at('14:00')],
    ['14:00', NOON, null],
  ])('at %s', (time, quiet, until) => {
    expect(quietUntil(at(time), quiet)).toBe(until);
  });

  it('are slept through', () => {
    expect(awakeAfter(at('21:30'), HOUR, NIGHT)).toBe(at('07:30') + 24 * HOUR);
    expect(awakeAfter(at('23:00'), HOUR, NIGHT)).toBe(at('08:00') + 24 * HOUR);
    expect(awakeAfter(at('09:00'), 2 * HOUR, NIGHT)).toBe(at('11:00'));
    expect(awakeAfter(at('09:00'), 30 * HOUR, NIGHT)).toBe(at('09:00') + 48 * HOUR);
  });

  it('hold no moment somebody is expected to react at', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), fc.integer({ min: 1, max: 60 * HOUR }), (from, ms) => {
        const then = awakeAfter(from, ms, NIGHT);
        expect(then).toBeGreaterThanOrEqual(from + ms);
        expect(quietUntil(then - 1, NIGHT)).toBeNull();
      }),
    );
  });
});

test('what is gathered waits for the next time of day', () => {
  const times = [11 * HOUR, 17 * HOUR];
  expect(nextTimeOfDay(at('09:00'), times)).toBe(at('11:00'));
  expect(nextTimeOfDay(at('11:00'), times)).toBe(at('17:00'));
  expect(nextTimeOfDay(at('18:00'), times)).toBe(at('11:00') + 24 * HOUR);
});
