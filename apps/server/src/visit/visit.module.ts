import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { TicketModule } from '../ticket/ticket.module.ts';
import { IntakeActions } from './intake.actions.ts';
import { IntakeController } from './intake.controller.ts';
import { LookupActions } from './lookup.actions.ts';
import { VisitActions } from './visit.actions.ts';
import { VisitController } from './visit.controller.ts';
import { VisitLooks } from './visit.looks.ts';
import { VisitQueries } from './visit.queries.ts';
import { VisitStore } from './visit.store.ts';
import { VisitViews } from './visit.view.ts';

@Module({
  imports: [IdentityModule, TicketModule],
  controllers: [IntakeController, VisitController],
  providers: [IntakeActions, LookupActions, VisitActions, VisitLooks, VisitQueries, VisitStore, VisitViews],
})
export class VisitModule {}
