import { jest } from '@jest/globals';

// The outside world: WeChat.
jest.unstable_mockModule('@tarojs/taro', () => ({ default: {} }));
Object.assign(globalThis, { API_BASE: '' });
const { linesOf } = await import('./calling.ts');

const about = {
  name: '河滨社区',
  phone: '0745-1',
  grids: [
    { id: 'g1', name: '第一网格', workers: [{ name: '梁丽华', phone: '13900000032' }] },
    { id: 'g2', name: '第二网格', workers: [{ name: '没有电话', phone: null }] },
  ],
} as never;
const words = { gridWorker: '网格员', districtPhone: '0745-12345' };

it('knows the worker of the grid, and lists the others after him', () => {
  const { lines, known } = linesOf(about, 'g1', words);
  expect(known?.phone).toBe('13900000032');
  expect(lines.map(({ label }) => label)).toEqual(['网格员 梁丽华（第一网格）', '河滨社区', '服务热线']);
});

it('lets choose where the grid is not known, or has nobody with a number', () => {
  expect(linesOf(about, 'g2', words).known).toBeNull();
  expect(linesOf(about, null, words).lines).toHaveLength(3);
  expect(linesOf(null, null, words).lines).toEqual([{ label: '服务热线', phone: '0745-12345' }]);
  expect(linesOf(null, null, { ...words, districtPhone: null }).lines).toEqual([]);
});

it('never has more than the six of a list, and never without the community', () => {
  const many = {
    name: '河滨社区',
    phone: '0745-1',
    grids: Array.from({ length: 9 }, (_, at) => ({
      id: `g${at}`,
      name: `${at}`,
      workers: [{ name: '人', phone: '1' }],
    })),
  } as never;
  const { lines } = linesOf(many, null, words);
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)?.label).toBe('服务热线');
});
