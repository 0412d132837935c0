/** The shape of Tencent Cloud's answers. */
import { randomUUID } from 'node:crypto';
import type { Refusal, Reply } from '../answer.ts';

/** An error of the whole request. */
export function smsError(code: string, message: string): Reply {
  return smsReply({ Error: { Code: code, Message: message } });
}

export function smsReply(members: object): Reply {
  return { kind: 'reply', text: JSON.stringify({ Response: { ...members, RequestId: randomUUID() } }) };
}

/** A refusal from the rest of the stand-in (a fault, a quota, a path there isn't) in this service's words. */
export function smsRefusalBody({ errcode, text }: Refusal): string {
  if (errcode === 40066) return smsError('InvalidAction', 'The request path is not valid.').text;
  if (errcode === 45011 || errcode === 45009) return smsError('RequestLimitExceeded', text).text;
  return smsError(/^[A-Z]\w+(\.\w+)?$/.test(text) ? text : 'InternalError', text).text;
}
