/** A request of Tencent Cloud's SMS, signed. */
import type { SmsEnv } from '../kernel/env-outside.ts';
import { tc3 } from './tc3.ts';

const CONTENT_TYPE = 'application/json; charset=utf-8';
const VERSION = '2021-01-11';

export interface SmsText {
  /** Numbers with their country in front. */
  readonly numbers: readonly string[];
  readonly templateId: string;
  readonly params: readonly string[];
}

/** `SendSms` as it goes out at `now`. */
export function sendSms(sms: SmsEnv, { numbers, templateId, params }: SmsText, now: number) {
  const action = 'SendSms';
  const body = JSON.stringify({
    PhoneNumberSet: numbers,
    SmsSdkAppId: sms.appId,
    SignName: sms.sign,
    TemplateId: templateId,
    TemplateParamSet: params,
  });
  const timestamp = Math.floor(now / 1000);
  const { secretId, secretKey, region } = sms;
  const host = new URL(sms.base).host;
  return {
    path: '/',
    body,
    headers: {
      'content-type': CONTENT_TYPE,
      authorization: tc3({ secretId, secretKey, service: 'sms', host, contentType: CONTENT_TYPE, body, timestamp }),
      'x-tc-action': action,
      'x-tc-version': VERSION,
      'x-tc-region': region,
      'x-tc-timestamp': String(timestamp),
    },
  };
}
