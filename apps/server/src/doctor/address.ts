/** The address where phones and WeChat reach this server. */
import { randomBytes } from 'node:crypto';
import type { Env } from '../kernel/env.ts';
import { signatureOf } from '../wechat/push-crypto.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const PATIENCE_MS = 5_000;

async function ask(address: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    return { status: response.status, text: await response.text() };
  } catch {
    return null;
  }
}

export async function publicUrl({
  publicUrl: url,
  production,
}: Pick<Env, 'publicUrl' | 'production'>): Promise<Finding[]> {
  const found: Finding[] = [];
  if (!url.startsWith('https://')) {
    const say = production ? fail : warn;
    found.push(
      say('public address', `${url} has no TLS`, 'set PUBLIC_URL to https://…: phones of WeChat take nothing else'),
    );
  }
  const answer = await ask(`${url}/readyz`);
  if (answer?.status === 200) return [...found, ok('public address', `${url} answers`)];
  const detail = answer ? `${url}/readyz answers ${answer.status}` : `${url}/readyz does not answer`;
  return [...found, fail('public address', detail, 'start the server, and let the proxy pass this address on to it')];
}

/** Asks our own callback what WeChat asks when the address is registered. */
export async function callback(
  { publicUrl: url, wechat }: Pick<Env, 'publicUrl' | 'wechat'>,
  now: number,
): Promise<Finding> {
  const address = `${url}/api/v1/wechat/callback`;
  if (!wechat.callback)
    return warn(
      'callback',
      'not set up: what people consent to in WeChat and what it finds in pictures goes unheard',
      'set WECHAT_CALLBACK_TOKEN and WECHAT_CALLBACK_AES_KEY, and register the address (docs/wechat.md)',
    );
  const timestamp = String(Math.floor(now / 1000));
  const nonce = randomBytes(6).toString('hex');
  const echostr = randomBytes(8).toString('hex');
  const signature = signatureOf(wechat.callback.token, timestamp, nonce);
  const answer = await ask(`${address}?${new URLSearchParams({ signature, timestamp, nonce, echostr }).toString()}`);
  if (answer?.status === 200 && answer.text === echostr) return ok('callback', `${address} knows its token`);
  if (answer?.status === 403)
    return fail(
      'callback',
      'the server knows another token',
      'start it again with the WECHAT_CALLBACK_* of this command',
    );
  if (answer?.status === 404)
    return fail('callback', 'the server has no callback', 'start it with the WECHAT_CALLBACK_* of this command');
  const detail = answer ? `${address} answers ${answer.status}` : `${address} does not answer`;
  return fail('callback', detail, 'let the proxy pass it on as it is, its query included');
}
