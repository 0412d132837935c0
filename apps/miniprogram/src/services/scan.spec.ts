import { jest } from '@jest/globals';
import { codeIn } from '@liudan/shared/entry/code';

// The outside world: WeChat.
jest.unstable_mockModule('@tarojs/taro', () => ({ default: { getStorageSync: () => '' } }));
Object.assign(globalThis, { API_BASE: '' });
const { queryIn } = await import('./scan.ts');

it.each([
  ['pages/home/index?scene=c%3D34679ACD', '34679ACD'],
  ['https://demo.example/#/pages/home/index?c=34679ACD', '34679ACD'],
  ['https://demo.example/?from=wall&c=34679ACD#/pages/home/index', '34679ACD'],
  ['https://elsewhere.example/?q=1', null],
  ['34679ACD', null],
  ['', null],
])('finds the code in %j', (text, code) => {
  expect(codeIn(queryIn(text))).toBe(code);
});
