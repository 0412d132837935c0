import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { TicketModule } from '../ticket/ticket.module.ts';
import { BacklogController } from './backlog.controller.ts';
import { BacklogQueries } from './backlog.queries.ts';
import { CaseQueries } from './case.queries.ts';
import { ExportActions } from './export.actions.ts';
import { ExportController } from './export.controller.ts';
import { ExportQueries } from './export.queries.ts';
import { LedgerController } from './ledger.controller.ts';
import { LedgerQueries } from './ledger.queries.ts';
import { MonthlyController } from './monthly.controller.ts';
import { MonthlyQueries } from './monthly.queries.ts';
import { TicketRowQueries } from './ticket-rows.queries.ts';
import { VisitRowQueries } from './visit-rows.queries.ts';

@Module({
  imports: [IdentityModule, TicketModule],
  controllers: [LedgerController, ExportController, MonthlyController, BacklogController],
  providers: [
    BacklogQueries,
    CaseQueries,
    ExportActions,
    ExportQueries,
    LedgerQueries,
    MonthlyQueries,
    TicketRowQueries,
    VisitRowQueries,
  ],
})
export class LedgerModule {}
