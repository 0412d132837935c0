/**
 * What to do when WeChat refuses a subscribe message, by its error code (the official table of subscribeMessage.send). A refusal is an
 * answer: nothing was sent, so trying again can't tell anybody twice. No answer at all is another matter and isn't decided here.
 */
import { dayOf, SECOND, startOfDay } from '../deadline/calendar.ts';

export type AfterRefusal =
  /** Try again then. */
  | { do: 'retry'; at: number; reason: string }
  /** The day's quota is used up: nothing goes out before then. */
  | { do: 'wait'; at: number; reason: string }
  /** The person's consents are used up: the count was wrong. */
  | { do: 'no_credit'; reason: string }
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
};

const PASSING: Readonly<Record<number, string>> = {
  [-1]: '微信系统繁忙',
  40001: '微信令牌失效',
  40014: '微信令牌失效',
  41001: '微信令牌失效',
  42001: '微信令牌失效',
  43108: '同一个人正有另一条消息在发送',
  44990: '发送太快，被微信限制',
  44991: '发送太快，被微信限制',
  45011: '发送太快，被微信限制',
};

/** `attempts` counts this try, from 1. Waiting doubles: 2, 4, 8, 16 seconds, and a minute where WeChat limits by the minute. */
export function afterRefusal(errcode: number, attempts: number, now: number): AfterRefusal {
  if (errcode === 43101) return { do: 'no_credit', reason: '对方没有订阅，或者订阅次数已用完' };
  if (errcode === 45009)
    return { do: 'wait', at: startOfDay(dayOf(now) + 1), reason: '今天的微信消息额度已用完，明天再发' };
  const passing = PASSING[errcode];
  if (passing === undefined) return { do: 'fail', reason: FINAL[errcode] ?? `微信返回错误 ${errcode}` };
  if (attempts >= MAX_ATTEMPTS) return { do: 'fail', reason: `${passing}，试了 ${attempts} 次` };
  const seconds = errcode === 45011 || errcode === 44991 ? 60 : 2 ** attempts;
  return { do: 'retry', at: now + seconds * SECOND, reason: passing };
}
