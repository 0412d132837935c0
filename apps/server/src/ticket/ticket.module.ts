import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { AreaQueries } from './area.queries.ts';
import { TicketNumbers } from './number.ts';
import { ProgressViews } from './progress.view.ts';
import { ReporterQueries } from './reporter.queries.ts';
import { ReporterViews } from './reporter.view.ts';
import { SimilarController } from './similar.controller.ts';
import { SimilarQueries } from './similar.queries.ts';
import { SimilarViews } from './similar.view.ts';
import { TicketActions } from './ticket.actions.ts';
import { TicketController } from './ticket.controller.ts';
import { TicketLooks } from './ticket.looks.ts';
import { TicketQueries } from './ticket.queries.ts';
import { TicketTools } from './ticket.tools.ts';
import { TicketViews } from './ticket.view.ts';

@Module({
  imports: [IdentityModule, MediaModule],
  controllers: [SimilarController, TicketController],
  providers: [
    TicketActions,
    TicketTools,
    TicketNumbers,
    TicketQueries,
    TicketViews,
    ReporterQueries,
    ReporterViews,
    ProgressViews,
    SimilarQueries,
    SimilarViews,
    TicketLooks,
    AreaQueries,
  ],
  exports: [TicketActions, TicketQueries, TicketViews, ReporterQueries, AreaQueries, ProgressViews],
})
export class TicketModule {}
