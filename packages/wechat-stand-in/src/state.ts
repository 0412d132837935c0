/** Everything the stand-in knows, in memory: gone when the process ends, and emptied by `reset`. */
import { randomBytes } from 'node:crypto';
import type { Fault } from './faults.ts';
import type { SmsAccount } from './sms/account.ts';
import type { Corp } from './wecom/corp.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

export interface App {
  appid: string;
  secret: string;
  /** The mini-program's name as the phone page shows it. */
  name: string;
  /** The original id, the sender of pushed events. */
  ghId: string;
  /** Null lets every address in. */
  ipWhitelist: string[] | null;
  /** The platform has taken the ability to send subscribe messages away. */
  subscribeBanned: boolean;
  /** A client that names an unknown openid becomes a user of this app instead of being an error. */
  autoUsers: boolean;
  /** Pages of the released version; null counts every page as released. */
  pages: string[] | null;
  /** Employee messages have been opened for this account. */
  employeeEnabled: boolean;
}

export interface User {
  openid: string;
  appid: string;
  unionid: string | null;
  name: string | null;
  phone: string | null;
  /** Null until the first login, as for a person who has never opened the mini-program. */
  sessionKey: string | null;
  lastVisitAt: number | null;
  mainSwitch: boolean;
  /** 0 to 4; at 4 the platform blocks the login code. */
  risk: number;
}

export interface Code {
  kind: 'login' | 'phone';
  openid: string;
  appid: string;
  phone: string | null;
  expiresAt: number;
  used: boolean;
}

export interface Keyword {
  key: string;
  label: string;
  /** The values an `enum` keyword allows. */
  values: string[];
}

export interface Template {
  id: string;
  appid: string;
  title: string;
  type: 'onetime' | 'longterm' | 'employee';
  keywords: Keyword[];
  banned: boolean;
}

export interface Token {
  value: string;
  appid: string;
  kind: 'stable' | 'normal';
  expiresAt: number;
  /** From here a superseded token is refused as "not latest". */
  replacedAt: number | null;
}

export const CHANNELS = ['subscribe', 'assistant', 'wecom', 'sms', 'kf'] as const;

/** One message as it reached the invented phone. */
export interface Message {
  /** A 64-bit integer in decimal digits for a subscribe message, some text of the sender's for the others. */
  msgid: string;
  channel: (typeof CHANNELS)[number];
  /** The mini-program; a corp's id for WeCom, the application of the SMS account for a text message. */
  appid: string;
  /** Empty where the receiver is known by a WeCom id or a phone number alone. */
  openid: string;
  /** The receiver in WeCom. */
  userid?: string;
  /** The receiver of a text message, with the country code. */
  phone?: string;
  /** The template's id; the kind of message where there is no template. */
  template: string;
  title: string;
  fields: Field[];
  /** What stands below the title, or the whole message where it has no fields. */
  text?: string;
  page: string | null;
  /** Where the card leads if not to a page of the mini-program. */
  url?: string;
  state: string;
  lang: string;
  at: number;
  /** Answered with success and delivered to nobody, as the real service does without a word. */
  dropped?: 'rate' | 'duplicate';
}

export interface Field {
  key: string;
  label: string;
  value: string;
}

/** A person who works for the owner of the mini-program, as the phone has been told. */
export interface Employment {
  /** Empty until the person was asked. */
  status: 'accept' | 'reject' | '';
  /** Employee templates the person allows. */
  readonly templates: Set<string>;
}

/** An event WeChat owes the app, in the order it came about. */
export interface PushEvent {
  at: number;
  event: 'subscribe_msg_popup_event' | 'subscribe_msg_change_event' | 'subscribe_msg_sent_event';
  appid: string;
  openid: string;
  list: Record<string, string>[];
}

export interface Call {
  seq: number;
  at: number;
  host: string;
  method: string;
  path: string;
  query: Record<string, string>;
  /** The parsed body, or its text where it isn't JSON. */
  body: unknown;
  /** What was sent; null where the connection ended without an answer, `<n bytes>` for a picture. */
  answer: string | null;
}

export interface WordRule {
  word: string;
  suggest: 'review' | 'risky';
  label: number;
}

export interface Flags {
  /** Refusing in the settings loses the credits collected so far. */
  rejectClears: boolean;
  /** A popup that "always keep" suppressed still owes its event. */
  eventWhenKept: boolean;
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
  /** Instants of the text messages of today, by number. */
  readonly smsSent = new Map<string, number[]>();
  readonly calls: Call[] = [];
  readonly events: PushEvent[] = [];
  faults: Fault[] = [];
  words: WordRule[] = [];
  /** Words a subscribe message must not hold. */
  sensitiveWords: string[] = [];
  flags: Flags = { rejectClears: true, eventWhenKept: false };
  limits: Limits = { ...LIMITS };
  private offset = 0;
  private callSeq = 0;

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

export interface Credit {
  /** Messages a one-time template may still send to this user. */
  count: number;
  /** The user has accepted a long-term template. */
  longterm: boolean;
  /** What "always keep my choice" was ticked with. */
  keep: 'accept' | 'reject' | null;
  /** Switched off in the settings. */
  blocked: boolean;
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
