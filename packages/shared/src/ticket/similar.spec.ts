import { at, district } from '../../../../test/support/rules.ts';
import { DAY } from '../deadline/calendar.ts';
import { boxAround, type Likened, likeness, metresBetween, withoutNumbers, wordsAlike } from './similar.ts';

const NOW = at('2026-11-23 09:00');
const HERE = { lng: 109.986, lat: 27.11, gridId: 'hbl-hbl-g1', communityId: 'hbl-hbl' } as const;
/** So many metres to the north. */
const north = (metres: number) => ({ ...HERE, lat: HERE.lat + metres / 111_320 });
const lamp = (more: Partial<Likened> = {}): Likened => ({ ...HERE, text: '路灯坏了', category: null, ...more });
const compare = (report: Partial<Likened>, ticket: Partial<Likened>, age = 0) =>
  likeness({ ...lamp(report), at: NOW }, { ...lamp(ticket), submittedAt: NOW - age }, district);
const { metres, days } = district.settings.similar;

describe('how alike two texts are', () => {
  it.each([
    ['路灯坏了', '路灯坏了', 1, 1],
    ['路灯坏了', '路灯 坏 了！', 1, 1],
    ['路灯坏了', '河滨路十二号门口的路灯坏了三天没人修', 0.5, 0.8],
    ['路灯坏了', '路灯不亮', 0.3, 0.6],
    ['路灯坏了', '夜里施工很吵', 0, 0],
    ['', '路灯坏了', 0, 0],
    ['！！', '灯', 0, 0],
  ])('%s — %s', (a, b, least, most) => {
    expect(wordsAlike(a, b)).toBe(wordsAlike(b, a));
    expect(wordsAlike(a, b)).toBeGreaterThanOrEqual(least);
    expect(wordsAlike(a, b)).toBeLessThanOrEqual(most);
  });
});

describe('a report and an open ticket', () => {
  it('are one where the same is said of the same place', () => {
    expect(compare({}, north(30))).toMatchObject({
      metres: expect.closeTo(30, 0),
      distanceWords: '约 30 米',
      reasons: ['约 30 米', '说法相近'],
    });
    expect(compare({}, {})?.distanceWords).toBe('20 米以内');
    expect(compare({}, north(170))?.distanceWords).toBe('约 150 米');
  });

  it('are not where different things are said of one corner', () => {
    expect(compare({}, { text: '夜里施工很吵，睡不着' })).toBeNull();
    expect(compare({ category: 'street-light' }, { text: '井盖松动', category: 'noise' })).toBeNull();
  });

  it('may be told by the kind alone, before anything is typed', () => {
    expect(compare({ text: '', category: 'street-light' }, { category: 'street-light' })?.reasons).toContain(
      '同一分类',
    );
    expect(compare({ text: '' }, {})).toBeNull();
  });

  it('have to be more alike the farther they are apart', () => {
    const near = compare({}, { ...north(10), text: '路灯不亮' });
    const far = compare({}, { ...north(metres - 10), text: '路灯不亮' });
    expect([near === null, far]).toEqual([false, null]);
    expect(compare({}, north(metres + 1))).toBeNull();
  });

  it('are compared by grid, then by community, where one has no pin', () => {
    const chosen = { lng: null, lat: null };
    expect(compare(chosen, {})?.distanceWords).toBe('同一网格');
    expect(compare(chosen, { gridId: 'hbl-hbl-g2' })?.distanceWords).toBe('同一社区');
    expect(compare(chosen, { gridId: 'hbl-mt-g1', communityId: 'hbl-mt' })).toBeNull();
  });

  it('are not where the ticket is older than the district asks', () => {
    expect(compare({}, {}, days * DAY)).not.toBeNull();
    expect(compare({}, {}, days * DAY + 1)).toBeNull();
    expect(compare({}, {}, 0)?.score).toBeGreaterThan(compare({}, {}, 10 * DAY)?.score ?? 1);
  });
});

test('a box holds every place within so many metres, and little more', () => {
  const box = boxAround(HERE, 300);
  for (const corner of [north(299), north(-299), { lng: box.east, lat: HERE.lat }])
    expect(corner.lat).toBeGreaterThan(box.south - 1e-9);
  expect(metresBetween(HERE, { lng: box.east, lat: HERE.lat })).toBeCloseTo(300, 0);
  expect(metresBetween(HERE, { lng: HERE.lng, lat: box.south })).toBeCloseTo(300, 0);
});

test.each([
  ['请打13912345678找王某', '请打***找王某'],
  ['身份证 43128119900101123X', '身份证 ***'],
  ['座机 0745-1234567', '座机 ***'],
  ['3 栋 2 单元 501，11月20日 10:21', '3 栋 2 单元 501，11月20日 10:21'],
])('%s is shown to strangers as %s', (text, shown) => {
  expect(withoutNumbers(text)).toBe(shown);
});
