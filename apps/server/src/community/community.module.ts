import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { IdentityModule } from '../identity/identity.module.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { MediaModule } from '../media/media.module.ts';
import { NoticeBoard } from '../org/notice-board.ts';
import { OrgModule } from '../org/org.module.ts';
import { SafetyModule } from '../safety/safety.module.ts';
import { TicketModule } from '../ticket/ticket.module.ts';
import { WechatModule } from '../wechat/wechat.module.ts';
import { Access } from './access.ts';
import { CommunityTools } from './community.tools.ts';
import { ContentChecks } from './content-checks.ts';
import { NoticeActions } from './notice.actions.ts';
import { NoticeController } from './notice.controller.ts';
import { NoticeQueries } from './notice.queries.ts';
import { NoticeViews } from './notice.view.ts';
import { OrderActions } from './order.actions.ts';
import { PostActions } from './post.actions.ts';
import { PostController } from './post.controller.ts';
import { PostQueries } from './post.queries.ts';
import { PostSweep } from './post.sweep.ts';
import { PostViews } from './post.view.ts';
import { PostDeskQueries } from './post-desk.queries.ts';

/** How many notices stand in the answer about a community; the rest is a list of its own. */
const ON_THE_BOARD = 10;

/** The page of a community: what takes the place of its WeChat group. */
@Module({
  imports: [IdentityModule, MediaModule, OrgModule, SafetyModule, TicketModule, WechatModule],
  controllers: [NoticeController, PostController],
  providers: [
    Access,
    CommunityTools,
    NoticeActions,
    NoticeQueries,
    NoticeViews,
    OrderActions,
    PostActions,
    PostDeskQueries,
    PostQueries,
    PostSweep,
    PostViews,
    ContentChecks,
  ],
})
export class CommunityModule implements OnModuleInit {
  constructor(
    private readonly board: NoticeBoard,
    private readonly notices: NoticeActions,
    private readonly queries: NoticeQueries,
    private readonly views: NoticeViews,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Before the first request, so that no page is ever without the notices of the district's file. */
  async onModuleInit(): Promise<void> {
    const taken = await this.notices.takeOver();
    if (taken > 0) this.logger.info({ notices: taken }, 'notices of the district were taken over');
    this.board.listWith(async (communityId) =>
      this.views.inCommunity((await this.queries.out(communityId, { limit: ON_THE_BOARD })).rows),
    );
  }
}
