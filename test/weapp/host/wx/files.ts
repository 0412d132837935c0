// Temporary and saved files. Temporary ones die with the app; saved ones live in IndexedDB and survive a kill. Both are
// held in memory while the app runs, because half of WeChat's file functions answer at once.
import { ApiFailure, type ApiGroup } from './api.ts';

const SAVED_LIMIT = 200 * 1024 * 1024;
export const USER_FOLDER = 'wxfile://usr';

const files = new Map<string, { blob: Blob; url: string }>();
let counter = 0;
let database: IDBDatabase | undefined;

function put(path: string, blob: Blob): string {
  const old = files.get(path);
  if (old) URL.revokeObjectURL(old.url);
  files.set(path, { blob, url: URL.createObjectURL(blob) });
  return path;
}

export const fileAt = (path: string): Blob | undefined => files.get(path)?.blob;

export function addTemporary(blob: Blob, extension: string): string {
  counter += 1;
  return put(`wxfile://tmp_${Date.now().toString(36)}_${counter}.${extension}`, blob);
}

/** An address the browser can load for a path of the mini-program: its own files, then files of its package. */
export function toUrl(source: string): string {
  const own = files.get(source);
  if (own) return own.url;
  if (/^[a-z]+:/i.test(source) || source.startsWith('//')) return source;
  return `/__dist/${source.replace(/^\.?\//, '')}`;
}

const isKept = (path: string): boolean => path.startsWith('wxfile://store_') || path.startsWith(USER_FOLDER);

const asPromise = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const saved = (mode: IDBTransactionMode): IDBObjectStore => {
  if (!database) throw new Error('the saved files are not open yet');
  return database.transaction('files', mode).objectStore('files');
};

/** Changes the saved files. A request's success is not enough: an app killed before the commit would lose the file. */
function commit(change: (store: IDBObjectStore) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const store = saved('readwrite');
    store.transaction.oncomplete = () => resolve();
    store.transaction.onerror = () => reject(store.transaction.error);
    change(store);
  });
}

/** Opens the saved files of earlier runs; must be awaited before the app starts. */
export async function openSavedFiles(): Promise<void> {
  const request = indexedDB.open('weapp-files', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('files');
  database = await asPromise(request);
  const [paths, blobs] = await Promise.all([
    asPromise(saved('readonly').getAllKeys()),
    asPromise(saved('readonly').getAll() as IDBRequest<Blob[]>),
  ]);
  for (const [index, blob] of blobs.entries()) put(String(paths[index]), blob);
}

async function keep(path: string, blob: Blob): Promise<void> {
  const held = [...files].reduce((sum, [p, { blob: b }]) => sum + (isKept(p) ? b.size : 0), 0);
  if (held + blob.size > SAVED_LIMIT) throw new ApiFailure('the maximum size of the file storage limit is exceeded');
  put(path, blob);
  await commit((store) => store.put(blob, path));
}

function need(path: string): Blob {
  const blob = fileAt(path);
  if (!blob) throw new ApiFailure(`no such file or directory ${path}`, { errno: 1300002 });
  return blob;
}

async function drop(path: string): Promise<void> {
  need(path);
  URL.revokeObjectURL(files.get(path)?.url ?? '');
  files.delete(path);
  await commit((store) => store.delete(path));
}

async function saveFile({ tempFilePath, filePath }: { tempFilePath: string; filePath?: string }) {
  const blob = need(tempFilePath);
  counter += 1;
  const extension = tempFilePath.split('.').pop();
  const savedFilePath = filePath ?? `wxfile://store_${Date.now().toString(36)}_${counter}.${extension}`;
  await keep(savedFilePath, blob);
  return { savedFilePath };
}

export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''));
}

type ReadOptions = { filePath: string; encoding?: string };

async function readFile({ filePath, encoding }: ReadOptions): Promise<{ data: unknown }> {
  const blob = need(filePath);
  if (!encoding) return { data: await blob.arrayBuffer() };
  if (encoding !== 'base64') return { data: await blob.text() };
  return { data: await base64Of(blob) };
}

/** The functions of wx.getFileSystemManager(); they take callbacks only, as in WeChat. */
export const fileSystem: ApiGroup = {
  calls: {
    saveFile,
    readFile,
    access: ({ path }: { path: string }) => void need(path),
    removeSavedFile: ({ filePath }: { filePath: string }) => drop(filePath),
    unlink: ({ filePath }: { filePath: string }) => drop(filePath),
    getFileInfo: ({ filePath }: { filePath: string }) => ({ size: need(filePath).size }),
    copyFile: ({ srcPath, destPath }: { srcPath: string; destPath: string }) => keep(destPath, need(srcPath)),
    writeFile: ({ filePath, data }: { filePath: string; data: string | ArrayBuffer }) =>
      keep(filePath, new Blob([data])),
    getSavedFileList: () => ({
      fileList: [...files]
        .filter(([p]) => isKept(p))
        .map(([filePath, { blob }]) => ({ filePath, size: blob.size, createTime: 0 })),
    }),
  },
  sync: {
    accessSync: (path: string) => {
      if (!fileAt(path)) throw new Error(`accessSync:fail no such file or directory ${path}`);
    },
  },
};
