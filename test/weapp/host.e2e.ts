// The host itself, on a small mini-program written by hand: what these tests see of it may be believed of a real build.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { type Host, type HostOptions, openHost } from './host/host.ts';
import { PACKAGE_LIMIT, packageSizes } from './host/sizes.ts';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixture');
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP8z4APMOGVHbHSAEEsARPe7ckkAAAAAElFTkSuQmCC',
  'base64',
);

// A browser is started for each test.
jest.setTimeout(60_000);

let host: Host;
const start = async (options: Partial<HostOptions> = {}) => {
  host = await openHost({ dist, ...options });
};
afterEach(async () => {
  await host?.close();
});

describe('a page', () => {
  it('renders, and takes taps that bubble unless they are caught', async () => {
    await start();
    expect(host.problems).toEqual([]);
    await host.waitForText('点了 0 次');
    await host.tap('加一');
    await host.tap('加一不冒泡');
    await host.waitForText('点了 2 次');
    await host.waitForText('冒泡 1 次');
    await host.page.locator('wx-button[disabled]').tap({ force: true });
    expect(await host.text()).toContain('点了 2 次');
    expect(await host.setDataLog()).toContainEqual({ path: 'pages/home/index', keys: ['count'], bytes: 11 });
    expect(await host.errors()).toEqual([]);
  });

  it('converts rpx in inline styles as in style sheets', async () => {
    await start();
    const paddings = await host.page
      .locator('.card')
      .evaluateAll((cards) => cards.map((card) => Number.parseFloat(getComputedStyle(card).paddingTop)));
    expect(paddings.map(Math.round)).toEqual([10, 10, 15]);
  });

  it('takes typing, lists, dates, ticks and switches', async () => {
    await start();
    await host.fill('.words', '井盖破损');
    await host.waitForText('写了：井盖破损');
    await host.tap('.grade');
    await host.tap('缓办');
    await host.waitForText('分档：缓办');
    await host.tap('.day');
    await host.fill('[aria-label=日期]', '2027-05-01');
    await host.tap('确定');
    await host.waitForText('日期：2026-12-31');
    await host.tap('路灯');
    await host.tap('噪音');
    await host.waitForText('选了：路灯、噪音');
    await host.tap('路灯');
    await host.waitForText('选了：噪音');
    await host.tap('开关');
    await host.waitForText('开着');
    expect(await host.errors()).toEqual([]);
  });

  it('asks with a dialog, and refreshes when it is pulled down', async () => {
    await start();
    await host.tap('加一');
    await host.pullDown();
    await host.waitForText('点了 0 次');
    await host.tap('询问');
    await host.waitForText('确定要办结吗');
    await host.tap('取消');
    await host.waitForText('取消了');
  });
});

describe('the shell', () => {
  it('goes to a page of a sub-package and back, and changes tabs', async () => {
    await start();
    await host.tap('去详情');
    await host.waitForText('详情 7');
    expect(await host.stack()).toEqual(['pages/home/index', 'packages/extra/pages/detail/index']);
    await host.tap('分数 4');
    await host.waitForText('评了 4');
    await host.tap('返回');
    await host.waitForText('点了 0 次');
    await host.tap('我的');
    await host.waitForText('字号 1，light');
    expect(await host.errors()).toEqual([]);
  });

  it('starts at a page with a query, as a scanned code does', async () => {
    await start({ path: 'packages/extra/pages/detail/index', query: { id: '9' } });
    await host.waitForText('详情 9');
    expect(await host.stack()).toHaveLength(1);
  });

  it('follows the phone: dark colours, large text', async () => {
    await start({ dark: true, largeText: true, path: 'pages/mine/index' });
    await host.waitForText('字号 1.4，dark');
    const colour = () => host.page.locator('#nav').evaluate((nav) => getComputedStyle(nav).backgroundColor);
    expect(await colour()).toBe('rgb(25, 25, 25)');
    await host.setDark(false);
    expect(await colour()).toBe('rgb(255, 255, 255)');
  });
});

