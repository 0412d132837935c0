import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CommunityModule } from './community/community.module.ts';
import { DeadlineModule } from './deadline/deadline.module.ts';
import { DemoModule } from './demo/demo.module.ts';
import { EntryModule } from './entry/entry.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { ViewerGuard } from './identity/viewer.guard.ts';
import { type Ground, kernelModule } from './kernel/kernel.module.ts';
import { ProblemFilter } from './kernel/problem.filter.ts';
import { RateLimitGuard } from './kernel/rate-limit.guard.ts';
import { LedgerModule } from './ledger/ledger.module.ts';
import { MediaModule } from './media/media.module.ts';
import { MeetingModule } from './meeting/meeting.module.ts';
import { NotifyModule } from './notify/notify.module.ts';
import { OrgModule } from './org/org.module.ts';
import { SafetyModule } from './safety/safety.module.ts';
import { SupervisionModule } from './supervision/supervision.module.ts';
import { TicketModule } from './ticket/ticket.module.ts';
import { VisitModule } from './visit/visit.module.ts';
import { WechatModule } from './wechat/wechat.module.ts';

@Module({})
class AppModule {}

/** The whole server on its ground. The guards stand in the order they ask: first who it is, then how often. */
export function appModule(ground: Ground): DynamicModule {
  return {
    module: AppModule,
    imports: [
      kernelModule(ground),
      WechatModule,
      OrgModule,
      IdentityModule,
      MediaModule,
      TicketModule,
      DeadlineModule,
      NotifyModule,
      VisitModule,
      MeetingModule,
      CommunityModule,
      LedgerModule,
      SupervisionModule,
      EntryModule,
      SafetyModule,
      ...(ground.env.standIn ? [DemoModule] : []),
    ],
    providers: [
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_GUARD, useExisting: ViewerGuard },
      { provide: APP_GUARD, useExisting: RateLimitGuard },
    ],
  };
}
