// Runs a built mini-program in headless Chromium and lets a test use it as a person would: by what is on the screen.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { PATIENCE, screenOf } from '../../support/screen.ts';
import { bundleRuntime, compile, toHtml } from './compile.ts';
import type { Heard, Host, HostOptions, MockAnswer } from './options.ts';
import type { Boot, Entry, Mock, Voice } from './program.ts';
import { servePage } from './server.ts';

export type { Host, HostOptions } from './options.ts';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required', '--mute-audio'],
];

const asMock = (answer: MockAnswer): Mock =>
  typeof answer === 'function' ? { source: Function.prototype.toString.call(answer) } : { value: answer };

const asVoice = ({ type, file, seconds, words = '' }: Heard): Voice => ({
  ...{ type, seconds, words },
  base64: file.toString('base64'),
});

const entryOf = ({ scene = 1001, shareTicket, referrerInfo }: Entry): Boot['entry'] => ({
  scene,
  ...(shareTicket === undefined ? {} : { shareTicket }),
  ...(referrerInfo === undefined ? {} : { referrerInfo }),
});

function bootOf(options: HostOptions): Boot {
  const query = Object.entries(options.query ?? {}).map(([k, v]) => `${k}=${encodeURIComponent(v)}`);
  const scale = typeof options.largeText === 'number' ? options.largeText : options.largeText ? 1.4 : 1;
  const { location, microphone = 'granted', album = 'granted' } = options.permissions ?? {};
  return {
    path: [options.path ?? '', ...(query.length > 0 ? [query.join('&')] : [])].join('?').replace(/\?$/, ''),
    entry: entryOf(options),
    fontSizeScaleFactor: scale,
    storage: options.storage ?? {},
    mocks: Object.fromEntries(Object.entries(options.mocks ?? {}).map(([name, answer]) => [name, asMock(answer)])),
    subscribe: 'ask',
    employee: 'ask',
    ...(options.templates ? { templates: options.templates } : {}),
    privacy: options.privacy ?? 'agreed',
    undeclared: options.undeclared ?? [],
    permissions: {
      'scope.userLocation': options.location === 'denied' ? 'denied' : (location ?? 'granted'),
      'scope.record': microphone,
      'scope.writePhotosAlbum': album,
    },
    ...(options.voice ? { voice: asVoice(options.voice) } : {}),
    without: options.without ?? [],
  };
}

function launch(profile: string, options: HostOptions): Promise<BrowserContext> {
  const place = options.location === 'denied' ? undefined : options.location;
  return chromium.launchPersistentContext(profile, {
    executablePath: options.executablePath ?? process.env.CHROME_PATH ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: options.width ?? 375, height: options.height ?? 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    colorScheme: options.dark ? 'dark' : 'light',
    geolocation: place ?? { latitude: 31.2304, longitude: 121.4737 },
    permissions: ['geolocation'],
    args: FLAGS,
  });
}

/** Pictures are loaded by the browser itself, past the host's server, so they are led to the real server here. */
async function leadPictures(context: BrowserContext, origins: Readonly<Record<string, string>>): Promise<void> {
  for (const [known, real] of Object.entries(origins)) {
    await context.route(`${known}/**`, (route) => {
      const url = route.request().url();
      return route.continue({ url: real + url.slice(known.length) });
    });
  }
}

/** Compiles `dist`, starts Chromium with a fresh profile and the app in it, and waits until its first page is there. */
export async function openHost(options: HostOptions): Promise<Host> {
  const { program, problems } = compile(options.dist);
  const script = await bundleRuntime();
  const boot = bootOf(options);
  const server = await servePage(options.dist, () => toHtml(program, script, boot), options.origins);
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-host-'));
  const context = await launch(profile, options);
  await leadPictures(context, options.origins ?? {});
  const page = context.pages()[0] ?? (await context.newPage());
  if (options.loginCode) await page.exposeFunction('__weappLoginCode', options.loginCode);
  if (options.group) await page.exposeFunction('__weappGroup', options.group);
  const start = async () => {
    await page.goto(`${server.origin}/`);
    await page.locator('html[data-weapp=started]').waitFor({ state: 'attached', timeout: PATIENCE });
  };
  /** Changes what the app is told at its next start, and what it is told from now on. */
  const change = async (part: Partial<Boot>) => {
    Object.assign(boot, part);
    await page.evaluate((p) => void Object.assign(window.__weapp.boot, p), part);
  };
  await start();

  return {
    ...screenOf(page, { layers: ['#overlays > *', '#stack .sheet__panel', '#stack', '#shell'], top: 'wx-page' }),
    page,
    problems,
    open: (target) => page.evaluate((url) => window.__weapp.open(url), target).then(() => undefined),
    async mock(name, answer) {
      const mock = asMock(answer);
      boot.mocks[name] = mock;
      await page.evaluate(([n, m]) => window.__weapp.mock(n, m), [name, mock] as const);
    },
    async kill(target) {
      const entry = typeof target === 'string' ? { path: target } : target;
      if (entry) Object.assign(boot, { path: entry.path ?? boot.path, entry: entryOf(entry) });
      await start();
    },
    enter: (entry) => page.evaluate((e) => window.__weapp.enter(e), entry),
    pullDown: (selector) => page.evaluate((s) => window.__weapp.pullDown(s), selector),
    hide: (seconds = 0) => page.evaluate((s) => window.__weapp.hide(s), seconds),
    show: () => page.evaluate(() => window.__weapp.enter({})),
    setOffline: (offline) => context.setOffline(offline),
    setNetwork: (type) => page.evaluate((t) => window.__weapp.network(t), type),
    drop: (part, when, times = 1) => void server.drops.push({ path: part, when, times }),
    async setDark(dark) {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      // The app hears of it with the next frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
    setLocation: (place) => context.setGeolocation(place),
    subscribeDialog: (subscribe) => change({ subscribe }),
    employeeDialog: (employee) => change({ employee }),
    subscriptions: (on) => page.evaluate((o) => window.__weapp.mainSwitch(o), on),
    hears: (voice) => change({ voice: asVoice(voice) }),
    interrupt: (begins) => page.evaluate((b) => window.__weapp.interrupt(b), begins),
    share: (kind = 'menu') => page.evaluate((k) => window.__weapp.share(k), kind),
    cards: () => page.evaluate(() => window.__weapp.cards()),
    album: () => page.evaluate(() => window.__weapp.album()),
    update: (outcome) => page.evaluate((o) => window.__weapp.updates(o), outcome),
    firstPaint: () => page.evaluate(() => window.__weapp.firstPaint()),
    stack: () => page.evaluate(() => window.__weapp.stack()),
    errors: () => page.evaluate(() => window.__weapp.log.errors),
    setDataLog: () => page.evaluate(() => window.__weapp.log.setData),
    apiLog: () => page.evaluate(() => window.__weapp.log.api),
    async close() {
      await context.close();
      await server.close();
      fs.rmSync(profile, { recursive: true, force: true });
    },
  };
}