describe('the phone', () => {
  it('locates only with a declaration, a permission and, where asked, consent', async () => {
    await start({ location: { latitude: 28.1, longitude: 115.2 }, privacy: 'ask' });
    await host.tap('定位');
    await host.waitForText('用户隐私保护提示');
    await host.tap('同意');
    await host.waitForText('28.1、115.2');
    await host.kill();
    await host.tap('定位');
    await host.waitForText('28.1、115.2');
  });

  it('refuses to locate when the permission is denied', async () => {
    await start({ location: 'denied' });
    await host.tap('定位');
    await host.waitForText('getLocation:fail auth deny');
  });

  it('asks for subscriptions inside a tap only, and remembers what is to be kept', async () => {
    await start();
    await host.tap('迟了再订阅');
    await host.waitForText('can only be invoked by user TAP gesture');
    await host.tap('订阅');
    await host.waitForText('申请发送一次性订阅消息');
    await host.tap('允许');
    await host.waitForText('accept');
    await host.subscribeDialog('always');
    await host.tap('订阅');
    await host.subscribeDialog('reject');
    await host.kill();
    await host.tap('订阅');
    await host.waitForText('accept');
  });

  it('shows a map whose markers and places can be tapped and which can be moved', async () => {
    await start({ path: 'pages/mine/index' });
    await host.tap('.marker');
    await host.waitForText('标记 3');
    await host.page.locator('.map').tap({ position: { x: 150, y: 20 } });
    await host.waitForText(/地点/.source);
    expect(await host.page.locator('.map').getAttribute('data-scale')).toBe('14');
    expect(await host.text()).toContain('地点 31.2');
  });
});

describe('storage and network', () => {
  let api: http.Server;
  let origin: string;
  const seen: { method?: string; url?: string; headers: http.IncomingHttpHeaders; body: string }[] = [];
  beforeAll(async () => {
    api = http.createServer((req, res) => {
      const parts: Buffer[] = [];
      req.on('data', (part: Buffer) => parts.push(part));
      req.on('end', () => {
        const body = Buffer.concat(parts);
        seen.push({ method: req.method, url: req.url, headers: req.headers, body: body.toString('latin1') });
        res.writeHead(201, { 'content-type': 'application/json', 'x-own': 'yes' });
        res.end(req.url === '/media' ? JSON.stringify({ id: 'm1' }) : body);
      });
    });
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => api.close(resolve)));

  it('keeps storage and saved files through a kill, and uploads them with progress', async () => {
    await start({ storage: { api: origin }, path: 'pages/mine/index' });
    await host.chooseFiles('选照片', [{ name: 'a.png', mimeType: 'image/png', buffer: picture }]);
    await host.page.locator('.thumb').waitFor();
    await host.kill();
    await host.page.locator('.thumb').waitFor();
    await host.tap('上传');
    await host.waitForText('201 m1');
    await host.waitForText('进度 100%');
    const upload = seen.find((request) => request.url === '/media');
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(upload?.headers.authorization).toBe('Bearer t');
    expect(upload?.body).toContain('name="purpose"');
    expect(upload?.body).toContain(picture.toString('latin1'));
    expect(await host.errors()).toEqual([]);
  });

  it('requests without CORS, fails when offline, and takes mocks', async () => {
    await start({ storage: { api: origin }, path: 'pages/mine/index', loginCode: () => 'c1' });
    await host.tap('取数据');
    await host.waitForText('201 路灯不亮 yes');
    await host.setOffline(true);
    await host.tap('取数据');
    await host.waitForText('request:fail');
    await host.setOffline(false);
    await host.tap('登录');
    await host.waitForText('code c1');
    await host.mock('login', { code: 'c2' });
    await host.tap('登录');
    await host.waitForText('code c2');
    expect((await host.apiLog()).at(-1)).toEqual({
      name: 'login',
      options: {},
      answer: { errMsg: 'login:ok', code: 'c2' },
    });
    await host.tap('塞满');
    await host.waitForText('entry size limit reached');
  });
});

describe('what a phone does not have', () => {
  it('fails here too: document and URL in page code', async () => {
    await start({ path: 'pages/mine/index' });
    await host.tap('用 document');
    await host.tap('用 URL');
    await host.page.waitForTimeout(200);
    const errors = (await host.errors()).join('\n');
    expect(errors).toContain("Cannot read properties of undefined (reading 'title')");
    expect(errors).toContain('URL is not defined');
  });
});

describe('package sizes', () => {
  it('count a sub-package apart from the main package', () => {
    const sizes = packageSizes(dist);
    expect(sizes.subPackages['packages/extra']).toBeGreaterThan(400);
    expect(sizes.main).toBeLessThan(PACKAGE_LIMIT);
    expect(sizes.main + (sizes.subPackages['packages/extra'] ?? 0)).toBe(sizes.total);
  });
});
