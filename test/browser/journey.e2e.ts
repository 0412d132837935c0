/** The H5 client in a phone's browser, from a resident's photo to his score, with everything that can go wrong on the way. */
import { jest } from '@jest/globals';
import { H5_DIST, pictures } from '../support/builds.ts';
import { type H5, openH5 } from '../support/h5.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import * as onScreen from '../support/on-screen.ts';
import { photograph } from '../support/photographs.ts';
import { type Cast, page as readTicket, resolved, signInAll } from '../support/story.ts';
import { liveTown } from '../support/town.ts';

// Every test is a chapter of one story, and each of them taps through several pages.
jest.setTimeout(90_000);

const picture = pictures('browser');
const TICKETS = '**/api/v1/tickets';

let house: Noticed;
let cast: Cast;
let phone: H5;
let desk: H5;
let ticketId = '';

beforeAll(async () => {
  house = await startNoticed({ env: { H5_DIR: H5_DIST } });
  cast = await signInAll(house.server);
  await liveTown(house, cast);
  [phone, desk] = await Promise.all([openH5(house), openH5(house)]);
  await phone.open('pages/home/index');
});
afterAll(async () => {
  await phone?.close();
  await desk?.close();
  await house?.close();
});

const mine = async () =>
  (await cast.resident.get<{ items: { id: string; number: string; summary: string }[] }>('/tickets?view=mine')).body
    .items;
const reported = async () => (await mine()).filter(({ summary }) => summary === onScreen.REPORT.summary);
const typed = () => phone.page.locator('textarea').filter({ visible: true }).inputValue();

/** Everything that was filled in is still there. */
async function nothingLost(): Promise<void> {
  await phone.waitForText('河滨社区第一网格');
  await phone.waitForText('误差约 15 米');
  expect(await typed()).toBe(onScreen.REPORT.text);
  expect(await phone.page.locator('.photogrid__tile').filter({ visible: true }).count()).toBe(1);
}

async function takeDesk(name: string): Promise<void> {
  await desk.become(name);
  await desk.waitForText('待处理 ');
  await desk.waitForText(onScreen.REPORT.summary);
}

