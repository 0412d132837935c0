/** What a phone and WeChat do around a mini-program, as the host does it: consents, cards, sound, bad networks. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { jest } from '@jest/globals';
import { silence } from '../support/sounds.ts';
import { type Host, type HostOptions, openHost } from './host/host.ts';

// A browser is started for each test.
jest.setTimeout(60_000);

const dist = path.join(import.meta.dirname, 'fixture');
const PHONE = 'packages/extra/pages/phone/index';
const SECONDS = 1;
const voice = { type: 'mp3', file: silence(SECONDS), seconds: SECONDS, words: '路灯不亮' } as const;

let host: Host;
const start = async (options: Partial<HostOptions> = {}) => {
  host = await openHost({ dist, path: PHONE, ...options });
};
afterEach(async () => {
  const errors = await host?.errors();
  await host?.close();
  expect(errors).toEqual([]);
});

/** Taps, and waits for the page to say what came of it. */
async function says(tap: string, words: string): Promise<void> {
  await host.tap(tap);
  await host.waitForText(words);
}

describe('the privacy popup', () => {
  it('is shown once for several calls, and keeps quiet for a while after a refusal', async () => {
    await start({ privacy: 'ask' });
    await host.tap('剪贴板');
    await host.waitForText('用户隐私保护提示');
    await says('拒绝', 'setClipboardData:fail privacy permission is not authorized');
    await host.waitForText('"errno":104');
    await says('录音', '错误 operateRecorder:fail privacy permission is not authorized 104');
    await host.kill();
    await host.tap('剪贴板');
    await says('同意', 'setClipboardData:ok');
  });

  it('may be the page’s own, and needs a tap on its button', async () => {
    await start({ privacy: 'ask' });
    await says('自己的弹窗', '要同意 setClipboardData');
    await says('我同意', 'setClipboardData:ok');
  });

  it('cannot help what the guide does not name', async () => {
    await start({ undeclared: ['setClipboardData'] });
    await says('剪贴板', 'setClipboardData:fail api scope is not declared in the privacy agreement');
    await host.waitForText('"errno":112');
  });
});

describe('subscribe messages', () => {
  const templates = {
    accepted: { title: '受理通知' },
    resolved: { title: '办结通知' },
    again: { title: '办结通知' },
    banned: { title: '催办', banned: true },
  };

  it('are allowed one by one, and kept only where that was ticked', async () => {
    await start({ templates });
    await host.tap('要消息');
    await host.tap('受理通知');
    await says('允许', '"accepted":"reject","resolved":"accept","again":"filter","banned":"ban"');
    await host.subscribeDialog({ resolved: 'reject' });
    await says('要消息', '"accepted":"accept","resolved":"reject"');
    await host.subscribeDialog('ask');
    await host.tap('要消息');
    await host.tap('总是保持以上选择，不再询问');
    await says('允许', '"accepted":"accept","resolved":"accept"');
    await host.kill();
    await says('要消息', '"accepted":"accept","resolved":"accept"');
    await host.tap('去设置');
    await host.tap('接收订阅消息');
    await says('返回小程序', '"mainSwitch":false,"itemSettings":{"accepted":"accept","resolved":"accept"}');
    await says('要消息', '"errCode":20004');
  });

  it('fail for a template the account does not have', async () => {
    await start({ templates: { accepted: {} } });
    await says('要消息', '"errCode":20001');
  });

  it('lead to the settings by a tap only; the answer to a dialog is one', async () => {
    await start({ permissions: { microphone: 'denied' }, voice });
    await says('录音', '错误 operateRecorder:fail auth deny 103');
    await says('迟了再设置', 'openSetting:fail can only be invoked by user TAP gesture');
    await host.tap('先问再设置');
    await host.tap('打开设置');
    await host.tap('使用你的麦克风');
    await says('返回小程序', '"scope.record":true');
    await says('录音', '开始');
  });
});

describe('the employee relation', () => {
  it('is bound once, and knows callbacks only', async () => {
    await start();
    await says('查绑定', '"bindingStatus":""');
    await says('再订阅', 'requestSubscribeEmployeeMessage:fail invalid employee relation');
    await host.tap('绑定');
    await host.waitForText('申请与你绑定用工关系');
    await says('取消', '"bindingStatus":"reject","todo":"reject"');
    await host.tap('绑定');
    await host.tap('late');
    await says('允许', '"bindingStatus":"accept","todo":"accept","late":"reject"');
    await host.kill();
    await says('查绑定', '"bindingStatus":"accept"');
    await host.employeeDialog('accept');
    await says('再订阅', '"todo":"accept","late":"accept"');
    await says('不给回调', 'undefined');
  });

  it('is missing on an older phone', async () => {
    await start({ without: ['bindEmployeeRelation'] });
    await host.tap('绑定');
    await host.page.waitForFunction(() => window.__weapp.log.errors.length > 0);
    expect((await host.errors()).splice(0).join()).toContain('is not a function');
    await host.kill();
  });
});

