/**
 * Reports that are written and wait for the network: what one holds, whose turn it is, and what an answer makes of it.
 *
 * One report has one key from its first sending to its answer, so that it is one ticket however often it was sent. It belongs to who
 * wrote it. It is never let go of but for the server's answer, or by the person himself.
 */
import type { PhotoItem } from './photos.ts';
import type { Consents } from './platform.ts';
import { isSure, type Problem } from './problem.ts';
import type { Draft } from './report.ts';

export interface Waiting {
  /** Its name on this phone: the key of the draft it was. What it is sent under stands in the draft, and may change once. */
  key: string;
  draft: Draft;
  /** The privacy notice that was agreed to, and the answers to WeChat's question about messages. */
  consent: string;
  consents: Consents;
  /** Milliseconds since 1970, by this phone's clock. */
  queuedAt: number;
  /** How often it was sent without an answer. */
  tries: number;
  /** Why it can't go as it is; null while it may. */
  problem: Problem | null;
  /** The server had let go of its photos or recording, and they are sent once more. */
  renewed: boolean;
}

/** A draft that was handed in by `person`, where one is known. A photo that was refused for certain stays behind: the page has said so. */
export function handedIn(
  draft: Draft,
  person: string | null,
  agreed: Pick<Waiting, 'consent' | 'consents'>,
  now: number,
): Waiting {
  const going = draft.photos.filter((photo) => photo.mediaId !== null || !isRefused(photo));
  return {
    key: draft.key,
    draft: { ...draft, owner: person ?? draft.owner, photos: going },
    ...agreed,
    queuedAt: now,
    tries: 0,
    problem: null,
    renewed: false,
  };
}

const isRefused = ({ state, waits, problem }: PhotoItem): boolean =>
  state === 'failed' && waits !== true && problem !== null;

export const isOf = ({ draft: { owner } }: Waiting, person: string | null): boolean =>
  owner === null || owner === person;

/** Whose turn it is: the oldest of this person's that has no problem and was not tried in this round. */
export const nextOf = (
  items: readonly Waiting[],
  person: string | null,
  tried: ReadonlySet<string>,
): Waiting | undefined =>
  [...items]
    .sort((a, b) => a.queuedAt - b.queuedAt)
    .find((item) => isOf(item, person) && item.problem === null && !tried.has(item.key));

interface FileOf {
  key: string;
  path: string;
  kind: 'photo' | 'voice';
  /** For the person: 「第 2 张照片」. */
  name: string;
}

/** Files that are still to be sent, in their order. */
export function filesOf({ draft: { photos, voice } }: Waiting): FileOf[] {
  const missing = photos.flatMap(({ key, path, mediaId }, at) =>
    mediaId === null && path !== null ? [{ key, path, kind: 'photo' as const, name: `第 ${at + 1} 张照片` }] : [],
  );
  const spoken = voice && voice.mediaId === null && voice.path !== null;
  return spoken
    ? [...missing, { key: voice.key, path: voice.path ?? '', kind: 'voice' as const, name: '录音' }]
    : missing;
}

/** The report with one of its files arrived. */
export function withFile(item: Waiting, key: string, mediaId: string): Waiting {
  const { photos, voice } = item.draft;
  return {
    ...item,
    draft: {
      ...item.draft,
      photos: photos.map((photo) =>
        photo.key === key ? { ...photo, mediaId, state: 'sent', percent: 100, problem: null, waits: false } : photo,
      ),
      voice: voice?.key === key ? { ...voice, mediaId } : voice,
    },
  };
}

/**
 * After a try that failed. Without a clear answer everything stays and it is sent again. Where the server has let go of files in the
 * meantime (it keeps them for a day) they are sent anew, once; the key of the report changes with them, for the server said no for certain.
 */
export function afterFailure(item: Waiting, problem: Problem, freshKey: () => string): Waiting {
  if (!isSure(problem)) return { ...item, tries: item.tries + 1 };
  const { photos, voice } = item.draft;
  const gone = problem.fields?.photos !== undefined || problem.fields?.voice !== undefined;
  const whole = photos.every(({ path }) => path !== null) && (voice === null || voice.path !== null);
  if (!gone || !whole || item.renewed) return { ...item, problem };
  const again = (photo: PhotoItem): PhotoItem => ({
    ...photo,
    key: freshKey(),
    mediaId: null,
    state: 'sending',
    percent: 0,
  });
  const draft: Draft = {
    ...item.draft,
    key: freshKey(),
    attempt: null,
    photos: photos.map(again),
    voice: voice && { ...voice, key: freshKey(), mediaId: null },
  };
  return { ...item, draft, renewed: true };
}

/** What was kept, after the app was opened anew. A browser's files end with its page, and are asked for again. */
export function reopened(item: Waiting): Waiting {
  const { photos, voice } = item.draft;
  const lost = (path: string | null) => path?.startsWith('blob:') === true;
  const left = photos.flatMap((photo) =>
    lost(photo.path) ? (photo.mediaId === null ? [] : [{ ...photo, path: null }]) : [photo],
  );
  const said = voice && lost(voice.path) ? (voice.mediaId === null ? null : { ...voice, path: null }) : voice;
  const draft: Draft = { ...item.draft, photos: left, voice: said };
  const photosGone = photos.length - left.length;
  if (photosGone === 0 && said?.key === voice?.key) return { ...item, draft };
  const what = [photosGone > 0 && `${photosGone} 张照片`, voice && !said && '一段录音'].filter(Boolean).join('和');
  const message = `浏览器关闭后，没传完的${what}没有保留下来。请补上，或直接提交。`;
  return { ...item, draft, problem: item.problem ?? { code: 'FILE_GONE', message, status: 0 } };
}

/** Whether a report without an answer may wait for one; whoever isn't signed in is asked to, and sees his draft again. */
export const mayWait = (problem: Problem): boolean => problem.status !== 401 && !isSure(problem);

/** What it is about, in a line. */
export function summaryOf({ draft: { text, voice, photos } }: Waiting): string {
  const [first = ''] = text.trim().split('\n');
  if (first !== '') return first;
  return voice ? `语音点单（${voice.seconds} 秒）` : photos.length > 0 ? '只有照片' : '没有文字';
}

/** How it stands, for the person who wrote it. */
export function standingWords(item: Waiting, { sending, online }: { sending: boolean; online: boolean }): string {
  if (item.problem) return `需要您看一下：${item.problem.message}`;
  if (sending) {
    const files = item.draft.photos.length + (item.draft.voice ? 1 : 0);
    const left = filesOf(item).length;
    return left > 0 ? `正在发送，照片和录音 ${files - left}/${files}` : '正在发送…';
  }
  return online ? '已存好，正在等系统回应，会自动再发' : '已存好，联网后自动发送';
}

/** Said before storage runs over: a tenth is left. */
export const roomWords = (filled: number | null): string | null =>
  filled !== null && filled >= 0.9
    ? '手机里留给小程序的空间快满了。请连上网络，先把待发送的单子发出去，或删掉不要的。'
    : null;
