/** Which channels this house has at all. */
import type { PushChannel } from '@liudan/shared/notify/contract';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../kernel/env.ts';
import { SmsClient } from '../wechat/sms.client.ts';
import { WecomClient } from '../wechat/wecom.client.ts';

@Injectable()
export class Configured {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'wechat'>,
    private readonly wecom: WecomClient,
    private readonly sms: SmsClient,
  ) {}

  has(channel: PushChannel): boolean {
    if (channel === 'wecom') return this.wecom.configured;
    if (channel === 'sms') return this.sms.configured;
    return this.env.wechat.appId !== null && this.env.wechat.secret !== null;
  }
}