describe('the report', () => {
  it('begins with signing in as somebody of the demo, and agreeing to the privacy notice', async () => {
    await phone.tap('登录');
    await phone.tap('姜菊香');
    await phone.waitForText('我的单子');
    await phone.open('packages/resident/privacy/index');
    await phone.waitForText('我们收集什么，为什么');
    await phone.tap('同意');
    await phone.waitForText('拍照上报');
    expect((await cast.resident.get('/me')).body).toMatchObject({
      privacyVersion: house.district.settings.privacy.version,
    });
  });

  it('is a photo, words and a place, and outlives a reload', async () => {
    await phone.open('pages/home/index');
    await phone.tap('拍照上报');
    await phone.chooseFiles('拍照或选照片', [await photograph('darkStreet')]);
    await phone.fill('说说是什么问题', onScreen.REPORT.text);
    await phone.waitForText('河滨社区第一网格');
    await phone.waitForText('误差约 15 米');
    await phone.waitForText('1/9');
    await onScreen.photosArrived(phone);
    await phone.waitForText('草稿已保存');
    await phone.screenshot(picture('report'));
    await phone.page.reload();
    await phone.waitForText('草稿已保存');
    await nothingLost();
    await phone.waitForText('已上传');
  });

  it('says what is missing before it sends anything', async () => {
    await phone.fill('说说是什么问题', '');
    await phone.tap('提交');
    await phone.waitForText('请说说是什么问题，一句话也可以。');
    await phone.fill('说说是什么问题', onScreen.REPORT.text);
    await phone.waitUntilGone('.report__wrong');
  });

  it('is not lost with a session that ends in its middle', async () => {
    const { accessToken } = await phone.kept<{ accessToken: string }>('session');
    const ended = await fetch(`${house.server.url}/api/v1/sessions/current`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(ended.status).toBe(204);
    await phone.tap('提交');
    await phone.waitForText('演示环境：选一个人');
    await phone.tap('姜菊香');
    await phone.waitForText('草稿已保存');
    await phone.waitForText('请先登录。您填写的内容已保留。');
    await nothingLost();
  });

  it('stays a draft when the server refuses it, with the reason', async () => {
    const refusal = {
      code: 'PLACE_OUTSIDE',
      message: '所选位置不在本区范围内，请重新选择位置或网格。',
      requestId: 'r',
    };
    await phone.page.route(TICKETS, (route) => route.fulfill({ status: 422, json: refusal }), { times: 1 });
    await phone.tap('提交');
    await phone.waitForText(refusal.message);
    await nothingLost();
  });

  it('waits for a system that is busy, and for a network, and is one ticket though the answer was lost', async () => {
    await phone.context.setOffline(true);
    await phone.waitForText('没有网络。填写的内容会保存在手机里。');
    await phone.tap('提交');
    await phone.waitForText('已存好，联网后自动发送');
    await phone.screenshot(picture('report-offline'));
    expect(await reported()).toEqual([]);
    let tries = 0;
    await phone.page.route(TICKETS, async (route) => {
      tries += 1;
      if (tries === 1) return route.fulfill({ status: 500, body: 'bad gateway' });
      await route.fetch();
      return route.abort();
    });
    await phone.context.setOffline(false);
    await phone.waitUntilGone('.frame__offline');
    await phone.waitForText('已存好，正在等系统回应，会自动再发');
    await phone.tap('现在发送');
    await phone.waitForText('已存好，正在等系统回应，会自动再发');
    while (tries < 2) await phone.page.waitForTimeout(50);
    expect(await reported()).toHaveLength(1);
    await phone.page.unroute(TICKETS);
    await phone.tap('现在发送');
    await phone.waitForText('收到了');
    const [ticket, ...others] = await reported();
    expect(others).toEqual([]);
    await phone.waitForText(`单号 ${ticket?.number}`);
    await phone.waitForText('河滨社区正在研判，最晚 11月20日 周五 23:59 前告诉您由谁办理');
    ticketId = ticket?.id ?? '';
    expect((await readTicket(cast.resident, ticketId)).ticket.photos).toHaveLength(1);
  });

  it('is found with its sentence and six dots', async () => {
    await phone.tap('看进度');
    // The page before it says the same sentence, but what can be done now stands on the ticket alone.
    await phone.waitForText('补充情况');
    await phone.waitForText('河滨社区正在研判');
    expect(await phone.page.locator('.six__step').filter({ visible: true }).allInnerTexts()).toEqual([
      ...'点报跟接督评',
    ]);
  });
});

describe('the staff', () => {
  it('reports it up from the community', async () => {
    await takeDesk('杨美玲');
    await desk.waitForText('超时 1');
    await desk.page.waitForLoadState('networkidle');
    await desk.screenshot(picture('staff-inbox'));
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.reportUp(desk, picture);
  });

  it('signs it at the street, whose leader dispatches it', async () => {
    await takeDesk('黎巧云');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.sign(desk);
    await takeDesk('龙立新');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.dispatch(desk, picture);
  });

  it('accepts it in the departments, and resolves it with a photo', async () => {
    await takeDesk('高安民');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.accept(desk, '线路由我们检查。', '接单（协办）');
    await onScreen.finishPart(desk, '线路已检查，供电正常。');
    await takeDesk('蔡秀兰');
    await onScreen.openFromInbox(desk, onScreen.REPORT.summary);
    await onScreen.accept(desk, '今天下午安排维修人员到现场。');
    await phone.open(`pages/ticket/index?id=${ticketId}`);
    await phone.waitForText('区城市管理局正在办理');
    await phone.page.waitForLoadState('networkidle');
    await phone.screenshot(picture('ticket'));
    await onScreen.resolve(desk, '灯头已更换，路灯恢复正常，请您今晚再看一看。', picture);
    expect((await readTicket(cast.resident, ticketId)).ticket.state).toBe('resolved');
  });
});

describe('the score', () => {
  it('is 满意, with a reason', async () => {
    await phone.open(`pages/ticket/index?id=${ticketId}`);
    await phone.waitForText('区城市管理局已经办结，请您评价');
    await phone.screenshot(picture('ticket-resolved'));
    await phone.tap('去评价');
    await phone.tap('满意');
    await phone.tap('办得快');
    await phone.tap('解决了问题');
    await phone.page.waitForLoadState('networkidle');
    await phone.screenshot(picture('rate'));
    await phone.tap('提交评价');
    await phone.waitForText('谢谢您的评价');
    expect((await readTicket(cast.resident, ticketId)).ticket).toMatchObject({ state: 'closed', score: 'satisfied' });
  });

  it('is 不满意 on another ticket, which is handled anew', async () => {
    const second = await house.report(cast.resident, '路边停满了车，走不过去');
    await resolved(cast, second.id);
    await phone.open(`packages/resident/rate/index?id=${second.id}`);
    await phone.tap('不满意');
    await phone.waitForText('我们会重新办理，办好后再请您评价。');
    await phone.tap('没有解决');
    await phone.fill('想说的话', '早上还是停满了');
    await phone.tap('提交评价');
    await phone.waitForText('新的期限会写在单子上，办好后再请您评价。');
    await phone.tap('看这张单子');
    expect((await readTicket(cast.resident, second.id)).ticket).toMatchObject({
      state: 'department_handling',
      holder: { id: 'dept-urban' },
    });
  });
});

describe('all the while', () => {
  it('the pages complained of nothing but the answers that were spoilt on purpose', () => {
    const spoilt = /Failed to load resource|net::ERR_/;
    expect([...phone.complaints, ...desk.complaints].filter((words) => !spoilt.test(words))).toEqual([]);
  });
});
