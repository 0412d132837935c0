import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { IdentityModule } from '../identity/identity.module.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { MediaModule } from '../media/media.module.ts';
import { EntryBoard } from '../org/entry-board.ts';
import { OrgModule } from '../org/org.module.ts';
import { WechatModule } from '../wechat/wechat.module.ts';
import { EntryActions } from './entry.actions.ts';
import { EntryController } from './entry.controller.ts';
import { EntryDesk } from './entry.desk.ts';
import { EntryQueries } from './entry.queries.ts';
import { EntryTools } from './entry.tools.ts';
import { EntryViews } from './entry.view.ts';
import { GroupActions } from './group.actions.ts';
import { GroupController } from './group.controller.ts';
import { GroupQueries } from './group.queries.ts';
import { CodePictures } from './pictures.ts';
import { Posters } from './posters.ts';
import { UseSweep } from './use.sweep.ts';

/** The ways in: short codes on walls and in cards, and the WeChat groups that residents come from. */
@Module({
  imports: [IdentityModule, MediaModule, OrgModule, WechatModule],
  controllers: [EntryController, GroupController],
  providers: [
    CodePictures,
    EntryActions,
    EntryDesk,
    EntryQueries,
    EntryTools,
    EntryViews,
    GroupActions,
    GroupQueries,
    Posters,
    UseSweep,
  ],
})
export class EntryModule implements OnModuleInit {
  constructor(
    private readonly actions: EntryActions,
    private readonly queries: EntryQueries,
    private readonly board: EntryBoard,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Before the first request, so that every community can be shared and printed. */
  async onModuleInit(): Promise<void> {
    const given = await this.actions.standUp();
    if (given > 0) this.logger.info({ codes: given }, 'communities and grids were given their codes');
    this.board.askWith((communityId) => this.queries.codeOf(communityId));
  }
}
