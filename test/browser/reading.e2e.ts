/** The ruler itself: a page that breaks every rule, each once, and what is said of it. */
import { launchPhone, type Phone } from '../support/chromium.ts';
import { axeFindings, LARGE, layoutFindings, USUAL } from '../support/reading.ts';

const GOOD = `
<meta name="viewport" content="width=device-width">
<style>
  .frame { --green: #1b7f4b; --red-soft: #fdecea; font: 24px/1.5 sans-serif; }
  .frame > * { display: block; min-width: 64px; min-height: 64px; }
  .sheet__title { font-size: 32px; }
  [aria-checked=true] { font-weight: 700; }
</style>
<div class="frame">
  <div class="sheet__title">联系电话</div>
  <div role="button">提交</div>
  <input aria-label="手机号">
  <div role="radiogroup"><i role="radio" aria-checked="true">满意</i><i role="radio" aria-checked="false">一般</i></div>
  <div style="background: var(--red-soft)">已超时</div>
</div>`;

let phone: Phone;
beforeAll(async () => {
  phone = await launchPhone({ screen: { width: 375, height: 812 } });
});
afterAll(() => phone?.close());

const findings = async (change: string, by = '', limits = LARGE): Promise<string> => {
  await phone.page.setContent(by === '' ? GOOD : GOOD.replace(change, by));
  return (await layoutFindings(phone.page, limits)).join('\n');
};

it('finds nothing to say of a good page', async () => {
  await phone.page.setContent(
    GOOD.replaceAll('<i role', '<i style="display:inline-block;width:64px;height:64px" role'),
  );
  expect(await layoutFindings(phone.page, LARGE)).toEqual([]);
});

it.each([
  ['a button without a name', '>提交<', '><', 'no name: <div role="button">'],
  ['a button for small fingers', 'min-height: 64px', 'height: 40px', '40 px to press: <div role="button">'],
  ['small letters', '24px/1.5', '17px/1.5', 'main text of 17 px'],
  ['a small title', '.sheet__title { font-size: 32px', '.sheet__title { font-size: 28px', 'title text of 28 px'],
  ['lines that touch', '24px/1.5', '24px/1.2', 'lines of 28.8px for letters of 24 px'],
  ['a state that is a colour', '>已超时<', '><', 'said by colour alone: <div style="background'],
  ['a choice that is a colour', 'font-weight: 700', 'color: blue', 'chosen by colour alone: <i role="radio"'],
  ['a page wider than the screen', 'min-width: 64px', 'width: 400px', 'reaches from 8 to 408 of 375 px'],
])('finds %s', async (_, change, by, said) => {
  expect(await findings(change, by)).toContain(said);
});

it('wants less of a page without large text', async () => {
  const small = GOOD.replace('24px/1.5', '16px/1.5').replaceAll('64px', '45px').replace('32px', '21px');
  await phone.page.setContent(
    small.replaceAll('<i role', '<i style="display:inline-block;width:45px;height:45px" role'),
  );
  expect(await layoutFindings(phone.page, USUAL)).toEqual([]);
});

it('finds grey on grey by axe', async () => {
  await phone.page.setContent(GOOD.replace('.frame {', '.frame { color: #999; background: #ddd;'));
  expect((await axeFindings(phone.page, ['color-contrast'])).join()).toContain('color-contrast');
});
