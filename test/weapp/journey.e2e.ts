/** The built mini-program, byte for byte as it would be uploaded, driven from a resident's photo to his score on a real server. */
import { jest } from '@jest/globals';
import { API_BASE, pictures, WEAPP_DIST } from '../support/builds.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import * as onScreen from '../support/on-screen.ts';
import { photograph } from '../support/photographs.ts';
import { type Cast, page as readTicket, resolved, signInAll } from '../support/story.ts';
import { type Host, type HostOptions, openHost } from './host/host.ts';
import { PACKAGE_LIMIT, packageSizes } from './host/sizes.ts';
import { tapTwice, tellWechat } from './wechat.ts';

// Every test is a chapter of one story, and each of them taps through several pages.
jest.setTimeout(90_000);

const picture = pictures('weapp');
const KILOBYTE = 1024;
/** In the first grid of 河滨社区; the phone is sure of it to 15 metres. */
const HERE = { latitude: 27.111, longitude: 109.9865, accuracy: 15 };
const RESIDENT = 'o_resident_of_the_test';
const GRID_WORKER = 'o_grid_worker_of_the_test';
/** The number that stands on the roster beside the worker of the first grid. */
const GRID_WORKER_PHONE = '13900000032';

let house: Noticed;
let cast: Cast;
let phone: Host;
let desk: Host;
/** Who holds the desk's phone: WeChat answers wx.login for him. */
let atDesk = GRID_WORKER;
let ticketId = '';

const start = (options: Partial<HostOptions>) =>
  openHost({ dist: WEAPP_DIST, origins: { [API_BASE]: house.server.url }, location: HERE, ...options });

beforeAll(async () => {
  house = await startNoticed();
  house.standIn.addUser({ openid: RESIDENT });
  house.standIn.addUser({ openid: GRID_WORKER, phone: GRID_WORKER_PHONE });
  cast = await signInAll(house.server);
  [phone, desk] = await Promise.all([
    start({ loginCode: () => house.standIn.login(RESIDENT), privacy: 'ask' }),
    start({ loginCode: () => house.standIn.login(atDesk) }),
  ]);
});
afterAll(async () => {
  await phone?.close();
  await desk?.close();
  await house?.close();
});
afterEach(async () => {
  expect(await phone.errors()).toEqual([]);
  expect(await desk.errors()).toEqual([]);
});

/** The resident at the API, to see what arrived. */
const resident = (): Promise<Client> => house.server.signInByWechat(() => house.standIn.login(RESIDENT));
const mine = async () =>
  (await (await resident()).get<{ items: { id: string; number: string }[] }>('/tickets?view=mine')).body.items;

/** Somebody else takes the desk's phone: signs out, and in again by WeChat. */
async function takeDesk(key: string): Promise<void> {
  atDesk = `o_demo_${key}`;
  await desk.open('pages/me/index');
  await desk.tap('退出登录');
  await desk.tap('退出');
  await desk.tap('微信登录');
  await desk.tap('工作台');
  await desk.waitForText('待处理 ');
}

describe('the package', () => {
  it('compiles without a warning and is small', () => {
    expect([...phone.problems, ...desk.problems]).toEqual([]);
    const { main, subPackages } = packageSizes(WEAPP_DIST);
    expect(main).toBeLessThan(500 * KILOBYTE);
    for (const bytes of Object.values(subPackages)) expect(bytes).toBeLessThan(PACKAGE_LIMIT);
  });
});

