/**
 * Every call to the platform (WeChat or the browser), in one place. Nothing else in the app asks which of the two it is.
 *
 * Cancelled choices come back as empty results, not as errors: a person who changes his mind made no mistake.
 */
import Taro from '@tarojs/taro';
import { isDenied, isUnagreed } from './permission.ts';

export const isH5 = process.env.TARO_ENV === 'h5';

/** The code that the server exchanges for the person; null where WeChat is not there (H5). */
export async function wechatCode(): Promise<string | null> {
  if (isH5) return null;
  return (await Taro.login()).code;
}

export interface Place {
  lng: number;
  lat: number;
  accuracyMetres: number;
  /** WeChat answers in the system of Chinese maps, browsers in that of the satellites. */
  system: 'gcj02' | 'wgs84';
}

type Located = { place: Place } | { refused: 'denied' | 'privacy' | 'failed' };

export async function locate(): Promise<Located> {
  const system = isH5 ? 'wgs84' : 'gcj02';
  try {
    const fix = await Taro.getLocation({ type: system, isHighAccuracy: true, highAccuracyExpireTime: 4000 });
    return { place: { lng: fix.longitude, lat: fix.latitude, accuracyMetres: Math.round(fix.accuracy ?? 0), system } };
  } catch (error) {
    if (isUnagreed(error)) return { refused: 'privacy' };
    return { refused: isDenied(error) ? 'denied' : 'failed' };
  }
}

/**
 * Says that a permission was refused before, and leads whoever wants to the switch. WeChat opens its settings in answer
 * to a tap only. H5 has no such page: the words on screen must do.
 */
export async function offerSettings(words: string): Promise<void> {
  if (isH5) say(words);
  else if (await confirm({ title: '需要权限', words, yes: '打开设置', no: '先不打开' }))
    await Taro.openSetting().catch(() => undefined);
}

export interface Answer {
  status: number;
  body: unknown;
}

interface Ask {
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers: Record<string, string>;
  body?: unknown;
  timeoutMs: number;
}

export async function ask({ url, method, headers, body, timeoutMs }: Ask): Promise<Answer> {
  const answer = await Taro.request<unknown>({
    url,
    method,
    header: headers,
    timeout: timeoutMs,
    ...(body === undefined ? {} : { data: body }),
  } as Taro.request.Option<unknown>);
  return { status: answer.statusCode, body: parsed(answer.data) };
}

export function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}

export function stored<T>(key: string): T | null {
  try {
    const value: unknown = Taro.getStorageSync(key);
    return value === '' || value === undefined || value === null ? null : (value as T);
  } catch {
    return null;
  }
}

/** What begins with this can be asked for again, and goes first when there is no room. */
export const CACHE = 'cache.';

/** False when the phone has no room: the caller must not say "saved" then. Copies of what the server knows make room first. */
export function store(key: string, value: unknown): boolean {
  if (put(key, value)) return true;
  const copies = storedKeys().filter((one) => one.startsWith(CACHE) && one !== key);
  for (const one of copies) forget(one);
  return copies.length > 0 && put(key, value);
}

function put(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(key, value);
    return true;
  } catch {
    return false;
  }
}

export function storedKeys(): string[] {
  try {
    return Taro.getStorageInfoSync().keys;
  } catch {
    return [];
  }
}

/** How full the storage is, 0 to 1; WeChat gives 10 MB. Null where nobody says (H5). */
export function storageFilled(): number | null {
  if (isH5) return null;
  try {
    const { currentSize, limitSize } = Taro.getStorageInfoSync();
    return limitSize > 0 ? currentSize / limitSize : null;
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(key);
  } catch {
    // What cannot be removed is overwritten at the next write.
  }
}

/** On H5 the same person may have the app open twice: `heard` runs when the other one has stored something under `key`. */
export function onStoredElsewhere(key: string, heard: () => void): void {
  if (isH5) window.addEventListener('storage', (event) => event.key === key && heard());
}

/** On H5 the bars around a page are part of our own, and grow with its text; WeChat sizes its bars by itself. */
export function growBars(large: boolean): void {
  if (isH5) document.documentElement.classList.toggle('large', large);
}

export async function call(phone: string): Promise<void> {
  await Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined);
}

export type Consents = Record<string, 'accept' | 'reject' | 'ban' | 'filter'>;

/**
 * WeChat's consent popup for messages. Must be called directly in a tap, before anything is awaited. Answers an empty
 * record where there is no such popup, or when it could not be shown: being told is a kindness, never a condition.
 */
