import { addButtons, make, openSheet, showPicture } from '../overlay.ts';
import type { Boot, Saved } from '../program.ts';
import { ApiFailure, type ApiGroup } from './api.ts';
import { addTemporary, base64Of, fileAt, toUrl } from './files.ts';
import { needScope } from './permission.ts';

interface Choice {
  count?: number;
  mediaType?: string[];
}

/** Opens the browser's own file chooser, which a test fills. */
function pick(count: number, types: string[]): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.multiple = count > 1;
    field.accept = types.flatMap((t) => (t === 'mix' ? ['image/*', 'video/*'] : [`${t}/*`])).join(',');
    field.hidden = true;
    document.body.appendChild(field);
    field.onchange = () => {
      field.remove();
      resolve([...(field.files ?? [])].slice(0, count));
    };
    field.oncancel = () => {
      field.remove();
      reject(new ApiFailure('cancel'));
    };
    field.click();
  });
}

const extensionOf = (file: File): string => (file.name.includes('.') ? (file.name.split('.').pop() as string) : 'bin');

async function sizeOf(blob: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(blob).catch(() => undefined);
  return { width: bitmap?.width ?? 0, height: bitmap?.height ?? 0 };
}

async function chooseMedia({ count = 9, mediaType = ['image', 'video'] }: Choice) {
  if (count > 20) throw new ApiFailure('count exceeds 20');
  const tempFiles = await Promise.all(
    (await pick(count, mediaType)).map(async (file) => {
      const fileType = file.type.startsWith('video/') ? 'video' : 'image';
      const shape =
        fileType === 'image' ? await sizeOf(file) : { width: 0, height: 0, duration: 0, thumbTempFilePath: '' };
      return { tempFilePath: addTemporary(file, extensionOf(file)), size: file.size, fileType, ...shape };
    }),
  );
  const kinds = new Set(tempFiles.map((file) => file.fileType));
  return { type: kinds.size > 1 ? 'mix' : (tempFiles[0]?.fileType ?? 'image'), tempFiles };
}

async function chooseImage({ count = 9 }: Choice) {
  const { tempFiles } = await chooseMedia({ count, mediaType: ['image'] });
  const paths = tempFiles.map((file) => file.tempFilePath);
  return { tempFilePaths: paths, tempFiles: tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, size })) };
}

interface Compression {
  src: string;
  quality?: number;
  compressedWidth?: number;
}

async function compressImage({ src, quality = 80, compressedWidth }: Compression) {
  const blob = fileAt(src);
  const bitmap = blob && (await createImageBitmap(blob).catch(() => undefined));
  if (!bitmap) throw new ApiFailure('file not found');
  const width = compressedWidth ?? bitmap.width;
  const canvas = new OffscreenCanvas(width, Math.max(1, Math.round((bitmap.height * width) / bitmap.width)));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return {
    tempFilePath: addTemporary(await canvas.convertToBlob({ type: 'image/jpeg', quality: quality / 100 }), 'jpg'),
  };
}

async function getImageInfo({ src }: { src: string }) {
  const blob = fileAt(src) ?? (await fetch(toUrl(src)).then((answer) => (answer.ok ? answer.blob() : undefined)));
  if (!blob) throw new ApiFailure('image not found');
  return { path: src, type: blob.type.split('/')[1] ?? 'unknown', orientation: 'up', ...(await sizeOf(blob)) };
}

const saved: Blob[] = [];

/** The pictures that were saved to the phone's album. */
export const album = (): Promise<Saved[]> =>
  Promise.all(saved.map(async (blob) => ({ type: blob.type, base64: await base64Of(blob) })));

/** The camera reads what the test types: any code's text, or the path that one of the app's own codes carries. */
function scanCode(): Promise<object> {
  return new Promise((resolve, reject) => {
    const { box, close } = openSheet('bottom', '扫一扫');
    box.appendChild(make('h2', '', '扫一扫'));
    const field = (label: string) => {
      const input = document.createElement('input');
      input.setAttribute('aria-label', label);
      box.appendChild(input);
      return input;
    };
    const result = field('码里的文字');
    const path = field('小程序码的页面路径');
    const cancel = () => {
      close();
      reject(new ApiFailure('cancel'));
    };
    const read = () => {
      close();
      const own = path.value !== '';
      const rawData = btoa(String.fromCharCode(...new TextEncoder().encode(result.value)));
      const scanned = { result: result.value, scanType: own ? 'WX_CODE' : 'QR_CODE', charSet: 'UTF-8', rawData };
      resolve(own ? { ...scanned, path: path.value } : scanned);
    };
    addButtons(box, [
      ['取消', cancel],
      ['扫到了', read],
    ]);
  });
}

export const media = (boot: Boot): ApiGroup => ({
  calls: {
    chooseMedia,
    chooseImage,
    compressImage,
    getImageInfo,
    previewImage: ({ urls, current }: { urls: string[]; current?: string | number }) => {
      const url = typeof current === 'number' ? urls[current] : (current ?? urls[0]);
      if (!url) throw new ApiFailure('parameter error: urls is empty');
      showPicture(toUrl(url), () => undefined);
    },
    async saveImageToPhotosAlbum({ filePath }: { filePath: string }) {
      await needScope(boot, 'scope.writePhotosAlbum');
      const blob = fileAt(filePath);
      if (!blob) throw new ApiFailure('no such file');
      saved.push(blob);
    },
    scanCode,
  },
});
