import { Module } from '@nestjs/common';
import { Callback } from './callback.ts';
import { EventSweep } from './event.sweep.ts';
import { EventWorker } from './event.worker.ts';
import { WechatHealth } from './health.ts';
import { Lines } from './line.ts';
import { SharedTokens } from './shared-token.ts';
import { SmsClient } from './sms.client.ts';
import { WechatClient } from './wechat.client.ts';
import { WechatEvents } from './wechat.events.ts';
import { WecomClient } from './wecom.client.ts';

@Module({
  providers: [
    WechatHealth,
    Lines,
    SharedTokens,
    WechatClient,
    WecomClient,
    SmsClient,
    WechatEvents,
    EventWorker,
    EventSweep,
    Callback,
  ],
  exports: [WechatHealth, WechatClient, WecomClient, SmsClient, WechatEvents, Callback],
})
export class WechatModule {}
