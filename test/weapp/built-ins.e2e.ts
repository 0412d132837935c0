// The built-in components and dialogs that the host draws itself, on a page that does little else.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { type Host, openHost } from './host/host.ts';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixture');
// A browser is started for each test.
jest.setTimeout(60_000);

let host: Host;
beforeEach(async () => {
  host = await openHost({ dist, path: 'packages/extra/pages/parts/index' });
});
afterEach(async () => {
  await host?.close();
});

/** A finger that goes from the middle of the element to `dx`, `dy` from there. */
async function drag(selector: string, dx: number, dy: number): Promise<void> {
  await host.page.locator(selector).evaluate(
    (element, by) => {
      const box = element.getBoundingClientRect();
      const at = (x: number, y: number) => new Touch({ identifier: 1, target: element, clientX: x, clientY: y });
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const steps: [string, Touch][] = [
        ['touchstart', at(x, y)],
        ['touchmove', at(x + by.dx, y + by.dy)],
        ['touchend', at(x + by.dx, y + by.dy)],
      ];
      for (const [type, touch] of steps) {
        element.dispatchEvent(new TouchEvent(type, { bubbles: true, composed: true, changedTouches: [touch] }));
      }
    },
    { dx, dy },
  );
}

it('submits a form with the values of its named fields', async () => {
  await host.fill('.title', '路灯');
  await host.fill('.body', '三天不亮了');
  await host.tap('一般');
  await host.waitForText('结果 一般');
  await host.tap('不满意');
  await host.tap('提交');
  await host.waitForText('交了 {"title":"路灯","words":"三天不亮","score":"不满意"}');
});

it('turns a swiper and stops at its ends', async () => {
  await drag('.swiper', 100, 0);
  await drag('.swiper', -100, 0);
  await host.waitForText('翻到 1');
  expect(await host.page.locator('.swiper .dots i').count()).toBe(3);
});

it('tells a scroll-view and a page that they are at their end', async () => {
  await host.page.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await host.waitForText('共 6 行');
  await host.pullDown('.list');
  await host.waitForText('共 1 行');
  await host.page.locator('wx-page .scroller').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await host.waitForText('到底 是');
  // A page is as high as the window without the navigation bar, and 100vh means that height.
  const [tall, frame] = await Promise.all(
    ['.tall', 'wx-page'].map((one) => host.page.locator(one).evaluate((element) => element.clientHeight)),
  );
  expect(tall).toBe(frame);
});

it('chooses from several columns, action sheets and places', async () => {
  await host.tap('归到');
  await host.tap('环境');
  await host.tap('噪音');
  await host.tap('确定');
  await host.waitForText('归到 环境噪音');
  await host.tap('更多');
  await host.tap('办结');
  await host.waitForText('选了 1');
  await host.tap('更多');
  await host.tap('取消');
  await host.waitForText('showActionSheet:fail cancel');
  await host.tap('打电话');
  await host.waitForText('12345');
  await host.tap('呼叫');
  await host.waitForText('makePhoneCall:ok');
  await host.tap('看图');
  await host.page.getByRole('dialog', { name: '图片预览' }).tap();
  await host.tap('量一量');
  await host.waitForText('5 个高 44');
  expect(await host.errors()).toEqual([]);
});

it('refuses an API that app.json does not declare, and a phone number nobody gave', async () => {
  await host.tap('选点');
  await host.waitForText('chooseLocation:fail the api need to be declared in the requiredPrivateInfos field');
  await host.tap('手机号');
  await host.waitForText('getPhoneNumber:fail user deny');
  await host.mock('getPhoneNumber', { code: 'p1' });
  await host.tap('手机号');
  await host.waitForText('结果 p1');
});

it('moves a map, and says where its middle is', async () => {
  await host.open('pages/mine/index');
  await host.page.locator('.map').scrollIntoViewIfNeeded();
  await drag('.map', 60, 0);
  await host.waitForText('移动 drag');
  expect(await host.text()).toContain('富文本');
  expect(await host.page.locator('wx-rich-text [onclick], wx-rich-text script').count()).toBe(0);
});
