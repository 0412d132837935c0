import { cardOf, filterWords, monthBefore, NO_FILTER, queryOf, without, yearOf } from './filter.ts';

const names = { orgs: [{ id: 'hbl', name: '河滨路街道', tier: 'street' }], category: (id: string) => `分类${id}` };

describe('what a ledger is narrowed to', () => {
  it('goes to the server without what was not chosen', () => {
    expect(queryOf(NO_FILTER)).toEqual({});
    expect(queryOf({ ...NO_FILTER, from: '2026-11-01', phase: 'open' })).toEqual({ from: '2026-11-01', phase: 'open' });
  });

  it('knows the months and the year around a day', () => {
    expect(monthBefore('2026-11-20', 0)).toEqual({ from: '2026-11-01', to: '2026-11-30' });
    expect(monthBefore('2026-01-31', 1)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(monthBefore('2028-03-31', 1).to).toBe('2028-02-29');
    expect(yearOf('2026-11-20')).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  });

  it('is said in words, and taken away one by one', () => {
    const filter = {
      ...NO_FILTER,
      from: '2026-11-01',
      to: '2026-11-30',
      org: 'hbl',
      category: 'noise',
      phase: 'closed' as const,
    };
    expect(filterWords(filter, names).map(({ words }) => words)).toEqual([
      '2026-11-01 至 2026-11-30',
      '河滨路街道',
      '分类noise',
      '已归档',
    ]);
    expect(filterWords({ ...NO_FILTER, to: '2026-11-30' }, names).map(({ words }) => words)).toEqual([
      '2026-11-30 以前',
    ]);
    expect(without(filter, 'period')).toEqual({ ...filter, from: null, to: null });
    expect(without(filter, 'org').org).toBeNull();
  });
});

it('shows on a card the heading and what is not empty, the most telling first', () => {
  const column = (key: string) => ({ key, words: key.toUpperCase(), width: 10, group: null });
  const columns = [column('a'), column('b'), column('c'), column('d')];
  expect(cardOf({ columns, heading: 'b', brief: ['d', 'c'] }, ['1', '内容', null, 0])).toEqual({
    heading: '内容',
    first: [{ key: 'd', words: 'D', value: '0' }],
    more: [{ key: 'a', words: 'A', value: '1' }],
  });
});
