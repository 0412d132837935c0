/**
 * What to do when a channel refuses a message, by its error code (the official tables of subscribeMessage.send, 用工关系, WeCom's
 * message/send and Tencent Cloud SMS). A refusal is an answer: nothing was sent, so trying again can't tell anybody twice. No answer at
 * all is another matter and isn't decided here.
 */
import { dayOf, SECOND, startOfDay } from '../deadline/calendar.ts';
import type { PushChannel } from './contract.ts';

export type AfterRefusal =
  /** Try again then. */
  | { do: 'retry'; at: number; reason: string }
  /** The day's quota is used up: nothing goes out before then. */
  | { do: 'wait'; at: number; reason: string }
  /** The person's consents are used up: the count was wrong. */
  | { do: 'no_credit'; reason: string }
  /** He isn't bound to this channel any more, or not for this template. */
  | { do: 'unbound'; reason: string }
  | { do: 'fail'; reason: string };

/** Sending a message again is worth at most so many tries: later it is old news, and the message inside the app was there at once. */
export const MAX_ATTEMPTS = 5;

const FINAL: Readonly<Record<number, string>> = {
  40003: '对方的微信号无效',
  40037: '模板编号无效，请检查配置',
  40013: '小程序的 AppID 无效，请检查配置',
  40125: '小程序的密钥无效，请检查配置',
  40164: '服务器地址不在微信的白名单里',
  41030: '消息页面不在已发布的小程序里',
  43107: '订阅消息能力被微信封禁',
  45168: '内容含有微信不允许的词',
  47001: '消息格式不被微信接受',
  47003: '消息内容不符合模板要求',
  48001: '小程序没有发送订阅消息的权限',
  // 用工消息
  40097: '消息参数不被微信接受',
  40257: '对方的微信号无效',
  43104: '小程序没有开通用工关系',
  // WeCom
  40056: '企业微信应用编号无效，请检查配置',
  60011: '企业微信应用没有权限给这位成员发消息',
  60020: '服务器地址不在企业微信的可信 IP 里',
  301002: '企业微信应用编号无效，请检查配置',
};

/** These say that the person left the channel; on other channels the same number means another thing. */
const LEFT: Readonly<Partial<Record<PushChannel, Readonly<Record<number, string>>>>> = {
  employee: { 40256: '对方已解除用工关系', 50001: '对方没有订阅这类用工消息' },
  wecom: { 40003: '企业微信里没有这位成员', 60111: '企业微信里没有这位成员', 81013: '这位成员不在应用的可见范围里' },
};

const WORDED: Readonly<Record<string, string>> = {
  'LimitExceeded.PhoneNumberDailyLimit': '这个号码今天的短信已到上限',
  'LimitExceeded.PhoneNumberOneHourLimit': '这个号码一小时内的短信已到上限',
  'LimitExceeded.PhoneNumberSameContentDailyLimit': '同样的短信今天已发过多次',
  'FailedOperation.TemplateIncorrectOrUnapproved': '短信模板无效或未通过审核，请检查配置',
  'FailedOperation.SignatureIncorrectOrUnapproved': '短信签名无效或未通过审核，请检查配置',
  'FailedOperation.ContainSensitiveWord': '短信含有不允许的词',
  'FailedOperation.PhoneNumberInBlacklist': '对方退订了短信',
  'FailedOperation.InsufficientBalanceInSmsPackage': '短信套餐余量不足',
  'InvalidParameterValue.IncorrectPhoneNumber': '手机号码无效',
};
/** The one word of SMS that passes by itself. */
const SOON = 'LimitExceeded.PhoneNumberThirtySecondLimit';

const PASSING: Readonly<Record<number, string>> = {
  [-1]: '对方系统繁忙',
  40001: '令牌失效',
  40014: '令牌失效',
  41001: '令牌失效',
  42001: '令牌失效',
  43108: '同一个人正有另一条消息在发送',
  44990: '发送太快，被微信限制',
  44991: '发送太快，被微信限制',
  45011: '发送太快，被微信限制',
};

/** What was said: a number, or from SMS a word. */
interface Refused {
  readonly errcode: number;
  readonly code?: string | undefined;
}

/** `attempts` counts this try, from 1. Waiting doubles: 2, 4, 8, 16 seconds, and a minute where WeChat limits by the minute. */
export function afterRefusal(channel: PushChannel, said: Refused, attempts: number, now: number): AfterRefusal {
  const { errcode, code } = said;
  if (code !== undefined) return afterWord(code, attempts, now);
  if (channel === 'subscribe' && errcode === 43101)
    return { do: 'no_credit', reason: '对方没有订阅，或者订阅次数已用完' };
  const left = LEFT[channel]?.[errcode];
  if (left !== undefined) return { do: 'unbound', reason: left };
  if (errcode === 45009)
    return channel === 'wecom'
      ? retry('发送太快，被企业微信限制', attempts, now + 60 * SECOND)
      : { do: 'wait', at: startOfDay(dayOf(now) + 1), reason: '今天的微信消息额度已用完，明天再发' };
  const passing = PASSING[errcode];
  if (passing === undefined) return { do: 'fail', reason: FINAL[errcode] ?? `返回错误 ${errcode}` };
  const seconds = errcode === 45011 || errcode === 44991 ? 60 : 2 ** attempts;
  return retry(passing, attempts, now + seconds * SECOND);
}

function afterWord(code: string, attempts: number, now: number): AfterRefusal {
  if (code === SOON) return retry('30 秒内只能发一条短信', attempts, now + 31 * SECOND);
  return { do: 'fail', reason: WORDED[code] ?? `短信服务返回 ${code}`.slice(0, 120) };
}

const retry = (reason: string, attempts: number, at: number): AfterRefusal =>
  attempts >= MAX_ATTEMPTS ? { do: 'fail', reason: `${reason}，试了 ${attempts} 次` } : { do: 'retry', at, reason };
