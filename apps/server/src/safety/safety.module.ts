import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { TicketModule } from '../ticket/ticket.module.ts';
import { WechatModule } from '../wechat/wechat.module.ts';
import { Checker } from './checker.ts';
import { Checks } from './checks.ts';
import { SafetySweep } from './safety.sweep.ts';
import { Screening } from './screening.ts';

/** Checks of what residents write and photograph, before their neighbours see it. */
@Module({
  imports: [IdentityModule, MediaModule, TicketModule, WechatModule],
  providers: [Checker, Checks, SafetySweep, Screening],
  exports: [Checks, Screening],
})
export class SafetyModule {}
