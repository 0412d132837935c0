import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { worded } from './call.ts';
import { type Line, Lines } from './line.ts';
import type { Sent } from './outcomes.ts';
import { sendSms } from './sms-request.ts';

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
    const { phone, templateId, params } = message;
    const request = sendSms(sms, { numbers: [`+86${phone}`], templateId, params }, this.clock.now());
    const answer = await this.line.ask({ api: 'SendSms', ...request });
    if (answer.kind !== 'answer') return answer;
    const response = answer.body.Response as Partial<SmsResponse> | undefined;
    const status = response?.SendStatusSet?.[0];
    if (!status) return { kind: 'unknown', why: 'no status in the answer' };
    if (status.Code !== 'Ok') return worded(status.Code, status.Message, response?.RequestId);
    return status.SerialNo ? { kind: 'sent', msgid: status.SerialNo } : { kind: 'sent' };
  }
}

interface SmsResponse {
  readonly RequestId: string;
  readonly SendStatusSet: readonly { readonly Code: string; readonly Message: string; readonly SerialNo?: string }[];
}
