import { agoWords, dateWords, shanghaiDay, shanghaiInstant } from './when.ts';

const now = Date.parse('2026-11-21T02:00:00.000Z');

it('says a date with its weekday, in China, wherever the phone is', () => {
  expect(dateWords('2026-11-24T09:30:00.000Z', now)).toBe('11月24日 周二 17:30');
  expect(dateWords('2026-11-23T16:05:00.000Z', now)).toBe('11月24日 周二 00:05');
});

it('adds the year only when it is another one', () => {
  expect(dateWords('2027-01-04T01:00:00.000Z', now)).toBe('2027年1月4日 周一 09:00');
});

it.each([
  ['2026-11-21T01:59:40.000Z', '刚刚'],
  ['2026-11-21T01:48:00.000Z', '12 分钟前'],
  ['2026-11-20T16:30:00.000Z', '今天 00:30'],
  ['2026-11-20T15:59:00.000Z', '昨天 23:59'],
  ['2026-11-18T05:00:00.000Z', '11月18日'],
  ['2025-12-31T05:00:00.000Z', '2025年12月31日'],
])('says %s as %s', (at, words) => {
  expect(agoWords(at, now)).toBe(words);
});

it('hands an instant to a picker and takes it back', () => {
  expect(shanghaiDay('2026-11-24T16:30:00.000Z')).toEqual({ day: '2026-11-25', time: '00:30' });
  expect(shanghaiInstant('2026-11-25', '00:30')).toBe('2026-11-24T16:30:00.000Z');
});
