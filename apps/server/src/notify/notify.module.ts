import { Module, type OnModuleInit } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { Unread } from '../identity/unread.ts';
import { WechatModule } from '../wechat/wechat.module.ts';
import { AudienceQueries } from './audience.queries.ts';
import { BindingQueries } from './binding.queries.ts';
import { CalendarSweep } from './calendar.sweep.ts';
import { CallbackWorker } from './callback.worker.ts';
import { ChannelActions } from './channel.actions.ts';
import { ChannelController } from './channel.controller.ts';
import { ChannelQueries } from './channel.queries.ts';
import { ChannelTools } from './channel.tools.ts';
import { Channels } from './channels.ts';
import { Configured } from './configured.ts';
import { CreditActions } from './credit.actions.ts';
import { DeliveryController } from './delivery.controller.ts';
import { DeliveryStore } from './delivery.store.ts';
import { DeliveryWorker } from './delivery.worker.ts';
import { DigestWorker } from './digest.worker.ts';
import { EmployeeChannel } from './employee.channel.ts';
import { FiguresQueries } from './figures.queries.ts';
import { LeaderQueries } from './leader.queries.ts';
import { LeavingSweep } from './leaving.sweep.ts';
import { MessageActions } from './message.actions.ts';
import { MessageController } from './message.controller.ts';
import { MessageQueries } from './message.queries.ts';
import { MessageWorker } from './message.worker.ts';
import { MomentQueries } from './moment.queries.ts';
import { NotifySweep } from './notify.sweep.ts';
import { PostMessagesSweep } from './post.sweep.ts';
import { PostWorker } from './post.worker.ts';
import { PushQueries } from './push.queries.ts';
import { PushRounds } from './push.rounds.ts';
import { PushWorker } from './push.worker.ts';
import { ReachQueries } from './reach.queries.ts';
import { SmsChannel } from './sms.channel.ts';
import { SubscribeChannel } from './subscribe.channel.ts';
import { TieActions } from './tie.actions.ts';
import { WecomChannel } from './wecom.channel.ts';

@Module({
  imports: [IdentityModule, WechatModule],
  controllers: [MessageController, DeliveryController, ChannelController],
  providers: [
    AudienceQueries,
    BindingQueries,
    CalendarSweep,
    CallbackWorker,
    ChannelActions,
    ChannelQueries,
    ChannelTools,
    Channels,
    Configured,
    CreditActions,
    DeliveryStore,
    DeliveryWorker,
    DigestWorker,
    EmployeeChannel,
    FiguresQueries,
    LeaderQueries,
    LeavingSweep,
    MessageActions,
    MessageQueries,
    MessageWorker,
    MomentQueries,
    NotifySweep,
    PostMessagesSweep,
    PostWorker,
    PushQueries,
    PushRounds,
    PushWorker,
    ReachQueries,
    SmsChannel,
    SubscribeChannel,
    TieActions,
    WecomChannel,
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
