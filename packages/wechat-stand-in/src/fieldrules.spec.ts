import { faultOf, isKnownKey } from './fieldrules.ts';

/** Values of the official table, its edges, and the mistakes people report: key, value, taken or not. */
const CASES: readonly (readonly [string, string, boolean])[] = [
  ['thing1', '井盖破损', true],
  ['thing1', '广州至北京 K1024 次，请准时', true],
  ['thing1', '字'.repeat(20), true],
  ['thing1', '字'.repeat(21), false],
  ['thing1', '𠮷'.repeat(20), true],
  ['thing1', '第一行\n第二行', false],
  ['number1', '1024', true],
  ['number1', '3.14', true],
  ['number1', '12次', false],
  ['number1', '1'.repeat(33), false],
  ['letter1', 'Abcd', true],
  ['letter1', 'Abc1', false],
  ['symbol1', '#&*!', true],
  ['symbol1', '#&*!()', false],
  ['character_string1', 'GD20261120-000123', true],
  ['character_string1', '工单123', false],
  ['time1', '15:01', true],
  ['time1', '15:01:59', true],
  ['time1', '2019年10月1日 15:01', true],
  ['time1', '15:01~16:30', true],
  ['time1', '15:01～16:30', false],
  ['time1', '2026-11-20T15:01:00Z', false],
  ['time1', '25:01', false],
  ['date1', '2019年10月1日', true],
  ['date1', '2019年10月1日 15:01', true],
  ['date1', '2019-10-01', true],
  ['date1', '2019年10月1日~2019年10月7日', true],
  ['date1', '明天', false],
  ['amount1', '¥100.50元', true],
  ['amount1', '100', true],
  ['amount1', '约100元', false],
  ['phone_number1', '+86-0766-66888866', true],
  ['phone_number1', '13800138000转接分机12345', false],
  ['car_number1', '粤A8Z888挂', true],
  ['car_number1', '粤A-8Z888', false],
  ['name1', '张三', true],
  ['name1', 'Zhang San', true],
  ['name1', '用户410774', false],
  ['phrase1', '已办结', true],
  ['phrase1', '已派单给网格员', false],
  ['phrase1', 'done', false],
];

describe('what a field may hold', () => {
  it('is told by 41 cases', () => {
    expect(CASES).toHaveLength(41);
  });

  it.each(CASES)('%s = %j: %s', (key, value, taken) => {
    expect(faultOf({ key, values: [] }, value)).toBe(taken ? null : `argument invalid! data.${key}.value invalid`);
  });

  it('says of an empty or a missing value that it is empty', () => {
    for (const value of ['', undefined, null, {}]) {
      expect(faultOf({ key: 'thing3', values: [] }, value)).toBe('argument invalid! data.thing3.value is empty');
    }
  });

  it('holds an enum to its list', () => {
    const keyword = { key: 'enum1', values: ['满意', '一般'] };
    expect(faultOf(keyword, '满意')).toBeNull();
    expect(faultOf(keyword, '很好')).not.toBeNull();
  });

  it('knows its keys', () => {
    expect(['thing1', 'enum12', 'car_number3'].every(isKnownKey)).toBe(true);
    expect(['thing', 'text1', 'toString1'].some(isKnownKey)).toBe(false);
  });
});
