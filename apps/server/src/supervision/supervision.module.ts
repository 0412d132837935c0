import { Module } from '@nestjs/common';
import { TicketModule } from '../ticket/ticket.module.ts';
import { AppealQueries } from './appeal.queries.ts';
import { OrderQueries } from './order.queries.ts';
import { RequestQueries } from './request.queries.ts';
import { SupervisionController } from './supervision.controller.ts';
import { SupervisionViews } from './supervision.view.ts';

/** 督单: what leaders supervise, what waits for the tier above, and appeals. Acts on them are acts on the ticket. */
@Module({
  imports: [TicketModule],
  controllers: [SupervisionController],
  providers: [OrderQueries, RequestQueries, AppealQueries, SupervisionViews],
})
export class SupervisionModule {}