describe('before anything is reported', () => {
  it('ties the resident to his community, signs him in and shows him the privacy notice', async () => {
    await phone.tap('选择您的社区');
    await phone.tap('按现在的位置选');
    await phone.waitForText('用户隐私保护提示');
    await phone.tap('同意');
    await phone.waitForText('河滨社区');
    await phone.waitForText('拍照上报');
    await phone.tap('我的');
    await phone.tap('微信登录');
    await phone.waitForText('退出登录');
    await phone.tap('隐私说明');
    await phone.waitForText('我们收集什么，为什么');
    await phone.screenshot(picture('privacy'));
    await phone.tap('同意');
    await phone.waitForText('已同意');
    await phone.screenshot(picture('me'));
    expect((await (await resident()).get('/me')).body).toMatchObject({
      community: { id: 'hbl-hbl' },
      privacyVersion: house.district.settings.privacy.version,
    });
  });

  it('knows the grid worker by his verified number, and asks him for consent to messages', async () => {
    await desk.open('pages/me/index');
    await desk.tap('微信登录');
    await desk.tap('联系电话');
    await desk.mock('getPhoneNumber', { code: house.standIn.phoneCode(GRID_WORKER) });
    await desk.tap('用微信的手机号');
    await desk.waitForText('梁丽华');
    await desk.tap('工作台');
    await desk.waitForText('河滨社区第一网格');
    await desk.tap('接收通知');
    await desk.waitForText('申请发送一次性订阅消息');
    await desk.tap('允许');
    await desk.waitForText('已允许 3 类消息');
    await tellWechat(house.standIn, desk, GRID_WORKER);
    expect(house.standIn.credits(GRID_WORKER, 'demo-ticket-todo')).toBe(1);
  });
});

