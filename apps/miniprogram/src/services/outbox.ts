/**
 * The outbox of this phone: reports that were handed in and have no answer yet, one key of storage each. They go by themselves when
 * the network is back, when the app is shown and when somebody signs in: one after the other, files first.
 */
import type { Submitted } from '@liudan/shared/ticket/reporting/contract';
import { request } from './http.ts';
import { pauseAfter } from './lanes.ts';
import { agreeToPrivacy, keepConsents, readMe } from './me.ts';
import { afterFailure, filesOf, isOf, nextOf, reopened, type Waiting, withFile } from './outbox-rules.ts';
import {
  forget,
  isH5,
  isOnline,
  store as keep,
  onOnlineChange,
  randomKey,
  say,
  stored,
  storedKeys,
} from './platform.ts';
import { dropFile } from './platform-files.ts';
import { isSure, type Problem, problemOf, RequestProblem } from './problem.ts';
import { type Draft, toReport } from './report.ts';
import { createStore, useStore } from './store.ts';
import { currentMe, onPersonChange, useMe } from './tokens.ts';
import { sendFile, stopFile } from './uploads.ts';

const PREFIX = 'outbox.';
const keyOf = (key: string) => `${PREFIX}${key}`;

interface Box {
  items: Waiting[];
  /** The key of the one that is on its way. */
  sending: string | null;
  /** How many have arrived since the app was opened. */
  arrived: number;
}

const read = (): Waiting[] =>
  storedKeys()
    .filter((name) => name.startsWith(PREFIX))
    .flatMap((name) => stored<Waiting>(name) ?? [])
    .map(reopened)
    .sort((a, b) => a.queuedAt - b.queuedAt);

const box = createStore<Box>({ items: read(), sending: null, arrived: 0 });
const answers = new Map<string, Submitted>();

/** Whether a report of this key waits: a draft of the same key was handed in, and the app ended before it was cleared. */
export const isHandedIn = (key: string): boolean => stored(keyOf(key)) !== null;

const find = (key: string) => box.get().items.find((item) => item.key === key);

/** Puts a report into the box, or a later state of it. False when the phone has no room: it is in memory only. */
export function putIn(item: Waiting): boolean {
  const others = box.get().items.filter(({ key }) => key !== item.key);
  box.change({ items: [...others, item].sort((a, b) => a.queuedAt - b.queuedAt) });
  return keep(keyOf(item.key), item);
}

/** Takes it out; its files stay, for whoever took it. */
export function takeOut(key: string): void {
  forget(keyOf(key));
  box.change({ items: box.get().items.filter((item) => item.key !== key) });
}

export function throwAway(item: Waiting): void {
  takeOut(item.key);
  dropFilesOf(item.draft);
}

export function dropFilesOf({ photos, voice }: Draft): void {
  for (const { key, path } of [...photos, ...(voice ? [voice] : [])]) {
    stopFile(key);
    if (path) dropFile(path);
  }
}

/** Where a report stands after a try: its ticket, or the problem, or null while it waits for an answer. */
export interface Outcome {
  ticket: Submitted | null;
  problem: Problem | null;
}

let round: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Sends what waits, as far as it goes. Asked again meanwhile, it is the same round. */
function sendWaiting(): Promise<void> {
  clearTimeout(timer);
  round ??= sendRound().finally(() => {
    round = null;
  });
  return round;
}

/** Sends at once what was put in; `problem` of the outcome is also why the last try had no answer. */
export async function sendNow(key: string): Promise<Outcome> {
  failures.delete(key);
  if (round) await round;
  try {
    // In a browser somebody has to say who he is, and is led there; only where he pressed a button for it.
    if (isH5 && currentMe() === null && (await isOnline())) await readMe();
  } catch (error) {
    return { ticket: null, problem: problemOf(error) };
  }
  if (!answers.has(key) && !failures.has(key)) await sendWaiting();
  const ticket = answers.get(key) ?? null;
  return { ticket, problem: ticket ? null : (failures.get(key) ?? null) };
}

/** The last failure of each, sure or not, since the app was opened. */
const failures = new Map<string, Problem>();