describe('cards, codes and groups', () => {
  it('carry what the page says of itself', async () => {
    await start();
    expect(await host.share()).toMatchObject({ from: 'menu', title: '来自menu', path: '/pages/home/index?from=card' });
    await host.tap('分享给朋友');
    await host.page.waitForFunction(() => window.__weapp.cards().length === 2);
    expect((await host.cards())[1]).toMatchObject({ from: 'button', title: '来自button7' });
    await expect(host.share('timeline')).rejects.toThrow('onShareTimeline');
    await host.open('pages/home/index');
    await expect(host.share()).rejects.toThrow('cannot be shared');
  });

  it('bring somebody in, cold or warm, with a scene and what came from the group', async () => {
    await start({ scene: 1008, group: () => ({ encryptedData: 'secret', iv: 'i' }) });
    await host.waitForText(`${PHONE} 1008 |1008|1008`);
    await says('群信息', '"encryptedData":"secret"');
    await host.enter({ path: `${PHONE}?id=3`, scene: 1044, shareTicket: 't1' });
    await host.waitForText(`${PHONE} 1044 t1|1008|1044`);
    await host.hide();
    await host.enter({ scene: 1089 });
    await host.waitForText(`${PHONE} 1089 |1008|1089`);
    await says('群信息', '"errCode":40097');
    await host.kill({ path: PHONE, scene: 1047 });
    await host.waitForText('1047|1047');
    await host.tap('扫码');
    await host.fill('小程序码的页面路径', 'pages/home/index?scene=abc');
    await says('扫到了', '"scanType":"WX_CODE"');
    await host.tap('扫码');
    await says('取消', 'scanCode:fail cancel');
  });
});

describe('sound', () => {
  it('is recorded with permission, interrupted by a call, and played', async () => {
    await start({ permissions: { microphone: 'ask' }, voice });
    await says('播放', '放不了 10004');
    await host.tap('录音');
    await host.waitForText('申请使用你的麦克风');
    await says('允许', '开始');
    await says('录音', "audio is recording, don't start record again");
    await host.interrupt(true);
    await host.waitForText('暂停');
    await says('继续录', 'recorder can not resume');
    await host.interrupt(false);
    await host.waitForText('中断结束');
    await says('继续录', '继续');
    await says('停止', `录好 ${SECONDS * 1000} ${voice.file.length}`);
    await says('播放', '放完 1.0');
    await says('停止', 'recorder not start');
    await host.hears({ ...voice, words: '井盖破了' });
    await host.tap('说话');
    await says('说完', '说了 井盖破了');
  });
});

describe('the map', () => {
  it('has callouts, its own and those the page draws', async () => {
    await start();
    await says('.own', '气泡 2');
    expect(await host.page.locator('.map .callout').filter({ visible: true }).allInnerTexts()).toEqual(['两件']);
    await says('.marker[data-marker-id="1"]', '标记 1');
    await says('路灯', '气泡 1');
    await host.page.locator('.map').tap({ position: { x: 20, y: 120 } });
    await host.waitForText('地点 31.2');
    expect(await host.page.locator('div.callout').count()).toBe(0);
  });

  it('stands beside wheels for years and times of day', async () => {
    await start();
    await host.tap('.year');
    await host.fill('日期', '2025');
    await says('确定', '选了 2025');
    await host.tap('.clock');
    await host.fill('时间', '06:00');
    await says('确定', '选了 08:30');
  });
});

describe('a bad network, a full phone, a new version', () => {
  let api: http.Server;
  let origin: string;
  let arrived: { bytes: number; ended: boolean }[] = [];
  let release = () => undefined as unknown;
  beforeAll(async () => {
    api = http.createServer((req, res) => {
      const request = { bytes: 0, ended: false };
      arrived.push(request);
      req.on('data', (part: Buffer) => {
        request.bytes += part.length;
      });
      req.on('error', () => undefined);
      req.on('end', () => {
        request.ended = true;
        if (req.url === '/picture') res.writeHead(200, { 'content-type': 'image/png' }).end('png');
        else release = () => res.writeHead(200).end('{}');
      });
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => api.close(resolve)));
  beforeEach(() => {
    arrived = [];
  });
  const served = async () => {
    while (!arrived.at(-1)?.ended) await host.page.waitForTimeout(20);
  };

  it('breaks on the way out, on the way back, and when the app goes away', async () => {
    await start({ storage: { api: origin } });
    host.drop('/slow', 'sending');
    await says('发出去', 'request:fail errcode:-101 net::ERR_CONNECTION_RESET 600001');
    expect(arrived.some(({ ended }) => ended)).toBe(false);
    host.drop('/slow', 'answering');
    await host.tap('发出去');
    await served();
    release();
    await host.waitForText('request:fail errcode:-101');
    await host.hide();
    await host.show();
    await host.tap('发出去');
    await served();
    await host.hide(5);
    await host.waitForText('request:fail interrupted 600003');
    await host.show();
    await host.setNetwork('4g');
    await host.waitForText('网络 4g');
    await host.setNetwork('none');
    await says('发出去', 'net::ERR_INTERNET_DISCONNECTED');
    await host.setNetwork('wifi');
    await host.tap('发出去');
    await served();
    release();
    await host.waitForText('request:ok 200');
  });

  it('counts storage by the byte, saves pictures, and starts anew with a new version', async () => {
    await start({ storage: { api: origin }, permissions: { album: 'ask' } });
    await host.tap('存相册');
    await host.waitForText('申请保存图片或视频到你的相册');
    await says('允许', 'saveImageToPhotosAlbum:ok');
    expect(await host.album()).toEqual([{ type: 'image/png', base64: Buffer.from('png').toString('base64') }]);
    // "four" and 2044 letters are 2 KB; "list" and ["路"] are 11 bytes more.
    await says('多大', '{"keys":["four","list"],"currentSize":3,"limitSize":10240}');
    await host.update('failed');
    await host.waitForText('更新失败');
    const before = await host.page.evaluate(() => performance.timeOrigin);
    await host.update('ready');
    await host.page.waitForFunction(
      (t) => performance.timeOrigin !== t && window.__weapp?.stack().length === 1,
      before,
    );
    await host.waitForText('新版本 false');
  });
});
