/**
 * Photos on their way: chosen, sent at once, kept as media ids. One that could not be sent waits with a retry and holds
 * nothing else up.
 */
import type { Photo } from '@liudan/shared/media/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { photoAddress, uploadFile } from './http.ts';
import { say } from './platform.ts';
import { choosePhotos, dropFile, keepFile, shrinkPhoto } from './platform-files.ts';
import { problemOf } from './problem.ts';

export interface PhotoItem {
  key: string;
  /** Where the picture can be shown from: a file on the phone. Null when it is known by its id only. */
  path: string | null;
  state: 'sending' | 'sent' | 'failed';
  percent: number;
  mediaId: string | null;
  problem: string | null;
}

export interface Photos {
  items: PhotoItem[];
  /** Some are still on their way. */
  sending: boolean;
  failed: number;
  ids: string[];
  add(from?: 'camera' | 'album' | 'both'): Promise<void>;
  retry(key: string): void;
  remove(key: string): void;
}

interface Limits {
  max: number;
  bytes: number;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)}MB`;

/** `initial` are the photos of a draft; `onChange` hears of every change, to keep it. */
export function usePhotos(limits: Limits, initial: PhotoItem[] = [], onChange?: (items: PhotoItem[]) => void): Photos {
  const [items, setItems] = useState<PhotoItem[]>(initial);
  const current = useRef(items);
  const heard = useRef(onChange);
  heard.current = onChange;

  const apply = useCallback((next: PhotoItem[], keep = true) => {
    current.current = next;
    setItems(next);
    if (keep) heard.current?.(next);
  }, []);

  const change = useCallback(
    (key: string, part: Partial<PhotoItem>, keep = true) =>
      apply(
        current.current.map((item) => (item.key === key ? { ...item, ...part } : item)),
        keep,
      ),
    [apply],
  );

  const send = useCallback(
    async (key: string, path: string) => {
      change(key, { state: 'sending', percent: 0, problem: null });
      try {
        // Progress is for the eye only: it isn't worth a write to storage.
        const photo = await uploadFile<Photo>('/media', path, (percent) => change(key, { percent }, false));
        change(key, { state: 'sent', percent: 100, mediaId: photo.id });
      } catch (error) {
        change(key, { state: 'failed', problem: problemOf(error).message });
      }
    },
    [change],
  );

  const resend = useRef(send);
  resend.current = send;
  useEffect(() => {
    // A draft from before may hold photos that never arrived.
    for (const item of current.current) {
      if (item.state !== 'sent' && item.path !== null) void resend.current(item.key, item.path);
    }
  }, []);

  const add = useCallback(
    async (from: 'camera' | 'album' | 'both' = 'both') => {
      const room = limits.max - current.current.length;
      if (room <= 0) return;
      const picked = await choosePhotos(room, from).catch((error) => {
        say(problemOf(error).message);
        return [];
      });
      for (const { path, bytes } of picked) {
        const small = await shrinkPhoto(path, bytes);
        if (small === path && bytes > limits.bytes) {
          say(`照片太大（${megabytes(bytes)}），请选 ${megabytes(limits.bytes)} 以内的照片；文字已保存。`);
          continue;
        }
        const kept = await keepFile(small);
        const key = `${Date.now()}-${current.current.length}`;
        apply([...current.current, { key, path: kept, state: 'sending', percent: 0, mediaId: null, problem: null }]);
        void send(key, kept);
      }
    },
    [apply, limits.bytes, limits.max, send],
  );

  const retry = useCallback(
    (key: string) => {
      const item = current.current.find((one) => one.key === key);
      if (item?.path) void send(key, item.path);
    },
    [send],
  );

  const remove = useCallback(
    (key: string) => {
      const gone = current.current.find((item) => item.key === key);
      apply(current.current.filter((item) => item.key !== key));
      if (gone?.path) dropFile(gone.path);
    },
    [apply],
  );

  return {
    items,
    sending: items.some((item) => item.state === 'sending'),
    failed: items.filter((item) => item.state === 'failed').length,
    ids: items.flatMap((item) => (item.mediaId === null ? [] : [item.mediaId])),
    add,
    retry,
    remove,
  };
}

/** Zooming wants whole addresses. */
export const wholePhotos = (photos: readonly Photo[]) =>
  photos.map((photo) => ({ ...photo, url: photoAddress(photo.url), thumbUrl: photoAddress(photo.thumbUrl) }));
