/** Reports that wait on the phone: kept whole, sent by themselves, once, by whoever wrote them; and reports that are spoken. */
import { jest } from '@jest/globals';
import type { TicketView } from '@liudan/shared/ticket/contract';
import { API_BASE, pictures, WEAPP_DIST } from '../support/builds.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { photograph } from '../support/photographs.ts';
import { silence } from '../support/sounds.ts';
import { page as readTicket } from '../support/story.ts';
import { type Host, openHost } from './host/host.ts';

// Every test is a chapter of one story, and each of them taps through several pages.
jest.setTimeout(90_000);

const picture = pictures('weapp');
const HERE = { latitude: 27.111, longitude: 109.9865, accuracy: 15 };
const RESIDENT = 'o_resident_of_the_outbox';
const OTHER = 'o_other_of_the_outbox';
const SENDING = /__proxy\?url=.*%2Ftickets$/;
const UPLOADING = /__proxy\?url=.*%2Fmedia$/;

let house: Noticed;
let phone: Host;
let holder = RESIDENT;

beforeAll(async () => {
  house = await startNoticed();
  for (const openid of [RESIDENT, OTHER]) house.standIn.addUser({ openid });
  phone = await openHost({
    dist: WEAPP_DIST,
    origins: { [API_BASE]: house.server.url },
    location: HERE,
    loginCode: () => house.standIn.login(holder),
    voice: { type: 'mp3', file: silence(7), seconds: 7, words: '' },
  });
  await phone.subscribeDialog('accept');
});
afterAll(async () => {
  await phone?.close();
  await house?.close();
});
afterEach(async () => {
  expect(await phone.errors()).toEqual([]);
});

const at = (openid: string): Promise<Client> => house.server.signInByWechat(() => house.standIn.login(openid));
const ticketsOf = async (openid: string) =>
  (await (await at(openid)).get<{ items: { id: string; summary: string }[] }>('/tickets?view=mine')).body.items;
const wholeTicket = async (summary: string): Promise<TicketView> => {
  const look = async () => (await ticketsOf(RESIDENT)).filter((ticket) => ticket.summary === summary);
  let found = await look();
  // What the phone says may be of the report before; this one is on its way then.
  for (const until = Date.now() + 10_000; found.length === 0 && Date.now() < until; found = await look())
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(found).toHaveLength(1);
  return readTicket(await at(RESIDENT), found[0]?.id ?? '');
};

async function write(text: string, photos: ('darkStreet' | 'brokenDrain')[] = []): Promise<void> {
  await phone.open('pages/report/index');
  await phone.waitForText('误差约 15 米');
  if (text) await phone.fill('说说是什么问题', text);
  const files = await Promise.all(photos.map(photograph));
  if (files.length > 0) await phone.chooseFiles('拍照或选照片', files);
}
const offline = async () => {
  await phone.setOffline(true);
  await phone.waitForText('没有网络。填写的内容会保存在手机里。');
};
/** The line is dead, though the phone shows bars; unlike `offline` the app can be started anew. */
const deadLine = async () => {
  await phone.page.route(/__proxy/, (route) => route.abort());
  await phone.setOffline(false);
};
/** The line is back, and the phone notices. */
const aliveAgain = async () => {
  await phone.page.unroute(/__proxy/);
  await phone.setOffline(true);
  await phone.setOffline(false);
};
const waiting = () => phone.page.locator('.outbox__one').filter({ visible: true }).count();

describe('before the first report', () => {
  it('asks for agreement before it takes a photo or a place', async () => {
    await phone.open('pages/report/index');
    await phone.waitForText('反映问题会用到');
    await phone.screenshot(picture('report-gate'));
    expect((await phone.apiLog()).map(({ name }) => name)).not.toContain('getLocation');
    await phone.tap('同意并继续');
    await phone.waitForText('误差约 15 米');
  });
});

describe('twenty tries on a line that comes and goes', () => {
  it('are one ticket, with each photo once', async () => {
    await write('隧道口的护栏断了', ['darkStreet', 'brokenDrain']);
    let tries = 0;
    await phone.page.route(SENDING, async (route) => {
      tries += 1;
      // Half of them arrive, and no answer does.
      if (tries % 2 === 0) await route.fetch();
      await route.abort();
    });
    await phone.tap('提交');
    await phone.waitForText('待发送');
    while (tries < 20) {
      await phone.setOffline(true);
      await phone.setOffline(false);
      await phone.page.waitForTimeout(60);
    }
    expect(await ticketsOf(RESIDENT)).toHaveLength(1);
    await phone.page.unroute(SENDING);
    await phone.setOffline(true);
    await phone.setOffline(false);
    await phone.waitForText('收到了');
    const { ticket } = await wholeTicket('隧道口的护栏断了');
    expect(ticket.photos).toHaveLength(2);
    await phone.open('pages/tickets/index');
    await phone.waitForText('隧道口的护栏断了');
    expect(await waiting()).toBe(0);
  });
});

