import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { TicketModule } from '../ticket/ticket.module.ts';
import { IntakeActions } from './intake.actions.ts';
import { IntakeController } from './intake.controller.ts';
import { LookupActions } from './lookup.actions.ts';
import { VisitLooks } from './visit.looks.ts';
import { VisitStore } from './visit.store.ts';

@Module({
  imports: [IdentityModule, TicketModule],
  controllers: [IntakeController],
  providers: [IntakeActions, LookupActions, VisitLooks, VisitStore],
})
export class VisitModule {}
