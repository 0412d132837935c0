import { FIGURES } from '@liudan/shared/stats/monthly';
import { CAME, CARE, RATES, SCORES, shareWords, WENT } from './words.ts';

it('names no figure twice, and none that does not exist', () => {
  const named = [...CAME, ...WENT, ...CARE, ...SCORES].map(({ figure }) => figure);
  expect(new Set(named).size).toBe(named.length);
  for (const figure of named) expect(FIGURES).toContain(figure);
  expect(RATES.map(({ key }) => key)).toEqual(['answeredInTime', 'handledInTime', 'solved', 'satisfied', 'online']);
});

it('says a share with what it is a share of', () => {
  const rate = { figure: 'solved', of: 'rated' } as const;
  expect(shareWords({ ...rate, count: 3, ofCount: 4, percent: 75 })).toBe('75%（3 / 4）');
  expect(shareWords({ ...rate, count: 0, ofCount: 0, percent: null })).toBe('没有可算的');
});
