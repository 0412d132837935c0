// The shape of every `wx` function: success/fail/complete, a promise when none of them is given, a log, and mocks.
import { log, report } from '../log.ts';
import type { Mock } from '../program.ts';
import { describe, type Realm } from '../realm.ts';

export type Options = Record<string, unknown>;
type Callback = ((answer: unknown) => void) | undefined;

/** The way an API says no. `message` follows "name:fail " as in WeChat's errMsg. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly codes: { errCode?: number; errno?: number } = {},
  ) {
    super(message);
  }
}

/** What an API with a task object (request, uploadFile) reports on the way. */
export interface Task {
  onAbort(act: () => void): void;
  progress(answer: Record<string, unknown>): void;
}

export type AsyncApi = (options: never, task: Task) => unknown;
export type SyncApi = (...args: never[]) => unknown;

export interface ApiGroup {
  calls?: Record<string, AsyncApi>;
  sync?: Record<string, SyncApi>;
}

export interface Wx {
  [name: string]: (...args: unknown[]) => unknown;
}

const TASKS = new Set(['request', 'uploadFile', 'downloadFile', 'connectSocket']);
/** These know no promises: whoever gives them no callback never hears of the answer. */
const CALLBACKS_ONLY = new Set(['bindEmployeeRelation', 'checkEmployeeRelation', 'requestSubscribeEmployeeMessage']);

export interface WxHost {
  wx: Wx;
  mock(name: string, mock: Mock): void;
  /** Calls an API and answers what it says; a failure is an answer with errMsg, not an exception. */
  ask(name: string, options: Options): Promise<Record<string, unknown>>;
}

/** Options as a test may read them: callbacks and binary data left out. */
function readable(options: unknown): unknown {
  try {
    return JSON.parse(
      JSON.stringify(options, (_, value) => (value instanceof ArrayBuffer ? '[binary]' : value)) ?? 'null',
    );
  } catch {
    return String(options);
  }
}

function failureOf(name: string, error: unknown): Record<string, unknown> {
  const { errMsg, message, codes } = error as { errMsg?: string; message?: string; codes?: object };
  const text = errMsg ?? message ?? String(error);
  const codesOf = codes ?? (typeof error === 'object' && !(error instanceof Error) ? error : {});
  return { ...codesOf, errMsg: text.startsWith(`${name}:fail`) ? text : `${name}:fail ${text}`.trim() };
}

function createTask(): { task: Task; handle: Record<string, (...args: never[]) => void> } {
  const listeners = new Set<(answer: unknown) => void>();
  let abort: () => void = () => undefined;
  return {
    task: {
      onAbort: (act) => {
        abort = act;
      },
      progress: (answer) => {
        for (const listener of listeners) listener(answer);
      },
    },
    handle: {
      abort: () => abort(),
      onProgressUpdate: (listener: (answer: unknown) => void) => void listeners.add(listener),
      offProgressUpdate: (listener: (answer: unknown) => void) => void listeners.delete(listener),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
      onChunkReceived: () => undefined,
      offChunkReceived: () => undefined,
    },
  };
}

/** `without`: functions that are missing, as in an older base library. */
export function createWx(
  groups: ApiGroup[],
  realm: Realm,
  mocks: Record<string, Mock>,
  without: readonly string[],
): WxHost {
  const replaced = new Map<string, (options: unknown) => unknown>();
  const calls = new Map<string, AsyncApi>();
  const mock = (name: string, { source, value }: Mock) => {
    // The source is the test's own function, written out; it runs outside the mini-program's realm.
    const impl = source === undefined ? () => value : (new Function(`return (${source})`)() as (o: unknown) => unknown);
    replaced.set(name, impl);
    if (!(name in wx)) wx[name] = asyncApi(name);
  };

  const start = (name: string, options: Options, task: Task): Promise<Record<string, unknown>> => {
    const entry: { name: string; options: unknown; answer?: unknown } = { name, options: readable(options) };
    log.api.push(entry);
    const impl = replaced.get(name) ?? (calls.get(name) as ((o: Options, t: Task) => unknown) | undefined);
    const run = async () => {
      if (!impl) throw new ApiFailure('not supported');
      return { errMsg: `${name}:ok`, ...((await impl(options, task)) as object | undefined) };
    };
    const work = run();
    const note = (answer: unknown) => {
      entry.answer = readable(answer);
    };
    work.then(note, (error) => note(failureOf(name, error)));
    return work;
  };

  const asyncApi =
    (name: string) =>
    (given: unknown = {}): unknown => {
      const options = (given ?? {}) as Options;
      const { success, fail, complete } = options as { success: Callback; fail: Callback; complete: Callback };
      const { task, handle } = createTask();
      const work = start(name, options, task);
      const settle = (callback: Callback, answer: unknown) => {
        for (const act of [callback, complete]) {
          try {
            act?.(answer);
          } catch (error) {
            report(describe(error));
          }
        }
      };
      const copy = (answer: unknown) => realm.copyIn(answer);
      const isTask = TASKS.has(name);
      // Like the real base library: without callbacks an API answers with a promise.
      if (!isTask && !CALLBACKS_ONLY.has(name) && !success && !fail && !complete) {
        return realm.promise(work.then(copy, (error) => Promise.reject(copy(failureOf(name, error)))));
      }
      work.then(
        (answer) => settle(success, copy(answer)),
        (error) => settle(fail, copy(failureOf(name, error))),
      );
      return isTask ? handle : undefined;
    };

  const wx: Wx = {};
  for (const group of groups) {
    for (const [name, impl] of Object.entries(group.calls ?? {})) {
      calls.set(name, impl);
      wx[name] = asyncApi(name);
    }
    for (const [name, impl] of Object.entries(group.sync ?? {})) {
      wx[name] = (...args: unknown[]) => {
        const constant = replaced.get(name);
        return realm.copyIn(constant ? constant(args[0]) : (impl as (...a: unknown[]) => unknown)(...args));
      };
    }
  }
  for (const [name, value] of Object.entries(mocks)) mock(name, value);
  for (const name of without) delete wx[name];
  // Listeners of events this host never raises may be registered and do nothing.
  const lenient = new Proxy(wx, {
    get: (target, name) =>
      name in target || typeof name !== 'string' || !/^(on|off)[A-Z]/.test(name)
        ? Reflect.get(target, name)
        : () => undefined,
  });
  const ask = (name: string, options: Options) =>
    start(name, options, createTask().task).catch((error) => failureOf(name, error));
  return { wx: lenient, mock, ask };
}
