import * as fc from 'fast-check';
import { fitField, timeWords } from './wechat-fields.ts';

/** The rules of the official table, on the strict side. */
const TAKEN: Record<string, RegExp> = {
  thing2: /^[^\n\p{Cc}]{1,20}$/u,
  phrase3: /^\p{Script=Han}{1,5}$/u,
  character_string1: /^[\x21-\x7e]{1,32}$/,
  number4: /^\d+(\.\d+)?$/,
  name5: /^\p{Script=Han}{1,10}$/u,
};

describe('fields of a WeChat message', () => {
  it.each([
    ['thing2', '井盖破损', '井盖破损'],
    ['thing2', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
    ['thing2', '一二三四五六七八九十一二三四五六七八九十甲', '一二三四五六七八九十一二三四五六七八九…'],
    ['thing2', '第一行\n第二行\t完', '第一行 第二行 完'],
    ['thing2', '路灯坏了💡👨‍👩‍👧🇨🇳', '路灯坏了'],
    ['thing2', '𠮷𠀀㐂'.repeat(7), `${[...'𠮷𠀀㐂'.repeat(7)].slice(0, 19).join('')}…`],
    ['thing2', '😀\n', '无'],
    ['phrase3', '已派单给网格员', '已派单给网'],
    ['phrase3', 'ok', '无'],
    ['character_string1', 'LD20261120-0001', 'LD20261120-0001'],
    ['character_string1', '单号', '-'],
    ['name5', '用户410774', '用户'],
    ['unknown9', '一\n二', '一 二'],
  ])('%s takes %j as %j', (key, given, expected) => {
    expect(fitField(key, given)).toBe(expected);
  });

  it('says a time in Shanghai, as WeChat takes it', () => {
    expect(timeWords(Date.UTC(2026, 10, 20, 7, 1, 59))).toBe('2026年11月20日 15:01');
    expect(timeWords(Date.UTC(2026, 11, 31, 16, 0))).toBe('2027年01月01日 00:00');
  });

  it('never gives what WeChat refuses, whatever people write', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(TAKEN)), fc.string({ unit: 'binary', maxLength: 60 }), (key, text) => {
        expect(fitField(key, text)).toMatch(TAKEN[key] ?? /never/);
      }),
    );
  });
});
