/**
 * Photos on their way: chosen, sent at once, kept as media ids. One that had no answer is sent again by itself, when the network is back
 * or after a while; one that was refused says why. Neither holds anything else up.
 */
import type { Photo } from '@liudan/shared/media/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { photoAddress } from './http.ts';
import { pauseAfter } from './lanes.ts';
import { refusedWords } from './permission.ts';
import { isH5, onOnlineChange, randomKey, say } from './platform.ts';
import { choosePhotos, dropFile, keepFile, shrinkPhoto } from './platform-files.ts';
import { isSure, problemOf } from './problem.ts';
import { sendFile, stopFile } from './uploads.ts';

export interface PhotoItem {
  /** Also the key under which it is sent, however often. */
  key: string;
  /** Where the picture can be shown from: a file on the phone. Null when it is known by its id only. */
  path: string | null;
  state: 'sending' | 'sent' | 'failed';
  percent: number;
  mediaId: string | null;
  problem: string | null;
  /** It failed for want of an answer, and is sent again by itself. */
  waits?: boolean;
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
  const tries = useRef(new Map<string, number>());
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());

  const apply = useCallback((next: PhotoItem[], keep = true) => {
    current.current = next;
    setItems(next);
    if (keep) heard.current?.(next);
  }, []);

  const change = useCallback(
    (key: string, part: Partial<PhotoItem>, keep = true) => {
      // What was taken out meanwhile isn't there to be changed.
      if (!current.current.some((item) => item.key === key)) return;
      apply(
        current.current.map((item) => (item.key === key ? { ...item, ...part } : item)),
        keep,
      );
    },
    [apply],
  );

  const again = useRef<(key: string) => void>(() => undefined);
  const send = useCallback(
    async (key: string, path: string) => {
      change(key, { state: 'sending', percent: 0, problem: null, waits: false });
      try {
        // Progress is for the eye only: it isn't worth a write to storage.
        const mediaId = await sendFile({ key, path, kind: 'photo' }, (percent) => change(key, { percent }, false));
        change(key, { state: 'sent', percent: 100, mediaId });
      } catch (error) {
        const problem = problemOf(error);
        const waits = problem.status !== 401 && !isSure(problem);
        change(key, { state: 'failed', problem: problem.message, waits });
        if (!waits) return;
        const tried = (tries.current.get(key) ?? 0) + 1;
        tries.current.set(key, tried);
        const timer = setTimeout(() => {
          timers.current.delete(timer);
          again.current(key);
        }, pauseAfter(tried));
        timers.current.add(timer);
      }
    },
    [change],
  );
  again.current = (key) => {
    const item = current.current.find((one) => one.key === key);
    if (item?.state === 'failed' && item.waits && item.path !== null) void send(key, item.path);
  };

  const resend = useRef(send);
  resend.current = send;
  useEffect(() => {
    // A draft from before may hold photos that never arrived.
    for (const item of current.current) {
      if (item.state !== 'sent' && item.path !== null) void resend.current(item.key, item.path);
    }
    const stop = onOnlineChange((online) => {
      if (online) for (const { key } of current.current) again.current(key);
    });
    const waiting = timers.current;
    return () => {
      stop();
      for (const timer of waiting) clearTimeout(timer);
    };
  }, []);

  const add = useCallback(
    async (from: 'camera' | 'album' | 'both' = 'both') => {
      const room = limits.max - current.current.length;
      if (room <= 0) return;
      const picked = await choosePhotos(room, from).catch((error) => {
        say(refusedWords(error, '照片'));
        return [];
      });
      for (const { path, bytes } of picked) {
        const small = await shrinkPhoto(path, bytes);
        if (small === path && bytes > limits.bytes) {
          say(`照片太大（${megabytes(bytes)}），请选 ${megabytes(limits.bytes)} 以内的照片；文字已保存。`);
          continue;
        }
        const { path: own, kept } = await keepFile(small);
        if (!kept && !isH5) say('手机空间不足，这张照片关闭小程序后会丢失，请尽快提交。');
        const key = randomKey();
        const item: PhotoItem = { key, path: own, state: 'sending', percent: 0, mediaId: null, problem: null };
        apply([...current.current, item]);
        void send(key, own);
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
      stopFile(key);
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
