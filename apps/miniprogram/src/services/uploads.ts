/**
 * Files on their way to the server: three at a time, each under its own key. Whoever asks for one that is on its way already waits with
 * the first, and one whose answer was lost is known to the server by its key; so no file arrives twice.
 */
import type { Photo, Voice } from '@liudan/shared/media/contract';
import { uploadFile } from './http.ts';
import { createLanes } from './lanes.ts';
import { RequestProblem } from './problem.ts';

interface Sending {
  answer: Promise<string>;
  listeners: Set<(percent: number) => void>;
  stop(): void;
}

export interface FileToSend {
  key: string;
  path: string;
  kind: 'photo' | 'voice';
}

const lanes = createLanes(3);
const underWay = new Map<string, Sending>();
const ROUTES = { photo: '/media', voice: '/media/voice' } as const;

/** Gives the id under which the file can be attached. `onProgress` hears percents. Throws `RequestProblem`. */
export function sendFile(file: FileToSend, onProgress?: (percent: number) => void): Promise<string> {
  const before = underWay.get(file.key);
  if (before) {
    if (onProgress) before.listeners.add(onProgress);
    return before.answer;
  }
  const listeners = new Set(onProgress ? [onProgress] : []);
  let stopped = false;
  let abort: (() => void) | undefined;
  const sending: Sending = {
    listeners,
    stop: () => {
      stopped = true;
      abort?.();
    },
    answer: travel(),
  };
  underWay.set(file.key, sending);
  return sending.answer;

  async function travel(): Promise<string> {
    const leave = await lanes.enter();
    try {
      if (stopped) throw STOPPED();
      const kept = await uploadFile<Photo | Voice>(ROUTES[file.kind], {
        path: file.path,
        key: file.key,
        onProgress: (percent) => {
          for (const listener of listeners) listener(percent);
        },
        onStart: (how) => {
          abort = how;
        },
      });
      return kept.id;
    } catch (error) {
      throw stopped ? STOPPED() : error;
    } finally {
      underWay.delete(file.key);
      leave();
    }
  }
}

/** Breaks the sending of a file off: it was taken out. */
export const stopFile = (key: string): void => underWay.get(key)?.stop();

const STOPPED = () => new RequestProblem({ code: 'STOPPED', message: '已取消上传。', status: 0 });
