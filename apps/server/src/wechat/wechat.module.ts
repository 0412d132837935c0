import { Module } from '@nestjs/common';
import { WechatHealth } from './health.ts';
import { Lines } from './line.ts';
import { SmsClient } from './sms.client.ts';
import { WechatClient } from './wechat.client.ts';
import { WecomClient } from './wecom.client.ts';

@Module({
  providers: [WechatHealth, Lines, WechatClient, WecomClient, SmsClient],
  exports: [WechatHealth, WechatClient, WecomClient, SmsClient],
})
export class WechatModule {}
