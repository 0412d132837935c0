import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { NOTICE_KINDS } from '../notify/contract.ts';
import { fillTemplate, NOTICE_PLACEHOLDERS, PLACEHOLDERS, placeholdersIn } from './placeholders.ts';

test('placeholders are found and filled', () => {
  expect(placeholdersIn('“{summary}”已由{unit}办结')).toEqual(['summary', 'unit']);
  expect(fillTemplate('“{summary}”已由{unit}办结', { summary: '路灯不亮', unit: '区城市管理局' })).toBe(
    '“路灯不亮”已由区城市管理局办结',
  );
});

test('a value that itself has braces is put in as it is', () => {
  expect(fillTemplate('{summary}{unit}', { summary: '{unit}', unit: '街道' })).toBe('{unit}街道');
});

test('nothing to say is said, because WeChat refuses an empty field', () => {
  expect(fillTemplate('理由：{reason}', { reason: '' })).toBe('理由：无');
  expect(fillTemplate('理由：{reason}', {})).toBe('理由：无');
});

test('every notice of the demo district can be filled whole', () => {
  const { notices } = demoDistrict().templates;
  for (const kind of NOTICE_KINDS) {
    const values = Object.fromEntries(NOTICE_PLACEHOLDERS[kind].map((name) => [name, `<${name}>`]));
    const { title, body, wechat } = notices[kind];
    for (const text of [title, body, wechat?.page ?? '', ...Object.values(wechat?.fields ?? {})])
      expect(fillTemplate(text, values)).not.toMatch(/[{}]|无/);
  }
  expect(new Set(Object.values(NOTICE_PLACEHOLDERS).flat()).size).toBe(Object.keys(PLACEHOLDERS).length);
});
