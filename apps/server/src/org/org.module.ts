import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { EntryBoard } from './entry-board.ts';
import { NoticeBoard } from './notice-board.ts';
import { OrgController } from './org.controller.ts';
import { OrgQueries } from './org.queries.ts';

@Module({
  imports: [IdentityModule],
  controllers: [OrgController],
  providers: [OrgQueries, NoticeBoard, EntryBoard],
  exports: [NoticeBoard, EntryBoard],
})
export class OrgModule {}
