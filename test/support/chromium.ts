/** A phone: Chromium with a small touch screen, a place on earth and a profile that nobody used before. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export interface PhoneOptions {
  /** Where the phone is, in degrees (WGS-84), and how sure of it in metres. Without it the phone refuses to tell its place. */
  readonly place?: { readonly longitude: number; readonly latitude: number; readonly accuracy?: number };
  /** Width and height of the screen in CSS pixels; a common Android phone if left out. */
  readonly screen?: { readonly width: number; readonly height: number };
  /** Put before every relative address, for example `http://127.0.0.1:3000`. */
  readonly baseURL?: string;
  /** A phone set to dark. */
  readonly dark?: boolean;
}

export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained about since it opened: uncaught errors and console errors. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** What it says to be: pages offer camera and album to a phone, and a plain file chooser to others. */
const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

/** The browser's own calls home would only fail on a closed network; a container's root has no sandbox to offer. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a browser as one person's phone. Each has its own profile, so two phones never share a login; `close()`
 * ends the browser and removes the profile.
 */
export async function launchPhone(options: PhoneOptions = {}): Promise<Phone> {
  const profile = await mkdtemp(path.join(tmpdir(), 'liudan-phone-'));
  const context = await open(profile, options).catch(async (error: unknown) => {
    await rm(profile, { recursive: true, force: true });
    throw error;
  });
  const complaints: string[] = [];
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return {
    page,
    context,
    complaints,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function open(profile: string, { place, screen, baseURL, dark }: PhoneOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: QUIET,
    isMobile: true,
    userAgent: ANDROID,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: screen ?? { width: 390, height: 844 },
    deviceScaleFactor: 2,
    colorScheme: dark ? 'dark' : 'light',
    ...(baseURL && { baseURL }),
    ...(place && { geolocation: { ...place }, permissions: ['geolocation'] }),
  });
}
