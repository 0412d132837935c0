/** The part of the platform that has to do with pictures and files: choosing, keeping, sending and looking at them. */
import Taro from '@tarojs/taro';
import { reason } from './permission.ts';
import { type Answer, isH5, parsed } from './platform.ts';

interface PickedPhoto {
  path: string;
  bytes: number;
}

/** The files behind a browser's `blob:` addresses. Reading such an address again is what our content policy forbids. */
const browserFiles = new Map<string, File>();

export async function choosePhotos(count: number, from: 'camera' | 'album' | 'both' = 'both'): Promise<PickedPhoto[]> {
  try {
    const sourceType: ('camera' | 'album')[] = from === 'both' ? ['camera', 'album'] : [from];
    const picked = await Taro.chooseMedia({ count, mediaType: ['image'], sourceType, sizeType: ['compressed'] });
    // A browser's file chooser knows no limit.
    return picked.tempFiles.slice(0, count).map((file) => {
      const { originalFileObj } = file as { originalFileObj?: File };
      if (originalFileObj) browserFiles.set(file.tempFilePath, originalFileObj);
      return { path: file.tempFilePath, bytes: file.size };
    });
  } catch (error) {
    if (/cancel/i.test(reason(error))) return [];
    throw error;
  }
}

/**
 * WeChat throws temporary files away with the session, so a draft needs a copy. `kept` is false where it could not be made: there is
 * no room (WeChat gives 200 MB), or a browser's file, which lasts as long as its page.
 */
export async function keepFile(path: string): Promise<{ path: string; kept: boolean }> {
  if (isH5) return { path, kept: false };
  return new Promise((done) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: (saved) => done({ path: (saved as { savedFilePath: string }).savedFilePath, kept: true }),
      fail: () => done({ path, kept: false }),
    });
  });
}

/** A file of a browser that has no address yet, such as a recording: gives it one. */
export function addBrowserFile(file: File): string {
  const path = URL.createObjectURL(file);
  browserFiles.set(path, file);
  return path;
}

export function dropFile(path: string): void {
  if (isH5) {
    browserFiles.delete(path);
    if (path.startsWith('blob:')) URL.revokeObjectURL(path);
    return;
  }
  Taro.getFileSystemManager().removeSavedFile({ filePath: path, fail: () => undefined });
}

/** Makes a photo smaller before it goes over the air. Where that fails the original is as good. */
export async function shrinkPhoto(path: string, bytes: number): Promise<string> {
  if (isH5 || bytes < 600_000) return path;
  try {
    return (await Taro.compressImage({ src: path, quality: 80, compressedWidth: 1600 })).tempFilePath;
  } catch {
    return path;
  }
}

interface Upload {
  url: string;
  path: string;
  headers: Record<string, string>;
  onProgress?: (percent: number) => void;
  /** Is given what breaks the sending off. */
  onStart?: (abort: () => void) => void;
}

/** One file, multipart, in the field `file`. Any HTTP status is an answer; only a broken line throws. */
export function upload(file: Upload): Promise<Answer> {
  return isH5 ? uploadInBrowser(file) : uploadInWechat(file);
}

const UPLOAD_MS = 60_000;

async function uploadInWechat({ url, path, headers, onProgress, onStart }: Upload): Promise<Answer> {
  const task = Taro.uploadFile({ url, filePath: path, name: 'file', header: headers, timeout: UPLOAD_MS });
  if (onProgress) task.progress((now) => onProgress(now.progress));
  onStart?.(() => task.abort());
  const answer = await task;
  return { status: answer.statusCode, body: parsed(answer.data) };
}

function uploadInBrowser({ url, path, headers, onProgress, onStart }: Upload): Promise<Answer> {
  const file = browserFiles.get(path);
  if (!file) return Promise.reject(new Error('the file is gone'));
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((done, fail) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', url);
    sending.timeout = UPLOAD_MS;
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = (now) => onProgress?.(Math.round((now.loaded / now.total) * 100));
    sending.onload = () => done({ status: sending.status, body: parsed(sending.responseText) });
    sending.onerror = () => fail(new Error('the line broke'));
    sending.ontimeout = () => fail(new Error('timed out'));
    sending.onabort = () => fail(new Error('abort'));
    onStart?.(() => sending.abort());
    sending.send(form);
  });
}

export async function zoom(urls: string[], current: string): Promise<void> {
  await Taro.previewImage({ urls, current }).catch(() => undefined);
}