async function sendRound(): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const item = nextOf(box.get().items, currentMe()?.id ?? null, tried);
    if (!item || (isH5 && currentMe() === null)) return;
    if (!(await isOnline())) {
      failures.set(item.key, OFFLINE);
      return;
    }
    tried.add(item.key);
    box.change({ sending: item.key });
    try {
      await send(item.key);
      failures.delete(item.key);
    } catch (error) {
      if (!failed(item.key, problemOf(error), tried)) return;
    } finally {
      box.change({ sending: null });
    }
  }
}

/** Notes a failure. False where nothing else need be tried now. */
function failed(key: string, problem: Problem, tried: Set<string>): boolean {
  failures.set(key, problem);
  const before = find(key);
  if (!before || problem.code === 'STOPPED') return true;
  const after = afterFailure(before, problem, randomKey);
  putIn(after);
  if (after.renewed && !before.renewed) tried.delete(key);
  if (isSure(problem)) return true;
  if (problem.status !== 401) timer = setTimeout(() => void sendWaiting(), pauseAfter(after.tries));
  return false;
}

async function send(key: string): Promise<void> {
  const me = currentMe() ?? (await readMe());
  const first = mine(key, me.id);
  if (first.draft.owner === null) putIn({ ...first, draft: { ...first.draft, owner: me.id } });
  if (me.privacyVersion !== first.consent) await agreeToPrivacy(first.consent);
  await sendFilesOf(first, (file, mediaId) => {
    const now = find(key);
    if (now) putIn(withFile(now, file, mediaId));
  });
  const ready = mine(key, me.id);
  const body = ready.draft.attempt ?? toReport(ready.draft, ready.consent);
  putIn({ ...ready, draft: { ...ready.draft, attempt: body } });
  const ticket = await request<Submitted>('/tickets', {
    method: 'POST',
    key: ready.draft.key,
    as: me.id,
    body,
    timeoutMs: 30_000,
  });
  answers.set(key, ticket);
  takeOut(key);
  dropFilesOf(ready.draft);
  box.change({ arrived: box.get().arrived + 1 });
  void keepConsents(ready.consents);
}

/** Sends what of its files hasn't arrived; `arrived` hears of each. Throws `RequestProblem`, with the name of a file that was refused. */
export async function sendFilesOf(item: Waiting, arrived: (file: string, mediaId: string) => void): Promise<void> {
  await Promise.all(
    filesOf(item).map(async (file) => {
      try {
        arrived(file.key, await sendFile(file));
      } catch (error) {
        throw named(problemOf(error), file.name);
      }
    }),
  );
}

/** The report as it is now, if whoever is signed in wrote it: people change while files travel. */
function mine(key: string, person: string): Waiting {
  const item = find(key);
  if (item && isOf(item, person) && currentMe()?.id === person) return item;
  throw new RequestProblem({ code: 'STOPPED', message: '已取消发送。', status: 0 });
}

/** A refused file says which one it is. */
const named = (problem: Problem, file: string): RequestProblem =>
  new RequestProblem(isSure(problem) ? { ...problem, message: `${file}：${problem.message}` } : problem);

const OFFLINE: Problem = { code: 'OFFLINE', message: '没有网络。', status: 0, offline: true };

/** From the start of the app to its end. */
export function watchOutbox(): void {
  onOnlineChange((online) => {
    if (online) void sendByItself();
  });
  onPersonChange((person) => {
    if (person !== null) void sendByItself();
  });
}

/** Sends, and says so where something arrived: nobody pressed a button for it. */
export async function sendByItself(): Promise<void> {
  const before = box.get().arrived;
  await sendWaiting();
  if (box.get().arrived > before) say('待发送的单子已经送到了。');
}

/** What of the person at hand waits; of others on this phone nothing is to be seen. */
export function useOutbox(): { items: Waiting[]; sending: string | null; arrived: number } {
  const { items, sending, arrived } = useStore(box);
  const me = useMe();
  return { items: items.filter((item) => isOf(item, me?.id ?? null)), sending, arrived };
}

export const waitingOf = (key: string): Waiting | undefined => find(key);

/** The ticket a report of this key became, since the app was opened. */
export const ticketOf = (key: string): Submitted | null => answers.get(key) ?? null;