export function askConsent(templates: string[]): Promise<Consents> {
  if (isH5 || templates.length === 0) return Promise.resolve({});
  const asked = Taro.requestSubscribeMessage({
    tmplIds: templates.slice(0, 5),
    entityIds: [],
  } as unknown as Taro.requestSubscribeMessage.Option);
  return asked.then(
    (answer) => {
      const words = answer as unknown as Record<string, string>;
      const given = templates.filter((id) => /^(accept|reject|ban|filter)$/.test(words[id] ?? ''));
      return Object.fromEntries(given.map((id) => [id, words[id]])) as Consents;
    },
    () => ({}),
  );
}

/** How much larger than usual the person has set text on his phone: 1 is usual, WeChat's care mode is about 1.4. */
export function systemTextScale(): number {
  if (isH5) return 1;
  const info = Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number; fontSizeSetting?: number };
  return info.fontSizeScaleFactor ?? (info.fontSizeSetting ? info.fontSizeSetting / 16 : 1);
}

/** Taro's own words for a browser rest on `navigator.connection`, which half of them do not have. */
export async function isOnline(): Promise<boolean> {
  if (isH5) return navigator.onLine;
  try {
    return (await Taro.getNetworkType()).networkType !== 'none';
  } catch {
    return true;
  }
}

export function onOnlineChange(listener: (online: boolean) => void): () => void {
  if (isH5) return onBrowserOnline(listener);
  const heard = (status: { isConnected: boolean }) => listener(status.isConnected);
  Taro.onNetworkStatusChange(heard);
  return () => Taro.offNetworkStatusChange(heard);
}

function onBrowserOnline(listener: (online: boolean) => void): () => void {
  const heard = () => listener(navigator.onLine);
  window.addEventListener('online', heard);
  window.addEventListener('offline', heard);
  return () => {
    window.removeEventListener('online', heard);
    window.removeEventListener('offline', heard);
  };
}

export function say(words: string): void {
  void Taro.showToast({ title: words, icon: 'none', duration: 2500 });
}

export function sayDone(words: string): void {
  void Taro.showToast({ title: words, icon: 'success', duration: 1800 });
}

export async function confirm(question: { title: string; words: string; yes: string; no?: string }): Promise<boolean> {
  const { confirm: yes } = await Taro.showModal({
    title: question.title,
    content: question.words,
    confirmText: question.yes,
    cancelText: question.no ?? '再想想',
  });
  return yes;
}

/** One of a few, by its place in the list; null when the person went back. WeChat shows six at most. */
export async function chooseOne(items: string[]): Promise<number | null> {
  const chosen = await Taro.showActionSheet({ itemList: items }).catch(() => null);
  return chosen?.tapIndex ?? null;
}

/** What a code says: the text of a square code, or the page of one of our own mini-program codes; null when the person went back. */
export async function scanCode(): Promise<{ path: string | null; text: string } | null> {
  if (isH5) return null;
  const read = await Taro.scanCode({}).catch(() => null);
  return read && { path: read.path || null, text: read.result ?? '' };
}

export async function copy(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text }).catch(() => undefined);
}

/** 26 letters and digits that nobody else makes. For request keys only, not for secrets. */
export function randomKey(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const bytes = new Uint8Array(26);
  if (isH5) crypto.getRandomValues(bytes);
  else for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.floor(Math.random() * 256);
  return Array.from(bytes, (byte) => alphabet[byte % 32]).join('');
}

/** New versions are asked for, never forced: somebody may be writing. */
export function offerUpdate(): void {
  if (isH5) return;
  const manager = Taro.getUpdateManager();
  manager.onUpdateReady(async () => {
    if (
      await confirm({ title: '有新版本', words: '更新后使用。填写中的内容已存为草稿。', yes: '现在更新', no: '稍后' })
    )
      manager.applyUpdate();
  });
}

/** The number of unread messages on the messages tab; nothing when there are none. */
export function showUnread(count: number): void {
  const index = 2;
  const shown =
    count > 0
      ? Taro.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count) })
      : Taro.removeTabBarBadge({ index });
  // Fails on pages without a tab bar; the next tab page sets it.
  shown.catch(() => undefined);
}

/** The middle of a WeChat map, GCJ-02; null when it cannot be had. */
export async function mapCentre(mapId: string): Promise<readonly [number, number] | null> {
  return new Promise((done) => {
    Taro.createMapContext(mapId).getCenterLocation({
      success: ({ longitude, latitude }) => done([longitude, latitude]),
      fail: () => done(null),
    });
  });
}

/** WeChat's own list of places nearby, with names; null when the person went back, or on H5. GCJ-02. */
export async function choosePlace(): Promise<{ lng: number; lat: number; address: string } | null> {
  if (isH5) return null;
  try {
    const { longitude, latitude, name, address } = await Taro.chooseLocation({});
    return { lng: longitude, lat: latitude, address: name || address };
  } catch {
    return null;
  }
}
