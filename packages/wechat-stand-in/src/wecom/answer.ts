/** WeCom's own error texts, and the tail it puts behind each of them. */
import { type Refusal, refuse } from '../answer.ts';

const TEXTS: Readonly<Record<number, string>> = {
  40001: 'invalid credential',
  40003: 'invalid userid',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40066: 'invalid url',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  42001: 'access_token expired',
  44004: 'empty content',
  45009: 'api freq out of limit',
  46004: 'user no exist',
  81013: 'user & party & tag all invalid',
  82001: 'all empty userid, partyid, tagid',
  93000: 'invalid webhook url',
  301002: 'not allow operate another agent with this accesstoken',
};

const HINT_DIGITS = 23;

/** A refusal in WeCom's words; the same number may mean something else to WeChat. */
export function refuseWecom(errcode: number, text: string = TEXTS[errcode] ?? 'system error'): Refusal {
  return refuse(errcode, text);
}

/** For a value that is too long or of the wrong kind: WeCom names the member. */
export function badParameter(what: string): Refusal {
  return refuse(40058, `${TEXTS[40058]}, ${what}`);
}

export function wecomRefusalBody({ errcode, text }: Refusal, now: number, ip: string): string {
  const hint = Array.from({ length: HINT_DIGITS - 13 }, () => Math.floor(Math.random() * 10)).join('');
  const more = `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  const errmsg = `${text}, hint: [${now}${hint}], from ip: ${ip}, more info at ${more}`;
  return JSON.stringify({ errcode, errmsg });
}
