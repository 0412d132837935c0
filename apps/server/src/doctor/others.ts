/** WeCom and SMS, asked in a way that reaches nobody. */
import type { District } from '@liudan/shared/district/schema';
import type { Env } from '../kernel/env.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import type { Outside } from './outside.ts';
import { saidOf, smsRemedy, wecomRemedy } from './remedies.ts';

/** WeCom's word for a message to nobody: everything before that was right. */
const NOBODY_NAMED = 82001;

export async function wecom(env: Pick<Env, 'wecom'>, outside: Outside): Promise<Finding> {
  if (!env.wecom) return ok('WeCom', 'not used');
  const token = await outside.wecomToken();
  if (token.kind !== 'token') return fail('WeCom', saidOf(token), wecomRemedy(token));
  // A token is given to every address; only a message shows whether this one is trusted.
  const body = { touser: '', agentid: env.wecom.agentId, msgtype: 'text', text: { content: 'doctor' } };
  const answer = await outside.wecom({ path: '/cgi-bin/message/send', body });
  if (answer.kind === 'refused' && answer.errcode === NOBODY_NAMED)
    return ok('WeCom', `application ${env.wecom.agentId} may send from this address`);
  if (answer.kind === 'answer') return ok('WeCom', `application ${env.wecom.agentId} answers`);
  return fail('WeCom', saidOf(answer), wecomRemedy(answer));
}

export async function sms(
  env: Pick<Env, 'sms'>,
  district: District | null,
  outside: Outside,
  now: number,
): Promise<Finding> {
  const wanted = district ? Object.values(district.templates.notices).filter((notice) => notice.sms).length : 0;
  if (!env.sms)
    return wanted === 0
      ? ok('SMS', 'not used')
      : warn(
          'SMS',
          `${wanted} notices have a text, and nobody to send it`,
          'set SMS_*, or leave it: the other ways stay',
        );
  const answer = await outside.sms(now);
  if (answer.kind === 'unknown') return fail('SMS', saidOf(answer), smsRemedy(answer));
  const code = answer.kind === 'refused' ? (answer.code ?? '') : '';
  if (/^(AuthFailure|UnauthorizedOperation|UnsupportedRegion)/.test(code) && answer.kind === 'refused')
    return fail('SMS', saidOf(answer), smsRemedy(answer));
  return ok('SMS', 'the key is known; whether signature and templates are approved shows the console only');
}
