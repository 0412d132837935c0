/** What the refusals of WeChat, WeCom and Tencent Cloud mean for whoever set this server up, and what to do. docs/wechat.md has the same. */
import type { WechatFailure } from '../wechat/outcomes.ts';

const WECHAT: Readonly<Record<number, string>> = {
  40013: 'WECHAT_APPID is not the AppID of this account: copy it from 开发管理 > 开发设置 of mp.weixin.qq.com',
  40125: 'WECHAT_SECRET is wrong: reset the AppSecret at 开发管理 > 开发设置 and set the new one here',
  40243: 'the AppSecret is frozen: unfreeze it at 开发管理 > 开发设置',
  41002: 'set WECHAT_APPID',
  41004: 'set WECHAT_SECRET',
  45009: 'the quota of today is used up: find who else uses this AppID, or wait until midnight in China',
  45011: 'too many calls this minute: find who else uses this AppID',
  48001: 'the account has no right to this: is it a certified mini-program, and of a subject that is no person?',
  50002: 'WeChat has restricted the account: read the notices of mp.weixin.qq.com',
  89503: 'an administrator of the account has to confirm this address: a message waits in his WeChat',
  89506: 'an administrator refused this address: ask him, and try again in 24 hours',
  89507: 'an administrator refused this address: ask him, and try again in an hour',
};

const WECOM: Readonly<Record<number, string>> = {
  40001: 'WECOM_SECRET is not the secret of this application: copy it from 应用管理 of work.weixin.qq.com',
  40013: 'WECOM_CORP_ID is wrong: copy it from 我的企业 > 企业信息',
  40056: 'WECOM_AGENT_ID is not the AgentId of this application',
  301002: 'WECOM_AGENT_ID and WECOM_SECRET are of two applications',
  60011: 'the application may not do this: widen 可见范围 and its permissions',
};

const SMS: readonly (readonly [RegExp, string])[] = [
  [/^AuthFailure\.SecretIdNotFound/, 'SMS_SECRET_ID is unknown: copy it from 访问管理 > API密钥管理 of Tencent Cloud'],
  [/^AuthFailure\.SignatureExpire/, 'the clock of this machine is wrong: set it by NTP'],
  [/^AuthFailure\.(SignatureFailure|Token)/, 'SMS_SECRET_KEY does not belong to SMS_SECRET_ID'],
  [/SmsSdkAppIdVerifyFail/, 'SMS_APP_ID is not an application of this account'],
  [/^(AuthFailure\.UnauthorizedOperation|UnauthorizedOperation)/, 'give the key the right QcloudSMSFullAccess'],
  [
    /^(UnsupportedRegion|InvalidParameterValue\.Region)/,
    'SMS_REGION is no region of this service, such as ap-guangzhou',
  ],
];

/** A failure in words that hold no secret. */
export function saidOf(failure: WechatFailure): string {
  if (failure.kind === 'unknown') return failure.why;
  const { errcode, code, errmsg, rid } = failure;
  // The text names addresses, never secrets; its tail is the id and an advertisement.
  const text = errmsg.replace(/(,? ?(rid|hint):|, ?more (info|details)).*$/s, '').slice(0, 120);
  return `${code ?? errcode} ${text}${rid ? ` (${rid})` : ''}`.trim();
}

const NO_ANSWER = 'let this machine reach it: a firewall, a proxy, or the name server stands between';

export function wechatRemedy(failure: WechatFailure): string {
  if (failure.kind === 'unknown') return NO_ANSWER;
  if (failure.errcode === 40164) {
    const address = /invalid ip ([\d.:a-f]+)/i.exec(failure.errmsg)?.[1] ?? 'the address of this machine';
    return `add ${address} to 开发管理 > 开发设置 > IP白名单 of mp.weixin.qq.com`;
  }
  return WECHAT[failure.errcode] ?? 'look the number up in docs/wechat.md';
}

export function wecomRemedy(failure: WechatFailure): string {
  if (failure.kind === 'unknown') return NO_ANSWER;
  if (failure.errcode === 60020) {
    const address = /from ip: ([\d.:a-f]*[\da-f])/i.exec(failure.errmsg)?.[1] ?? 'the address of this machine';
    return `add ${address} to 企业可信IP of the application at work.weixin.qq.com (it wants a trusted domain first)`;
  }
  return WECOM[failure.errcode] ?? 'look the number up in docs/wechat.md';
}

export function smsRemedy(failure: WechatFailure): string {
  if (failure.kind === 'unknown') return NO_ANSWER;
  const { code = '' } = failure;
  return SMS.find(([pattern]) => pattern.test(code))?.[1] ?? 'look the word up in docs/wechat.md';
}
