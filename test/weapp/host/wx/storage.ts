// Storage with WeChat's limits, kept in the browser's localStorage so that it outlives the app being killed.
import { ApiFailure, type ApiGroup } from './api.ts';

const PREFIX = 'weapp:';
const KEY_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 10 * 1024 * 1024;

interface Stored {
  key: string;
  data?: unknown;
}

// localStorage itself holds about 5 million characters; what exceeds it lives in memory until the app is killed, so a
// test of the 10 MB limit works, and a test that needs more than 5 MB to survive a kill does not.
const overflow = new Map<string, string>();

const keys = (): string[] => [
  ...Object.keys(localStorage).flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : [])),
  ...overflow.keys(),
];

const read = (key: string): string | null => overflow.get(key) ?? localStorage.getItem(PREFIX + key);

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Bytes that one entry counts for: its key, and its value as UTF-8; texts as they are, everything else as JSON. */
const sizeOf = (key: string, json: string): number =>
  bytes(key) + bytes(json.startsWith('"') ? (JSON.parse(json) as string) : json);

const held = (key: string): number => {
  const json = read(key);
  return json === null ? 0 : sizeOf(key, json);
};

const total = (): number => keys().reduce((sum, key) => sum + held(key), 0);

function setStored(key: string, data: unknown): void {
  if (typeof key !== 'string' || key === '') throw new ApiFailure('parameter error: parameter.key should be String');
  // JSON has no undefined at its top; WeChat stores nothing and answers '' for it.
  const text = JSON.stringify(data) ?? '""';
  if (sizeOf(key, text) > KEY_LIMIT) throw new ApiFailure('entry size limit reached');
  if (total() - held(key) + sizeOf(key, text) > TOTAL_LIMIT) throw new ApiFailure('exceed storage max size 10Mb');
  overflow.delete(key);
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    localStorage.removeItem(PREFIX + key);
    overflow.set(key, text);
  }
}

function remove(key: string): void {
  localStorage.removeItem(PREFIX + key);
  overflow.delete(key);
}

function clear(): void {
  for (const key of keys()) remove(key);
}

function get({ key }: Stored): { data: unknown } {
  const text = read(key);
  if (text === null) throw new ApiFailure('data not found');
  return { data: JSON.parse(text) };
}

const info = () => ({ keys: keys(), currentSize: Math.ceil(total() / 1024), limitSize: TOTAL_LIMIT / 1024 });

/** Puts a test's first values into an empty storage. */
export function seedStorage(values: Record<string, unknown>): void {
  if (keys().length === 0) for (const [key, data] of Object.entries(values)) setStored(key, data);
}

export const storage: ApiGroup = {
  calls: {
    setStorage: ({ key, data }: Stored) => setStored(key, data),
    getStorage: get,
    removeStorage: ({ key }: Stored) => remove(key),
    clearStorage: clear,
    getStorageInfo: info,
  },
  sync: {
    setStorageSync: (key: string, data: unknown) => {
      try {
        setStored(key, data);
      } catch (error) {
        throw new Error(`setStorageSync:fail ${(error as Error).message}`);
      }
    },
    getStorageSync: (key: string) => {
      const text = read(key);
      return text === null ? '' : JSON.parse(text);
    },
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
  },
};
