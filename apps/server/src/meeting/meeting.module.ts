import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { TicketModule } from '../ticket/ticket.module.ts';
import { AgendaQueries } from './agenda.queries.ts';
import { DemandController } from './demand.controller.ts';
import { DemandQueries } from './demand.queries.ts';
import { MeetingActions } from './meeting.actions.ts';
import { MeetingController } from './meeting.controller.ts';
import { MeetingQueries } from './meeting.queries.ts';
import { MeetingTools } from './meeting.tools.ts';
import { MeetingViews } from './meeting.view.ts';

@Module({
  imports: [IdentityModule, TicketModule],
  controllers: [DemandController, MeetingController],
  providers: [AgendaQueries, DemandQueries, MeetingActions, MeetingQueries, MeetingTools, MeetingViews],
  exports: [MeetingQueries, DemandQueries],
})
export class MeetingModule {}
