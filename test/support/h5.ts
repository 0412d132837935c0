/** The H5 client on a phone's browser, served by the server itself, and used by what is on the screen. */
import type { Page } from 'playwright-core';
import { launchPhone, type Phone, type PhoneOptions } from './chromium.ts';
import type { Noticed } from './noticed.ts';
import { PATIENCE, type Screen, screenOf } from './screen.ts';

export interface H5 extends Phone, Screen {
  /** Loads the app anew, at a page such as `pages/ticket/index?id=…`. */
  open(route: string): Promise<void>;
  /** Signs in on the screen as somebody of the demo; whoever was signed in before is not any more. */
  become(name: string): Promise<void>;
  /** Reads what the app keeps in the browser's storage under this key. */
  kept<T>(key: string): Promise<T>;
  /** Waits until nothing has been under way to or from the server for a moment. */
  quiet(): Promise<void>;
  /** Puts a value there, to be read by the app when it is opened next. */
  keep(key: string, value: unknown): Promise<void>;
  /** Does so in another window of the same person, while the app is open here. */
  keepElsewhere(key: string, value: unknown): Promise<void>;
  /** A picture in CSS pixels: a fourth of what `screenshot` takes, in a fraction of its time. */
  photograph(file: string): Promise<void>;
}

const LAYERS = { layers: ['.taro-actionsheet, .taro__modal, .taro-modal', '.sheet__panel', 'body'], top: '.taro_page' };

/** A phone is asked whether to take a photo or to choose one. */
const FROM_ALBUM = '从相册选择';

/** In the first grid of 河滨社区; the phone is sure of it to 15 metres. */
const HERE = { longitude: 109.9819, latitude: 27.1144, accuracy: 15 };

/** A phone of its own, whose clock shows the server's time. */
export async function openH5(house: Noticed, options: PhoneOptions = {}): Promise<H5> {
  const phone = await launchPhone({ place: HERE, baseURL: house.server.url, screen: SCREEN, ...options });
  const { page, context } = phone;
  await context.clock.setFixedTime(house.clock.now());
  const screen = screenOf(page, LAYERS);
  const quiet = watchTraffic(page);
  const open = async (route: string) => {
    // Another page of the same document would only be a change behind the `#`.
    await page.goto('about:blank');
    await page.goto(`/#/${route}`);
    await page.locator('.frame').filter({ visible: true }).first().waitFor({ timeout: PATIENCE });
  };
  return {
    ...phone,
    ...screen,
    open,
    async chooseFiles(trigger, files) {
      await screen.tap(trigger);
      await screen.chooseFiles(FROM_ALBUM, files);
      await page
        .getByText(FROM_ALBUM)
        .filter({ visible: true })
        .first()
        .waitFor({ state: 'hidden', timeout: PATIENCE });
    },
    async become(name) {
      await open('packages/resident/login/index');
      await screen.tap(name);
      await page.waitForURL((url) => !url.hash.includes('resident/login'), { timeout: PATIENCE });
    },
    quiet,
    photograph: async (file) => void (await page.screenshot({ path: file, scale: 'css' })),
    async keepElsewhere(key, value) {
      await page.evaluate(
        ([name, data]) => {
          localStorage.setItem(name, data);
          // The window that wrote it does not hear of it by itself.
          window.dispatchEvent(new StorageEvent('storage', { key: name, newValue: data }));
        },
        [key, JSON.stringify({ data: value })] as const,
      );
    },
    kept: (key) => readKept(page, key),
    keep: async (key, value) => {
      if (!page.url().startsWith('http')) await page.goto('/');
      await page.evaluate(([name, data]) => localStorage.setItem(name, data), [
        key,
        JSON.stringify({ data: value }),
      ] as const);
    },
  };
}

/** So long without a request counts as quiet; a page that waits for its reader to stop typing takes longer than most. */
const QUIET_MS = 120;

function watchTraffic(page: Page): () => Promise<void> {
  let open = 0;
  let last = 0;
  const change = (by: number) => () => {
    open = Math.max(0, open + by);
    last = performance.now();
  };
  page.on('request', change(1));
  page.on('requestfinished', change(-1));
  page.on('requestfailed', change(-1));
  return async () => {
    const began = performance.now();
    last = Math.max(last, began);
    while (open > 0 || performance.now() - last < QUIET_MS) {
      if (performance.now() - began > PATIENCE) throw new Error('the page does not come to rest');
      await page.waitForTimeout(QUIET_MS / 4);
    }
  };
}

const SCREEN = { width: 375, height: 812 };

async function readKept<T>(page: Page, key: string): Promise<T> {
  const text = await page.evaluate((name) => localStorage.getItem(name), key);
  return (JSON.parse(text ?? 'null') as { data: T } | null)?.data as T;
}