describe('the report', () => {
  it('is a photo, words and a place, and outlives a killed app', async () => {
    await phone.open('pages/home/index');
    await phone.screenshot(picture('home'));
    await phone.chooseFiles('拍照上报', [await photograph('darkStreet')]);
    await phone.fill('说说是什么问题', onScreen.REPORT.text);
    await phone.waitForText('河滨社区第一网格');
    await phone.waitForText('误差约 15 米');
    await phone.waitForText('草稿已保存');
    await onScreen.photosArrived(phone);
    await phone.screenshot(picture('report'));
    await phone.kill();
    await phone.tap(`您有一件没写完的：${onScreen.REPORT.summary}`);
    await phone.waitForText('河滨社区第一网格');
    await phone.waitForText('误差约 15 米');
    expect(await phone.page.locator('textarea').inputValue()).toBe(onScreen.REPORT.text);
    expect(await phone.page.locator('.photogrid__tile').count()).toBe(1);
    await onScreen.photosArrived(phone);
  });

  it('is kept whole without a network, and says so', async () => {
    await phone.subscribeDialog('accept');
    await phone.setOffline(true);
    await phone.waitForText('没有网络。填写的内容会保存在手机里。');
    await tapTwice(phone);
    await phone.waitForText('已存好，联网后自动发送');
    await phone.waitForText('待发送');
    await phone.screenshot(picture('report-offline'));
    expect(await mine()).toEqual([]);
  });

  it('becomes one ticket by itself, though the answer is lost on the way', async () => {
    const sending = /__proxy\?url=.*%2Ftickets$/;
    let lost = 0;
    await phone.page.route(sending, async (route) => {
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await phone.setOffline(false);
    await phone.waitUntilGone('.frame__offline');
    await phone.waitForText('已存好，正在等系统回应，会自动再发');
    await phone.page.unroute(sending);
    expect(lost).toBeGreaterThan(0);
    expect(await mine()).toHaveLength(1);
    await phone.tap('现在发送');
    await phone.waitForText('收到了');
    await tellWechat(house.standIn, phone, RESIDENT);
    const tickets = await mine();
    expect(tickets).toHaveLength(1);
    ticketId = tickets[0]?.id ?? '';
    await phone.waitForText(`单号 ${tickets[0]?.number}`);
    await phone.waitForText('河滨社区正在研判，最晚 11月20日 周五 23:59 前告诉您由谁办理');
    await phone.screenshot(picture('sent'));
  });

  it('is found among my tickets, with its sentence and six dots', async () => {
    await phone.tap('看进度');
    // The page before it says the same sentence, but what can be done now stands on the ticket alone.
    await phone.waitForText('补充情况');
    await phone.waitForText('河滨社区正在研判');
    expect(await phone.page.locator('.six__step').filter({ visible: true }).allInnerTexts()).toEqual([
      ...'点报跟接督评',
    ]);
    expect((await readTicket(await resident(), ticketId)).ticket.photos).toHaveLength(1);
    await phone.page.waitForFunction(() => {
      const shown = [...document.querySelectorAll('wx-page:last-child img')] as HTMLImageElement[];
      return shown.length > 0 && shown.every((image) => image.naturalWidth > 0);
    });
    await phone.screenshot(picture('ticket'));
    await phone.open('pages/tickets/index');
    await phone.waitForText(onScreen.REPORT.summary);
    expect(await phone.page.locator('.six').filter({ visible: true }).count()).toBe(1);
    await phone.screenshot(picture('tickets'));
  });

  it('is pushed to the grid worker', async () => {
    await house.tell();
    await house.send();
    const pushed = house.standIn.messages({ openid: GRID_WORKER });
    expect(pushed.map(({ template }) => template)).toEqual(['demo-ticket-todo']);
    expect(pushed[0]?.fields.map(({ value }) => value)).toContain(onScreen.REPORT.summary);
    expect(house.standIn.messages({ openid: RESIDENT }).map(({ template }) => template)).toEqual([
      'demo-ticket-received',
    ]);
  });
});

describe('the staff', () => {
  // What acting asks for is a matter of the chapter before.
  beforeAll(() => desk.subscribeDialog('accept'));

  it('sees it in the grid worker’s inbox', async () => {
    await desk.open('packages/staff/inbox/index');
    await desk.waitForText('待处理 1');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await desk.screenshot(picture('staff-ticket'));
  });

  it('reports it up from the community', async () => {
    await takeDesk('hbl-hbl-staff-1');
    await desk.waitForText('待处理 1');
    await desk.screenshot(picture('staff-inbox'));
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.reportUp(desk, picture);
  });

  it('signs it at the street, whose leader dispatches it', async () => {
    await takeDesk('hbl-staff-1');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.sign(desk);
    await takeDesk('hbl-leader');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.dispatch(desk, picture);
  });

  it('accepts it in the departments, and resolves it with a photo', async () => {
    await takeDesk('dept-power-1');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.accept(desk, '线路由我们检查。', '接单（协办）');
    await onScreen.finishPart(desk, '线路已检查，供电正常。');
    await takeDesk('dept-urban-1');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.accept(desk, '今天下午安排维修人员到现场。');
    await onScreen.resolve(desk, '灯头已更换，路灯恢复正常，请您今晚再看一看。', picture);
    expect((await readTicket(await resident(), ticketId)).ticket).toMatchObject({ state: 'resolved' });
  });
});

describe('the score', () => {
  it('is 满意, with a reason', async () => {
    await house.tell();
    await phone.open('pages/messages/index');
    await phone.waitForText('请您评价');
    await phone.screenshot(picture('messages'));
    await phone.open(`pages/ticket/index?id=${ticketId}`);
    await phone.waitForText('区城市管理局已经办结，请您评价');
    await phone.waitForText('灯头已更换，路灯恢复正常，请您今晚再看一看。');
    await phone.tap('去评价');
    await phone.waitForText('办理后');
    await phone.tap('提交评价');
    await phone.waitForText('请先点一个表情');
    await phone.tap('满意');
    await phone.tap('办得快');
    await phone.screenshot(picture('rate'));
    await phone.tap('提交评价');
    await phone.waitForText('谢谢您的评价');
    await phone.tap('看这张单子');
    await phone.waitForText('我的评价：满意');
    expect((await readTicket(await resident(), ticketId)).ticket).toMatchObject({
      state: 'closed',
      score: 'satisfied',
    });
  });

  it('is 不满意 on another ticket, which is handled anew', async () => {
    const person = await resident();
    const second = await house.report(person, '巷口的井盖破了');
    await resolved(cast, second.id);
    await phone.open(`packages/resident/rate/index?id=${second.id}`);
    await phone.tap('不满意');
    await phone.waitForText('我们会重新办理，办好后再请您评价。');
    await phone.tap('没有解决');
    await phone.fill('想说的话', '井盖还是破的');
    await phone.tap('提交评价');
    await phone.waitForText('新的期限会写在单子上，办好后再请您评价。');
    expect((await readTicket(person, second.id)).ticket).toMatchObject({
      state: 'department_handling',
      holder: { id: 'dept-urban' },
    });
    await takeDesk('dept-urban-1');
    await desk.tap('退回');
    await desk.waitForText('巷口的井盖破了');
  });
});

describe('all the while', () => {
  it('hands little over the bridge at a time', async () => {
    for (const host of [phone, desk]) {
      const largest = (await host.setDataLog()).sort((a, b) => b.bytes - a.bytes)[0];
      expect(largest?.bytes).toBeLessThan(20 * KILOBYTE);
    }
  });
});
