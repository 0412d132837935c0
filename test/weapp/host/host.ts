// Runs a built mini-program in headless Chromium and lets a test use it as a person would: by what is on the screen.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { PATIENCE, type Screen, screenOf } from '../../support/screen.ts';
import { bundleRuntime, type CompileProblem, compile, toHtml } from './compile.ts';
import type { ApiEntry, Boot, Mock, SetDataEntry, SubscribeAnswer } from './program.ts';
import { servePage } from './server.ts';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

export interface HostOptions {
  /** The output directory with app.json in it. */
  dist: string;
  /** Path of Chromium; CHROME_PATH, then /usr/bin/chromium, when absent. */
  executablePath?: string;
  width?: number;
  height?: number;
  /** First page, e.g. `pages/ticket/index`; the app's own first page when absent. */
  path?: string;
  /** Query of the first page, as a QR code or a message card would carry it. */
  query?: Record<string, string>;
  /** Scene value of the start; 1001 is the list of recent mini-programs. */
  scene?: number;
  /** Values put into the storage before the first start. */
  storage?: Record<string, unknown>;
  /** The phone's font scale; true is WeChat's care mode, 1.4. */
  largeText?: boolean | number;
  dark?: boolean;
  /** Where the phone is, and how sure of it in metres; 'denied' refuses the permission. */
  location?: { latitude: number; longitude: number; accuracy?: number } | 'denied';
  /**
   * Where the servers really are whose addresses are compiled into the app: `{ 'http://127.0.0.1:3000': server.url }`.
   * The app goes on asking the address it knows, its requests and pictures arrive at the other.
   */
  origins?: Readonly<Record<string, string>>;
  /** 'ask' shows the privacy popup at the first private API; the default has been agreed before. */
  privacy?: 'agreed' | 'ask';
  /** What wx.login answers; without it login fails. */
  loginCode?: () => string | Promise<string>;
  mocks?: Record<string, MockAnswer>;
}

/** A constant answer, or a function of the call's options. The function runs in the page: it sees nothing of the test. */
export type MockAnswer = object | ((options: never) => unknown);

/** The verbs of every screen, and what only a mini-program's phone can do. */
export interface Host extends Screen {
  page: Page;
  /** Warnings and errors of the template compiler. */
  problems: CompileProblem[];
  /** wx.reLaunch to a page, with or without a query. */
  open(path: string): Promise<void>;
  /** Replaces one `wx` function, also after a kill. To make it fail, let the function throw `{ errMsg, errCode }`. */
  mock(name: string, answer: MockAnswer): Promise<void>;
  /** Ends the app and starts it again: memory is gone, storage and saved files stay. */
  kill(path?: string): Promise<void>;
  pullDown(selector?: string): Promise<void>;
  /** The app goes to the background, or comes back. */
  hide(): Promise<void>;
  show(): Promise<void>;
  setOffline(offline: boolean): Promise<void>;
  setDark(dark: boolean): Promise<void>;
  setLocation(place: { latitude: number; longitude: number }): Promise<void>;
  /** Answers the subscribe dialog from now on without showing it; 'ask' shows it again. */
  subscribeDialog(answer: SubscribeAnswer): Promise<void>;
  /** Paths of the open pages, the one on top last. */
  stack(): Promise<string[]>;
  errors(): Promise<string[]>;
  setDataLog(): Promise<SetDataEntry[]>;
  apiLog(): Promise<ApiEntry[]>;
  close(): Promise<void>;
}

const asMock = (answer: MockAnswer): Mock =>
  typeof answer === 'function' ? { source: Function.prototype.toString.call(answer) } : { value: answer };

function bootOf(options: HostOptions): Boot {
  const query = Object.entries(options.query ?? {}).map(([k, v]) => `${k}=${encodeURIComponent(v)}`);
  const scale = typeof options.largeText === 'number' ? options.largeText : options.largeText ? 1.4 : 1;
  return {
    path: [options.path ?? '', ...(query.length > 0 ? [query.join('&')] : [])].join('?').replace(/\?$/, ''),
    scene: options.scene ?? 1001,
    fontSizeScaleFactor: scale,
    storage: options.storage ?? {},
    mocks: Object.fromEntries(Object.entries(options.mocks ?? {}).map(([name, answer]) => [name, asMock(answer)])),
    subscribe: 'ask',
    privacy: options.privacy ?? 'agreed',
    locationDenied: options.location === 'denied',
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
  const start = async () => {
    await page.goto(`${server.origin}/`);
    await page.locator('html[data-weapp=started]').waitFor({ state: 'attached', timeout: PATIENCE });
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
      if (target !== undefined) boot.path = target;
      await start();
    },
    pullDown: (selector) => page.evaluate((s) => window.__weapp.pullDown(s), selector),
    hide: () => page.evaluate(() => window.__weapp.hide()),
    show: () => page.evaluate(() => window.__weapp.show()),
    setOffline: (offline) => context.setOffline(offline),
    async setDark(dark) {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      // The app hears of it with the next frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
    setLocation: (place) => context.setGeolocation(place),
    async subscribeDialog(answer) {
      boot.subscribe = answer;
      await page.evaluate((a) => {
        window.__weapp.boot.subscribe = a;
      }, answer);
    },
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
