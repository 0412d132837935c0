import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { NoticeBoard } from './notice-board.ts';
import { OrgController } from './org.controller.ts';
import { OrgQueries } from './org.queries.ts';

@Module({
  imports: [IdentityModule],
  controllers: [OrgController],
  providers: [OrgQueries, NoticeBoard],
  exports: [NoticeBoard],
})
export class OrgModule {}
