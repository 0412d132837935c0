/** Everything the stand-in knows, in memory: gone when the process ends, and emptied by `reset`. */
import { randomBytes } from 'node:crypto';
import type {
  App,
  Call,
  Code,
  Credit,
  Employment,
  LibraryTemplate,
  Message,
  Template,
  Token,
  User,
} from './entities.ts';
import type { Fault } from './faults.ts';
import type { PushEvent } from './push/event.ts';
import type { SmsAccount } from './sms/account.ts';
import { UNKNOWNS } from './unknowns.ts';
import type { Corp } from './wecom/corp.ts';

export * from './entities.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

export interface WordRule {
  word: string;
  suggest: 'review' | 'risky';
  label: number;
}

/** A verdict for media whose address or content holds `match`; an empty `match` is in all of them. */
export interface MediaRule {
  match: string;
  suggest: 'pass' | 'review' | 'risky';
  label: number;
}

/** A customer service conversation: until when, and how many messages, the app may still write. */
export interface Conversation {
  until: number;
  left: number;
}

/** What an address that was made for outside opens. */
export interface Link {
  readonly page: string;
  readonly query: string;
  readonly expiresAt: number;
}

/** Work for later, done by `flush` once it is due by the virtual clock. */
export interface Task {
  readonly dueAt: number;
  run(): Promise<void>;
}

export interface Flags {
  /** Refusing in the settings loses the credits collected so far. */
  rejectClears: boolean;
  /** A popup that "always keep" suppressed still owes its event. */
  eventWhenKept: boolean;
  createTime: 'number' | 'text' | 'alternate';
  /** How long a media check takes. */
  mediaDelayMs: number;
  /** Live pushes wait for `flush`. */
  holdEvents: boolean;
}

/** Numbers that replace a limit: by path, or one of the two named limits. */
export interface Limits {
  perMinute: Record<string, number>;
  perDay: Record<string, number>;
  loginsPerUserMinute: number;
  mediaRepeatsPerMinute: number;
  /** WeCom messages to one member; more are dropped. */
  wecomPerMemberMinute: number;
  wecomPerMemberHour: number;
  /** Messages of one group robot in any sixty seconds. */
  webhookPerMinute: number;
  /** Text messages to one number. */
  smsPerNumberHalfMinute: number;
  smsPerNumberDay: number;
  /** How long a pushed event may take to be answered, in real milliseconds. */
  callbackMs: number;
}

const LIMITS: Limits = {
  perMinute: {},
  perDay: {},
  loginsPerUserMinute: 100,
  mediaRepeatsPerMinute: 10,
  wecomPerMemberMinute: 30,
  wecomPerMemberHour: 1000,
  webhookPerMinute: 20,
  smsPerNumberHalfMinute: 1,
  smsPerNumberDay: 10,
  callbackMs: UNKNOWNS.callbackMs,
};

export class State {
  readonly apps = new Map<string, App>();
  readonly users = new Map<string, User>();
  readonly templates = new Map<string, Template>();
  readonly codes = new Map<string, Code>();
  readonly tokens = new Map<string, Token>();
  /** Instants of the forced refreshes of an app. */
  readonly forced = new Map<string, number[]>();
  readonly credits = new Map<string, Credit>();
  readonly employees = new Map<string, Employment>();
  readonly corps = new Map<string, Corp>();
  readonly sms = new Map<string, SmsAccount>();
  readonly counters = new Map<string, { window: number; count: number }>();
  /** Openids a subscribe message is on its way to. */
  readonly inFlight = new Set<string>();
  readonly messages: Message[] = [];
  /** Messages that were answered with success and reached nobody. */
  readonly dropped: Message[] = [];
  /** When somebody first looked at a message on the phone page. */
  readonly seen = new WeakMap<Message, number>();
  /** Instants of the text messages of today, by number. */
  readonly smsSent = new Map<string, number[]>();
  readonly calls: Call[] = [];
  readonly events: PushEvent[] = [];
  /** Events on their way to a callback. */
  waiting: PushEvent[] = [];
  readonly tasks: Task[] = [];
  /** Addresses made for outside of WeChat. */
  readonly links = new Map<string, Link>();
  /** The public library of templates. */
  library: LibraryTemplate[] = [];
  lastRiskId = 0;
  readonly conversations = new Map<string, Conversation>();
  faults: Fault[] = [];
  words: WordRule[] = [];
  mediaRules: MediaRule[] = [];
  /** Words a subscribe message must not hold. */
  sensitiveWords: string[] = [];
  flags: Flags = {
    rejectClears: UNKNOWNS.rejectClears,
    eventWhenKept: UNKNOWNS.eventWhenKept,
    createTime: UNKNOWNS.createTime,
    mediaDelayMs: 0,
    holdEvents: false,
  };
  limits: Limits = { ...LIMITS };
  private offset = 0;
  private callSeq = 0;
  private eventSeq = 0;

  constructor(
    private readonly baseNow: () => number,
    private nextMsgid: bigint,
  ) {}

  /** The virtual clock, in milliseconds. */
  now(): number {
    return this.baseNow() + this.offset;
  }

  advance(ms: number): void {
    this.offset += ms;
  }

  setClock(at: number): void {
    this.offset = at - this.baseNow();
  }

  /** Ids grow by an odd step, so that none repeats and a rounded one is never right by chance. */
  takeMsgid(): string {
    const msgid = this.nextMsgid;
    this.nextMsgid += 1_048_577n;
    return msgid.toString();
  }

  takeEventSeq(): number {
    this.eventSeq += 1;
    return this.eventSeq;
  }

  record(call: Omit<Call, 'seq'>): void {
    this.callSeq += 1;
    remember(this.calls, { seq: this.callSeq, ...call });
  }

  /** Counts one event in a window of the clock; false when the window already holds `max`. */
  count(key: string, window: number, max: number): boolean {
    const counter = this.counters.get(key);
    const count = counter?.window === window ? counter.count : 0;
    if (count >= max) return false;
    this.counters.set(key, { window, count: count + 1 });
    return true;
  }
}

// A stand-in that runs for weeks beside a demo must not grow for ever.
const REMEMBERED = 10_000;

/** Appends to a list and lets go of its oldest entries. */
export function remember<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > REMEMBERED) list.splice(0, list.length - REMEMBERED);
}

/** Random letters and digits, as WeChat's ids and codes are made of. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) text += randomBytes(length).toString('base64').replace(/\W/g, '');
  return text.slice(0, length);
}

/** The number of the calendar day in China, where daily quotas start over at midnight. */
export function chinaDay(at: number): number {
  return Math.floor((at + 8 * 60 * MINUTE) / DAY);
}
