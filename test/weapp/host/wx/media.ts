import { showPicture } from '../overlay.ts';
import { ApiFailure, type ApiGroup } from './api.ts';
import { addTemporary, fileAt, toUrl } from './files.ts';

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

export const media: ApiGroup = {
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
    saveImageToPhotosAlbum: ({ filePath }: { filePath: string }) => {
      if (!fileAt(filePath)) throw new ApiFailure('no such file');
    },
    // There is no camera here: a test says with a mock what the code reads.
    scanCode: () => {
      throw new ApiFailure('cancel');
    },
  },
};
