/** 句号管理、问题清零 over HTTP, where the district's config asks for it. */
import { type Backlog, backlog, backlogQuery } from '@liudan/shared/stats/contract';
import { ticketPage } from '@liudan/shared/ticket/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { TicketViews } from '../ticket/ticket.view.ts';
import { BacklogQueries } from './backlog.queries.ts';

@ApiTags('ledgers')
@ApiBearerAuth()
@Controller('backlog')
export class BacklogController {
  constructor(
    private readonly queries: BacklogQueries,
    private readonly views: TicketViews,
  ) {}

  /** How much is open at each unit, how old and how late; the unit with the oldest first. */
  @Get()
  @ApiOkResponse({ standardSchema: backlog })
  units(@CurrentViewer() viewer: Viewer): Promise<Backlog> {
    return this.queries.units(viewer);
  }

  /** What is open, the oldest first. */
  @Get('tickets')
  @ApiOkResponse({ standardSchema: ticketPage })
  async tickets(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: backlogQuery }) query: z.infer<typeof backlogQuery>,
  ): Promise<z.infer<typeof ticketPage>> {
    const { rows, next } = await this.queries.tickets(viewer, query);
    return { items: await this.views.cards(rows, viewer), next };
  }
}
