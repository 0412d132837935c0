import { type Filter, filterWords, NO_FILTER, queryOf, without } from './filter.ts';

const filter: Filter = { words: ' 路灯 ', state: 'reported', category: 'lamp', light: 'yellow' };
const names = { state: () => '待签收', category: () => '路灯照明' };

it('asks for what waits, by tab', () => {
  expect(queryOf('todo', NO_FILTER)).toEqual({ view: 'inbox' });
  expect(queryOf('yellow', NO_FILTER)).toEqual({ view: 'inbox', light: 'yellow' });
  expect(queryOf('red', NO_FILTER)).toEqual({ view: 'inbox', light: 'red' });
  expect(queryOf('returned', NO_FILTER)).toEqual({ view: 'inbox', returned: true });
  expect(queryOf('all', NO_FILTER)).toEqual({ view: 'all' });
});

it('adds what was chosen in the filter', () => {
  expect(queryOf('all', filter)).toEqual({
    view: 'all',
    light: 'yellow',
    state: 'reported',
    category: 'lamp',
    q: '路灯',
  });
});

it('lets a tab that is a light win over the filter, and says so', () => {
  expect(queryOf('red', filter).light).toBe('red');
  expect(filterWords(filter, 'red', names).map(({ key }) => key)).toEqual(['words', 'state', 'category']);
});

it('says each condition, and takes one away', () => {
  expect(filterWords(filter, 'all', names).map(({ words }) => words)).toEqual(['“路灯”', '待签收', '路灯照明', '临期']);
  expect(without(filter, 'words')).toEqual({ ...filter, words: '' });
  expect(filterWords(NO_FILTER, 'todo', names)).toEqual([]);
});
