import { jest } from '@jest/globals';

jest.unstable_mockModule('@tarojs/taro', () => ({ default: { getStorageSync: () => '' } }));

const { textScale } = await import('./settings.ts');

it.each([
  [false, 1, 1],
  [false, 1.12, 1.1],
  [true, 1, 1.4],
  [true, 1.2, 1.4],
  [false, 1.4, 1.4],
  [false, 2.5, 1.4],
  [false, 0.8, 1],
  [false, Number.NaN, 1],
])('with large text %s and the phone at %s, text is %s times as large', (chosen, system, scale) => {
  expect(textScale(chosen, system)).toBe(scale);
});
