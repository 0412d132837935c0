/** WeChat's end of the callback: signs and seals a push as its documentation says. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { FakeClock } from './clock.ts';
import type { TestServer } from './server.ts';
import { TEST_APP } from './server.ts';

export const CALLBACK = { token: 'AAAAAcallback', aesKey: 'Ab3'.repeat(15).slice(0, 43) } as const;
export const CALLBACK_ENV = {
  WECHAT_CALLBACK_TOKEN: CALLBACK.token,
  WECHAT_CALLBACK_AES_KEY: CALLBACK.aesKey,
} as const;

export interface Pushed {
  readonly status: number;
  readonly text: string;
}

export interface Choice {
  readonly safe?: boolean;
  readonly type?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly appid?: string;
}

const sign = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');

function seal(message: string, appid: string = TEST_APP.appid): string {
  const key = Buffer.from(`${CALLBACK.aesKey}=`, 'base64');
  const bytes = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const open = Buffer.concat([randomBytes(16), length, bytes, Buffer.from(appid)]);
  const pad = 32 - (open.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([open, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  );
}

/** Pushes to a server what WeChat would push at this moment. */
export function pusher(server: () => TestServer, clock: FakeClock) {
  const address = (query: Readonly<Record<string, string>>) =>
    `${server().url}/api/v1/wechat/callback?${new URLSearchParams(query).toString()}`;
  const answered = async (response: Response): Promise<Pushed> => ({
    status: response.status,
    text: await response.text(),
  });
  const signed = () => {
    const timestamp = String(Math.floor(clock.now() / 1000));
    const nonce = '415670741';
    return { timestamp, nonce, signature: sign(CALLBACK.token, timestamp, nonce) };
  };
  return {
    signed,
    /** The question that WeChat asks when the address is registered. */
    verify: async (query: Readonly<Record<string, string>> = {}) =>
      answered(await fetch(address({ ...signed(), echostr: '4375120948345356249', ...query }))),
    push: async (message: string, { safe = false, type = 'text/xml', query = {}, appid }: Choice = {}) => {
      const about = signed();
      const sealed = seal(message, appid);
      const msg_signature = sign(CALLBACK.token, about.timestamp, about.nonce, sealed);
      const asked = safe ? { ...about, encrypt_type: 'aes', msg_signature, ...query } : { ...about, ...query };
      const body = safe ? JSON.stringify({ ToUserName: 'gh_1', Encrypt: sealed }) : message;
      return answered(
        await fetch(address(asked), { method: 'POST', body, headers: type === '' ? {} : { 'content-type': type } }),
      );
    },
  };
}

/** An event as JSON. */
export const eventText = (event: string, more: object = {}): string =>
  JSON.stringify({
    ToUserName: 'gh_1',
    FromUserName: 'o_li',
    CreateTime: 1795150800,
    MsgType: 'event',
    Event: event,
    ...more,
  });
