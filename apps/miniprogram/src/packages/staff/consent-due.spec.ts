import { acceptedIn, consentWords, isDue } from './consent-due.ts';

const HOUR = 3_600_000;
const now = 1_000 * HOUR;

it('asks by itself once a day, and after a refusal once in about a week', () => {
  expect(isDue(null, now)).toBe(true);
  expect(isDue({ at: now - 2 * HOUR, accepted: 3 }, now)).toBe(false);
  expect(isDue({ at: now - 21 * HOUR, accepted: 3 }, now)).toBe(true);
  expect(isDue({ at: now - 48 * HOUR, accepted: 0 }, now)).toBe(false);
  expect(isDue({ at: now - 150 * HOUR, accepted: 0 }, now)).toBe(true);
});

it('counts what was accepted', () => {
  expect(acceptedIn({ a: 'accept', b: 'reject', c: 'accept' })).toBe(2);
});

it('says how it stands', () => {
  expect(consentWords(null, now)).toContain('新单和到期');
  expect(consentWords({ at: now - HOUR, accepted: 2 }, now)).toBe('今天已允许 2 类消息');
  expect(consentWords({ at: now - 30 * HOUR, accepted: 2 }, now)).toContain('再允许');
  expect(consentWords({ at: now - HOUR, accepted: 0 }, now)).toContain('没有允许');
});