describe('an app that is killed', () => {
  it('with photos half sent goes on where it was, and loses none of them', async () => {
    let uploads = 0;
    await phone.page.route(UPLOADING, async (route) => {
      uploads += 1;
      // The first answer comes, the second is lost on its way back.
      if (uploads === 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await write('老街的下水井堵了', ['brokenDrain', 'darkStreet']);
    await phone.waitForText('有 1 张在等网络，会自动上传；可以先提交。');
    await phone.screenshot(picture('report-waiting-photo'));
    await offline();
    await phone.tap('提交');
    await phone.waitForText('已存好，联网后自动发送');
    await phone.page.unroute(UPLOADING);
    await deadLine();
    await phone.kill('pages/home/index');
    await phone.waitForText('待发送');
    await phone.waitForText('老街的下水井堵了');
    await phone.screenshot(picture('home-waiting'));
    await aliveAgain();
    await phone.waitForText('待发送的单子已经送到了');
    const { ticket } = await wholeTicket('老街的下水井堵了');
    expect(ticket.photos).toHaveLength(2);
  });
});

describe('several reports', () => {
  it('wait side by side, and go one after the other when the network is back', async () => {
    await write('第一件：路灯');
    await offline();
    await phone.tap('提交');
    await phone.waitForText('已存好，联网后自动发送');
    await phone.tap('再报一件');
    await phone.waitForText('误差约 15 米');
    await phone.fill('说说是什么问题', '第二件：井盖');
    await phone.tap('提交');
    await phone.waitForText('第二件：井盖');
    expect(await waiting()).toBe(2);
    await phone.screenshot(picture('outbox'));
    await phone.setOffline(false);
    await phone.waitForText('收到了');
    const found = (await ticketsOf(RESIDENT)).map(({ summary }) => summary);
    expect(found.filter((summary) => /^第.件/.test(summary))).toHaveLength(2);
  });

  it('are shown for mending where the server refuses one', async () => {
    await write('界河对岸有垃圾');
    await offline();
    await phone.tap('提交');
    await phone.waitForText('已存好，联网后自动发送');
    const refusal = {
      code: 'PLACE_OUTSIDE',
      message: '所选位置不在本区范围内，请重新选择位置或网格。',
      requestId: 'r',
    };
    await phone.page.route(SENDING, (route) =>
      route.fulfill({
        status: 422,
        headers: { 'x-weapp-header': encodeURIComponent('{"header":{},"cookies":[]}') },
        json: refusal,
      }),
    );
    await phone.setOffline(false);
    await phone.waitForText(`需要您看一下：${refusal.message}`);
    await phone.page.unroute(SENDING);
    await phone.tap('打开修改');
    await phone.waitForText('草稿已保存');
    expect(await phone.page.locator('wx-page:last-child textarea').inputValue()).toBe('界河对岸有垃圾');
    await phone.tap('提交');
    await phone.waitForText('收到了');
    await wholeTicket('界河对岸有垃圾');
  });

  it('are their writer’s: another on the same phone neither sees nor sends them', async () => {
    await write('只有我能看到');
    await offline();
    await phone.tap('提交');
    await phone.waitForText('已存好，联网后自动发送');
    await phone.page.route(SENDING, (route) => route.abort());
    await phone.setOffline(false);
    await phone.waitForText('正在等系统回应');
    await phone.open('pages/me/index');
    await phone.tap('退出登录');
    await phone.tap('退出');
    holder = OTHER;
    await phone.tap('微信登录');
    await phone.waitForText('退出登录');
    await phone.page.unroute(SENDING);
    await phone.open('pages/tickets/index');
    await phone.waitForText('还没有反映过问题');
    expect(await waiting()).toBe(0);
    expect(await ticketsOf(OTHER)).toEqual([]);
    await phone.open('pages/me/index');
    await phone.tap('退出登录');
    await phone.tap('退出');
    holder = RESIDENT;
    await phone.tap('微信登录');
    await phone.waitForText('待发送的单子已经送到了');
    expect(await ticketsOf(OTHER)).toEqual([]);
    await wholeTicket('只有我能看到');
  });
});

describe('a spoken report', () => {
  const speak = async () => {
    await phone.tap('按一下，说出问题');
    await phone.waitForText('说完了，按一下');
  };

  it('needs a photo, a recording and one tap', async () => {
    await write('', ['darkStreet']);
    await speak();
    await phone.screenshot(picture('report-recording'));
    await phone.tap('说完了，按一下');
    await phone.waitForText('7 秒');
    await phone.screenshot(picture('report-spoken'));
    await phone.tap('提交');
    await phone.waitForText('收到了');
    const { ticket } = await wholeTicket('语音点单（7 秒）');
    expect(ticket).toMatchObject({ voice: { seconds: 7 }, photos: [expect.anything()] });
    await phone.tap('看进度');
    await phone.waitForText('补充情况');
    await phone.tap('播放反映时的录音，7 秒');
    await phone.waitForText('0:00 / 0:07');
    await phone.screenshot(picture('ticket-spoken'));
    await phone.tap('停止播放反映时的录音');
    await phone.waitForText('7 秒');
  });

  it('keeps what was said before a call came in, over a kill, and sends it from the outbox', async () => {
    await write('');
    await speak();
    await phone.interrupt(true);
    await phone.waitForText('7 秒');
    await phone.interrupt(false);
    await phone.waitForText('草稿已保存');
    await offline();
    await phone.tap('提交');
    await phone.waitForText('语音点单（7 秒）');
    await deadLine();
    await phone.kill('pages/tickets/index');
    await phone.waitForText('待发送');
    expect(await waiting()).toBe(1);
    await aliveAgain();
    await phone.waitForText('待发送的单子已经送到了');
    const spoken = (await ticketsOf(RESIDENT)).filter(({ summary }) => summary === '语音点单（7 秒）');
    expect(spoken).toHaveLength(2);
  });

  it('can be taken back, and goes on in a supplement', async () => {
    const [ticket] = await ticketsOf(RESIDENT);
    await phone.open(`pages/ticket/index?id=${ticket?.id}`);
    await phone.tap('补充情况');
    await phone.tap('按一下，用说的');
    await phone.tap('说完了，按一下');
    await phone.tap('删掉这段录音');
    await phone.tap('按一下，用说的');
    await phone.tap('说完了，按一下');
    await phone.waitForText('7 秒');
    await phone.tap('.sheet__bar .button');
    await phone.waitForText('语音补充（7 秒）');
    const { timeline } = await readTicket(await at(RESIDENT), ticket?.id ?? '');
    expect(timeline.at(-1)).toMatchObject({ action: 'supplement', voice: { seconds: 7 } });
  });

  it('is explained where the microphone is switched off, and everything else goes on', async () => {
    const quiet = await openHost({
      dist: WEAPP_DIST,
      origins: { [API_BASE]: house.server.url },
      location: HERE,
      largeText: true,
      permissions: { microphone: 'denied' },
    });
    try {
      await quiet.tap('语音或文字');
      await quiet.tap('同意并继续');
      await quiet.tap('按一下，说出问题');
      await quiet.waitForText('没有麦克风权限');
      await quiet.screenshot(picture('report-no-microphone'));
      await quiet.tap('先不打开');
      await quiet.fill('说说是什么问题', '还是写吧');
      await quiet.waitForText('草稿已保存');
      expect(await quiet.errors()).toEqual([]);
    } finally {
      await quiet.close();
    }
  });
});

describe('a person to call', () => {
  it('is there on every page, and without a network', async () => {
    const [ticket] = await ticketsOf(RESIDENT);
    await phone.open(`pages/ticket/index?id=${ticket?.id}`);
    await phone.waitForText('补充情况');
    await phone.tap('打电话给网格员');
    await phone.waitForText('13900000032');
    await phone.tap('取消');
    await phone.page.route(/communities/, (route) => route.abort());
    await phone.tap('打电话给网格员');
    await phone.waitForText('13900000032');
    await phone.tap('取消');
    await phone.page.unroute(/communities/);
    for (const page of ['tickets', 'messages', 'me', 'report']) {
      await phone.open(`pages/${page}/index`);
      await phone.page.getByLabel('打电话给网格员').filter({ visible: true }).first().waitFor();
    }
  });
});

describe('a new version', () => {
  it('is offered, and not forced on whoever writes', async () => {
    await write('正在写的时候');
    await phone.update('ready');
    await phone.waitForText('有新版本');
    await phone.tap('稍后');
    expect(await phone.page.locator('wx-page:last-child textarea').inputValue()).toBe('正在写的时候');
  });
});

describe('a code read from inside the app', () => {
  it('is an arrival, or is said to be none of ours', async () => {
    await phone.mock('scanCode', { result: 'https://elsewhere.example/', path: '' });
    await phone.open('pages/home/index');
    await phone.tap('扫一扫');
    await phone.waitForText('这不是社区的二维码');
  });
});

describe('a phone without room', () => {
  it('says so and keeps what is written on the screen; copies of what the server knows go first', async () => {
    await write('手机满了');
    await offline();
    await phone.mock('setStorageSync', () => {
      throw new Error('setStorageSync:fail exceed storage max size 10Mb');
    });
    await phone.tap('提交');
    await phone.waitForText('手机里的空间也满了，没能先存下来');
    expect(await phone.page.locator('wx-page:last-child textarea').inputValue()).toBe('手机满了');
  });
});
