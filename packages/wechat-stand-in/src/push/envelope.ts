/** An event as it goes over the wire: JSON or XML, plain or encrypted, with the signature that belongs to it. */
import { randomBytes } from 'node:crypto';
import { isRecord } from '../endpoint.ts';
import { encrypt, sign } from './crypto.ts';
import type { Callback } from './event.ts';

export interface Envelope {
  readonly url: string;
  readonly type: string;
  readonly body: string;
}

interface Sender {
  readonly appid: string;
  /** Unix seconds. */
  readonly now: number;
}

type Members = Readonly<Record<string, unknown>>;

export function envelope(callback: Callback, members: Members, { appid, now }: Sender): Envelope {
  const plain = textOf(callback, members);
  const query = signedQuery(callback.token, now);
  const url = new URL(callback.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const type = callback.format === 'json' ? 'application/json' : 'text/xml';
  if (callback.mode === 'plain') return { url: url.href, type, body: plain };
  const ciphertext = encrypt(callback.aesKey, appid, plain);
  const openid = members.FromUserName;
  if (typeof openid === 'string') url.searchParams.set('openid', openid);
  url.searchParams.set('encrypt_type', 'aes');
  url.searchParams.set('msg_signature', sign(callback.token, query.timestamp, query.nonce, ciphertext));
  const shown = callback.mode === 'compatible' ? members : { ToUserName: members.ToUserName };
  return { url: url.href, type, body: textOf(callback, { ...shown, Encrypt: ciphertext }) };
}

/** The question WeChat asks an address before it believes that the address belongs to the app. */
export function verification(callback: Callback, now: number): { url: string; echo: string } {
  const url = new URL(callback.url);
  const echo = BigInt(`0x${randomBytes(7).toString('hex')}`).toString();
  const query = { ...signedQuery(callback.token, now), echostr: echo };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url: url.href, echo };
}

function signedQuery(token: string, now: number) {
  const timestamp = String(now);
  const nonce = String(randomBytes(4).readUInt32BE());
  return { signature: sign(token, timestamp, nonce), timestamp, nonce };
}

function textOf({ format }: Callback, members: Members): string {
  return format === 'json' ? JSON.stringify(members) : xmlOf(members);
}

const WRAPPERS: Readonly<Record<string, string>> = {
  subscribe_msg_popup_event: 'SubscribeMsgPopupEvent',
  subscribe_msg_change_event: 'SubscribeMsgChangeEvent',
  subscribe_msg_sent_event: 'SubscribeMsgSentEvent',
};

/** In XML the entries of a list stand in an element named after the event. */
export function xmlOf(members: Members): string {
  const { List, ...others } = members;
  const wrapper = WRAPPERS[String(members.Event)];
  const whole = List === undefined ? others : { ...others, ...(wrapper ? { [wrapper]: { List } } : { List }) };
  return `<xml>${elements(whole)}</xml>`;
}

function elements(members: Members): string {
  return Object.entries(members)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one: unknown) => element(name, one)))
    .join('');
}

function element(name: string, value: unknown): string {
  if (isRecord(value)) return `<${name}>${elements(value)}</${name}>`;
  if (typeof value === 'number') return `<${name}>${value}</${name}>`;
  // The end mark of such a section can't stand inside one.
  return `<${name}><![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`;
}
