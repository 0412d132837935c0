/** How each service gives out its token. */
import type { WechatEnv, WecomEnv } from '../kernel/env-outside.ts';
import type { Line } from './line.ts';
import type { Answer } from './outcomes.ts';
import type { Fetched, TokenSource } from './shared-token.ts';

/** From `stable_token`, which leaves the tokens of other systems alone. */
export const stableToken = (line: Line, { appId, secret }: WechatEnv): TokenSource => ({
  onDemand: true,
  fetch: async (force) => {
    if (appId === null || secret === null)
      return { kind: 'unknown', why: 'WECHAT_APPID and WECHAT_SECRET are not set', unsent: true };
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force };
    return granted(await line.ask({ api: 'token', path: '/cgi-bin/stable_token', body, reads: true }));
  },
});

/** WeCom gives the same token as long as it lives, and makes none on demand. */
export const corpToken = (line: Line, wecom: WecomEnv | null): TokenSource => ({
  onDemand: false,
  fetch: async () => {
    if (!wecom) return { kind: 'unknown', why: 'WECOM_* is not set', unsent: true };
    const query = { corpid: wecom.corpId, corpsecret: wecom.secret };
    return granted(await line.ask({ api: 'token', path: '/cgi-bin/gettoken', query, reads: true }));
  },
});

function granted(answer: Answer): Fetched {
  if (answer.kind !== 'answer') return answer;
  const { access_token: token, expires_in: seconds } = answer.body;
  return typeof token === 'string' && typeof seconds === 'number'
    ? { kind: 'fetched', token, seconds }
    : { kind: 'unknown', why: 'no token in the answer' };
}
