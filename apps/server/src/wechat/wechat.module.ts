import { Module } from '@nestjs/common';
import { WechatClient } from './wechat.client.ts';

@Module({ providers: [WechatClient], exports: [WechatClient] })
export class WechatModule {}
