/** What WeChat itself says: the token, its clock, the registered callback, the codes. */
import { CODE_PAGE } from '@liudan/shared/entry/code';
import type { Env } from '../kernel/env.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import { clocks } from './machine.ts';
import type { Outside } from './outside.ts';
import { saidOf, wechatRemedy } from './remedies.ts';

const INVALID_PAGE = 41030;
const NO_CALLBACK = 40201;

/** The token; where there is none nothing else can be asked. */
export async function token({ wechat }: Pick<Env, 'wechat'>, outside: Outside, now: () => number): Promise<Finding[]> {
  if (wechat.appId === null || wechat.secret === null)
    return [warn('WeChat', 'not set up: nobody can sign in through it', 'set WECHAT_APPID and WECHAT_SECRET')];
  const before = now();
  const { token: got, date } = await outside.wechatToken();
  const found = date === null ? [] : [clocks('clock of WeChat', Math.max(before, Math.min(date, now())), date)];
  if (got.kind === 'token') return [ok('WeChat', `a token for ${wechat.appId}, from an address on the list`), ...found];
  return [fail('WeChat', saidOf(got), wechatRemedy(got)), ...found];
}

/** Whether WeChat has the callback's address on file, and reaches it. */
export async function registered({ wechat }: Pick<Env, 'wechat'>, outside: Outside): Promise<Finding[]> {
  if (!wechat.callback) return [];
  const what = 'callback at WeChat';
  const body = { action: 'all', check_operator: 'DEFAULT' };
  const answer = await outside.wechat({ path: '/cgi-bin/callback/check', body });
  if (answer.kind === 'refused' && answer.errcode === NO_CALLBACK)
    return [
      fail(
        what,
        'no address is registered',
        'register it at 开发管理 > 开发设置 > 消息推送: address, token, key, 安全模式, JSON (docs/wechat.md)',
      ),
    ];
  if (answer.kind !== 'answer') return [warn(what, saidOf(answer), wechatRemedy(answer))];
  const pings = Array.isArray(answer.body.ping) ? (answer.body.ping as { package_loss?: unknown }[]) : [];
  const lost = pings.filter(({ package_loss: loss }) => Number.parseFloat(String(loss)) > 0);
  if (pings.length > 0 && lost.length === pings.length)
    return [fail(what, 'WeChat loses packets on its way here', 'open the firewall to the addresses of getcallbackip')];
  return [ok(what, 'registered and reached')];
}

/** Draws one code, which costs nothing and is kept by nobody. */
export async function codes({ wechat }: Pick<Env, 'wechat'>, outside: Outside): Promise<Finding> {
  const release = wechat.state === 'formal';
  const body = { scene: 'doctor', page: CODE_PAGE, check_path: release, env_version: release ? 'release' : 'trial' };
  const picture = await outside.picture({ path: '/wxa/getwxacodeunlimit', body });
  if (picture.kind === 'picture') return ok('codes', `${CODE_PAGE} can be opened by a code`);
  if (picture.kind === 'refused' && picture.errcode === INVALID_PAGE)
    return fail(
      'codes',
      `${CODE_PAGE} is in no released version`,
      'release the mini-program, or set WECHAT_STATE=trial',
    );
  return warn('codes', saidOf(picture), wechatRemedy(picture));
}
