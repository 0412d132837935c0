/** What the stand-in keeps about the world it plays. */
import type { Callback } from './push/event.ts';

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
  /** A version has been released; links to an app without one are refused. */
  released: boolean;
  /** Its service categories, which open parts of the template library. */
  categories: { id: number; name: string }[];
  /** Where events go; set through `setCallback`, which asks the address first. */
  callback: Callback | null;
}

export interface User {
  openid: string;
  appid: string;
  unionid: string | null;
  name: string | null;
  /** What the phone page says of the person beside the name. */
  note: string | null;
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
  /** Who it comes from, where that isn't the mini-program. */
  sender?: string;
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

export interface Call {
  seq: number;
  at: number;
  /** The app whose token it came with, or the corp and agent; empty where nobody was asked or known. */
  account: string;
  ip: string;
  host: string;
  method: string;
  path: string;
  query: Record<string, string>;
  /** The parsed body, or its text where it isn't JSON. */
  body: unknown;
  /** What was sent; null where the connection ended without an answer, `<n bytes>` for a picture. */
  answer: string | null;
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

/** A template of the public library, from which an account takes its own. */
export interface LibraryTemplate {
  tid: number;
  title: string;
  /** 2 for one message at a time, 3 for long-term. */
  type: 2 | 3;
  categoryId: number;
  /** `rule` is the type of the field, such as `thing`. */
  keywords: { kid: number; name: string; example: string; rule: string }[];
}
