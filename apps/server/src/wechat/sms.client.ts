import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { worded } from './call.ts';
import { type Line, Lines } from './line.ts';
import type { Answer, Sent } from './outcomes.ts';
import { tc3 } from './tc3.ts';

const CONTENT_TYPE = 'application/json; charset=utf-8';
const VERSION = '2021-01-11';

/** Text messages through Tencent Cloud; `unknown` and `unsent` where the district has none. Refusals come as words, in `code`. */
@Injectable()
export class SmsClient {
  private readonly line: Line;

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'sms'>,
    private readonly clock: Clock,
    lines: Lines,
  ) {
    this.line = lines.to('sms', env.sms?.base ?? '');
  }

  get configured(): boolean {
    return this.env.sms !== null;
  }

  /** Sends one text to a number of the mainland, as 11 digits. */
  async send(message: {
    readonly phone: string;
    readonly templateId: string;
    readonly params: readonly string[];
  }): Promise<Sent> {
    const { sms } = this.env;
    if (!sms) return { kind: 'unknown', why: 'SMS_* is not set', unsent: true };
    const answer = await this.signed('SendSms', {
      PhoneNumberSet: [`+86${message.phone}`],
      SmsSdkAppId: sms.appId,
      SignName: sms.sign,
      TemplateId: message.templateId,
      TemplateParamSet: message.params,
    });
    if (answer.kind !== 'answer') return answer;
    const response = answer.body.Response as Partial<SmsResponse> | undefined;
    const status = response?.SendStatusSet?.[0];
    if (!status) return { kind: 'unknown', why: 'no status in the answer' };
    if (status.Code !== 'Ok') return worded(status.Code, status.Message, response?.RequestId);
    return status.SerialNo ? { kind: 'sent', msgid: status.SerialNo } : { kind: 'sent' };
  }

  private async signed(action: string, content: object): Promise<Answer> {
    const { sms } = this.env;
    if (!sms) return { kind: 'unknown', why: 'SMS_* is not set', unsent: true };
    const body = JSON.stringify(content);
    const timestamp = Math.floor(this.clock.now() / 1000);
    const { secretId, secretKey, region } = sms;
    const host = new URL(sms.base).host;
    return this.line.ask({
      api: action,
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
    });
  }
}

interface SmsResponse {
  readonly RequestId: string;
  readonly SendStatusSet: readonly { readonly Code: string; readonly Message: string; readonly SerialNo?: string }[];
}
