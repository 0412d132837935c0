/** The part of the platform that has to do with pictures and files: choosing, keeping, sending and looking at them. */
import Taro from '@tarojs/taro';
import { type Answer, isH5, parsed, reason } from './platform.ts';

export interface PickedPhoto {
  path: string;
  bytes: number;
}

export async function choosePhotos(count: number, from: 'camera' | 'album' | 'both' = 'both'): Promise<PickedPhoto[]> {
  try {
    const sourceType: ('camera' | 'album')[] = from === 'both' ? ['camera', 'album'] : [from];
    const picked = await Taro.chooseMedia({ count, mediaType: ['image'], sourceType, sizeType: ['compressed'] });
    // A browser's file chooser knows no limit.
    return picked.tempFiles.slice(0, count).map((file) => ({ path: file.tempFilePath, bytes: file.size }));
  } catch (error) {
    if (/cancel/i.test(reason(error))) return [];
    throw error;
  }
}

/** WeChat throws temporary files away with the session, so a draft needs a copy. A browser's cannot be kept. */
export async function keepFile(path: string): Promise<string> {
  if (isH5) return path;
  return new Promise((done) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: (saved) => done((saved as { savedFilePath: string }).savedFilePath),
      fail: () => done(path),
    });
  });
}

export function dropFile(path: string): void {
  if (isH5) {
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

export interface Upload {
  url: string;
  path: string;
  headers: Record<string, string>;
  onProgress?: (percent: number) => void;
}

/** One file, multipart, in the field `file`. Any HTTP status is an answer; only a broken line throws. */
export async function upload({ url, path, headers, onProgress }: Upload): Promise<Answer> {
  const task = Taro.uploadFile({
    url,
    filePath: path,
    name: 'file',
    header: headers,
    timeout: 60_000,
    ...(isH5 ? { withCredentials: false } : {}),
  } as Taro.uploadFile.Option);
  if (onProgress) task.progress((now) => onProgress(now.progress));
  const answer = await task;
  return { status: answer.statusCode, body: parsed(answer.data) };
}

export async function zoom(urls: string[], current: string): Promise<void> {
  await Taro.previewImage({ urls, current }).catch(() => undefined);
}
