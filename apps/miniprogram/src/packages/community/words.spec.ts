import { shareWords, toneOf } from './words.ts';

it('says shares in whole percents, and nothing of nothing', () => {
  expect([shareWords(1, 3), shareWords(2, 2), shareWords(0, 0)]).toEqual(['33%', '100%', '—']);
});

it('marks what waits and what was hidden', () => {
  expect((['waiting', 'shown', 'hidden'] as const).map(toneOf)).toEqual(['brand', 'grey', 'red']);
});
