import type { TimelineEntry } from '@liudan/shared/ticket/contract';
import { answeringUnit, entriesSince, shortened, splitActions } from './looking.ts';

const entry = (id: string): TimelineEntry => ({
  id,
  action: 'record',
  title: '',
  at: '2026-11-24T01:00:00.000Z',
  by: { name: null, org: null, reporter: false },
  text: null,
  official: false,
  photos: [],
  voice: null,
  facts: [],
  internal: false,
});
const duty = (id: string, name: string) => ({ role: 'department_staff' as const, roleWords: '', org: { id, name } });
const urban = { id: 'urban', name: '城管局' };
const water = { id: 'water', name: '水务公司' };

it('tells what is new', () => {
  expect(entriesSince([entry('1')], [entry('1'), entry('2')]).map(({ id }) => id)).toEqual(['2']);
});

it('answers in the name of the unit that is concerned', () => {
  const me = { duties: [duty('other', '别的单位'), duty('water', '水务公司'), duty('urban', '城管局')] };
  expect(answeringUnit(me, { holder: urban }, [{ org: water }])).toBe('城管局');
  expect(answeringUnit(me, { holder: { id: 'hbl', name: '街道' } }, [{ org: water }])).toBe('水务公司');
  expect(answeringUnit(me, { holder: null }, [])).toBe('别的单位');
  expect(answeringUnit(null, { holder: urban }, [])).toBeNull();
});

it('puts the likely acts on the bar and the rest behind more', () => {
  const acts = [
    { name: 'handle', primary: true },
    { name: 'report', primary: true },
    { name: 'record', primary: false },
  ];
  const names = (list: { name: string }[]) => list.map(({ name }) => name);
  expect(names(splitActions(acts, 2).bar)).toEqual(['handle', 'report']);
  expect(names(splitActions(acts, 1).more)).toEqual(['report', 'record']);
});

it('shortens what is too long', () => {
  expect(shortened('垃圾满了', 8)).toBe('垃圾满了');
  expect(shortened('小区垃圾桶满了两天没人清运', 8)).toBe('小区垃圾桶满了…');
});
