import { MINUTE } from '../deadline/calendar.ts';
import { againAt, type Checked, type CheckState, shownBy } from './verdict.ts';

const checks = (...states: [Checked, CheckState][]) => states.map(([what, state]) => ({ what, state }));

describe('what neighbours may be shown', () => {
  it.each([
    ['nothing while nothing was asked', checks(), 'nothing'],
    ['nothing while the words wait', checks(['text', 'waiting'], ['photo', 'pass']), 'nothing'],
    ['nothing where the words could not be asked', checks(['text', 'none'], ['photo', 'pass']), 'nothing'],
    ['nothing where the words are in doubt', checks(['text', 'review']), 'nothing'],
    ['the words while a picture is looked at', checks(['text', 'pass'], ['photo', 'ordered']), 'words'],
    ['the words where a picture could not be', checks(['text', 'pass'], ['photo', 'pass'], ['photo', 'none']), 'words'],
    ['the words where a recording is in doubt', checks(['text', 'pass'], ['voice', 'risky']), 'words'],
    ['all of it where all of it passed', checks(['text', 'pass'], ['photo', 'pass'], ['voice', 'pass']), 'all'],
    ['all of it where there are words alone', checks(['text', 'pass']), 'all'],
  ] as const)('is %s', (_, given, shown) => {
    expect(shownBy(given)).toBe(shown);
  });
});

describe('asking again', () => {
  it.each([null, -1, 45011, 44991, 87020])('comes later each time after %s', (errcode) => {
    const waits = [1, 2, 3, 4, 5, 6, 9].map((tries) => againAt(errcode, tries, 0, 0));
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000]);
  });

  it.each([61010, 40003, 45009, 40129, 48001])('is no use after %d', (errcode) => {
    expect(againAt(errcode, 1, 0, 0)).toBeNull();
  });

  it('ends before WeChat forgets that the person was here', () => {
    expect(againAt(null, 4, 0, 100 * MINUTE)).toBe(104 * MINUTE);
    expect(againAt(null, 4, 0, 106 * MINUTE)).toBeNull();
  });
});
