/** What WeChat tells an app by itself, and what became of telling it. */
import { type App, remember, SECOND, type State } from '../state.ts';

/** Where an app wants its events, and how they are wrapped. */
export interface Callback {
  readonly url: string;
  readonly token: string;
  /** 43 characters; only `plain` does without. */
  readonly aesKey: string;
  /** `compatible` sends the plain members and the ciphertext together. */
  readonly mode: 'plain' | 'compatible' | 'safe';
  readonly format: 'json' | 'xml';
}

export interface Delivery {
  readonly at: number;
  /** The HTTP status; null where no answer came. */
  readonly status: number | null;
  /** The beginning of the answer, or why there is none. */
  readonly answer: string;
  readonly taken: boolean;
}

export interface PushEvent {
  readonly seq: number;
  /** When it came about. */
  readonly at: number;
  /** The name of the event; the kind of message where a person wrote something. */
  readonly event: string;
  readonly appid: string;
  readonly openid: string;
  /** The entries of `List`. */
  readonly list: readonly Record<string, string>[];
  /** The event as the app reads it, before it is wrapped. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly deliveries: Delivery[];
  /** `kept` where the app has no callback. */
  outcome: 'kept' | 'waiting' | 'taken' | 'given up';
}

export interface Happening {
  readonly event: string;
  readonly openid: string;
  readonly list?: readonly Record<string, string>[];
  /** Further members; one that is named here replaces the usual one, and `undefined` takes it away. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Puts an event on record, and in the queue of those to push if the app has a callback. */
export function owe(state: State, app: App, { event, openid, list = [], members = {} }: Happening): PushEvent {
  const seq = state.takeEventSeq();
  const body = {
    ToUserName: app.ghId,
    FromUserName: openid,
    CreateTime: createTime(state, seq),
    MsgType: 'event',
    Event: event,
    // One entry is an object and several are a list: what reads them must know both.
    ...(list.length > 0 ? { List: list.length === 1 ? list[0] : list } : {}),
    ...members,
  };
  const owed: PushEvent = {
    seq,
    at: state.now(),
    event,
    appid: app.appid,
    openid,
    list,
    body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
    deliveries: [],
    outcome: app.callback ? 'waiting' : 'kept',
  };
  remember(state.events, owed);
  if (app.callback) state.waiting.push(owed);
  return owed;
}

/** Seconds, as a number or as text: the documents show one and real captures the other. */
function createTime(state: State, seq: number): number | string {
  const seconds = Math.floor(state.now() / SECOND);
  const { createTime: how } = state.flags;
  return how === 'text' || (how === 'alternate' && seq % 2 === 0) ? String(seconds) : seconds;
}
