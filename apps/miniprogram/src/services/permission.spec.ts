import { isDenied, isUnagreed, refusedWords } from './permission.ts';

const error = (errMsg: string, errno?: number) => ({ errMsg, ...(errno === undefined ? {} : { errno }) });

it.each([
  ['a switch that is off', error('operateRecorder:fail auth deny', 103), true, false],
  ['a switch that is off, of an old WeChat', error('getLocation:fail auth deny'), true, false],
  ['a guide that was refused', error('chooseMedia:fail privacy permission is not authorized', 104), false, true],
  ['a guide that was refused before', error('chooseMedia:fail', 103), false, true],
  [
    'a guide without it',
    error('chooseMedia:fail api scope is not declared in the privacy agreement', 112),
    false,
    true,
  ],
  ['a browser that says no', new DOMException('Permission denied', 'NotAllowedError'), true, false],
  ['something else', error('chooseMedia:fail system error'), false, false],
])('tells apart %s', (_, given, denied, unagreed) => {
  expect([isDenied(given), isUnagreed(given)]).toEqual([denied, unagreed]);
});

it('says what to do instead', () => {
  expect(refusedWords(error('x:fail auth deny', 103), '麦克风')).toBe(
    '没有麦克风权限，请在设置里打开，也可以先用文字上报。',
  );
  expect(refusedWords(error('x:fail', 104), '照片')).toContain('没有同意微信的隐私保护指引');
  expect(refusedWords(error('x:fail', 112), '照片')).toBe('暂时不能使用照片，请先用别的方式上报。');
  expect(refusedWords(error('x:fail busy'), '照片')).toBe('照片没有打开，请再试一次。');
});
