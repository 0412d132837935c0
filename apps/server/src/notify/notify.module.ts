import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { Unread } from '../identity/unread.ts';
import { WechatModule } from '../wechat/wechat.module.ts';
import { AudienceQueries } from './audience.queries.ts';
import { CalendarSweep } from './calendar.sweep.ts';
import { CreditActions } from './credit.actions.ts';
import { DeliveryController } from './delivery.controller.ts';
import { DeliveryWorker } from './delivery.worker.ts';
import { MessageActions } from './message.actions.ts';
import { MessageController } from './message.controller.ts';
import { MessageQueries } from './message.queries.ts';
import { MessageWorker } from './message.worker.ts';
import { MomentQueries } from './moment.queries.ts';
import { NotifySweep } from './notify.sweep.ts';
import { PostMessagesSweep } from './post.sweep.ts';
import { PostWorker } from './post.worker.ts';
import { WechatChannel } from './wechat.channel.ts';

@Module({
  imports: [IdentityModule, WechatModule],
  controllers: [MessageController, DeliveryController],
  providers: [
    AudienceQueries,
    CalendarSweep,
    CreditActions,
    DeliveryWorker,
    MessageActions,
    MessageQueries,
    MessageWorker,
    MomentQueries,
    NotifySweep,
    PostMessagesSweep,
    PostWorker,
    WechatChannel,
  ],
  exports: [MessageQueries],
})
export class NotifyModule implements OnModuleInit {
  constructor(
    private readonly unread: Unread,
    private readonly queries: MessageQueries,
  ) {}

  /** The person's own page shows the count, and identity may not look up to this module. */
  onModuleInit(): void {
    this.unread.countWith((personId) => this.queries.unread(personId));
  }
}
