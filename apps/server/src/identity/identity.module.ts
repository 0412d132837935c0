import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../kernel/tokens.ts';
import { WechatModule } from '../wechat/wechat.module.ts';
import { DemoController } from './demo.controller.ts';
import { MeActions } from './me.actions.ts';
import { MeController } from './me.controller.ts';
import { MeQueries } from './me.queries.ts';
import { PeopleQueries } from './people.queries.ts';
import { PhoneActions } from './phone.actions.ts';
import { ReporterActions } from './reporter.actions.ts';
import { RosterActions } from './roster.actions.ts';
import { SessionActions } from './session.actions.ts';
import { SessionController } from './session.controller.ts';
import { SessionQueries } from './session.queries.ts';
import { SessionSweep } from './session.sweep.ts';
import { SignInActions } from './sign-in.actions.ts';
import { Unread } from './unread.ts';
import { ViewerGuard } from './viewer.guard.ts';

@Module({
  imports: [WechatModule],
  controllers: [SessionController, MeController, DemoController],
  providers: [
    MeActions,
    MeQueries,
    PeopleQueries,
    PhoneActions,
    ReporterActions,
    RosterActions,
    SessionActions,
    SessionQueries,
    SessionSweep,
    SignInActions,
    Unread,
    ViewerGuard,
  ],
  exports: [PeopleQueries, ReporterActions, SessionActions, SessionQueries, Unread, ViewerGuard],
})
export class IdentityModule implements OnModuleInit {
  constructor(
    private readonly roster: RosterActions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Before the first request: a duty taken in the roster must not last until somebody thinks of it. */
  async onModuleInit(): Promise<void> {
    this.logger.info(await this.roster.import(), 'roster');
  }
}
