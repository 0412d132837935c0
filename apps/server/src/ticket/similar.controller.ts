/** Open tickets like another, so that one thing doesn't become many orders. */
import { id as idOf } from '@liudan/shared/contract';
import {
  type LikeReport,
  type LikeTickets,
  likeReport,
  likeTickets,
  type SimilarTicket,
  similarTickets,
} from '@liudan/shared/ticket/similar/contract';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { SimilarViews } from './similar.view.ts';
import { TicketQueries } from './ticket.queries.ts';

const known = (id: string): string => (idOf.safeParse(id).success ? id : fail('NOT_FOUND'));

@ApiTags('tickets')
@ApiBearerAuth()
@Controller('tickets')
export class SimilarController {
  constructor(
    private readonly views: SimilarViews,
    private readonly queries: TicketQueries,
  ) {}

  /**
   * Those like a report that is not sent yet. It changes nothing, and is a POST all the same: what a resident types and where he stands
   * must not end up in the addresses that proxies log, and the limit on writes keeps anybody from walking the map with it.
   */
  @Post('similar')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: similarTickets })
  async forReport(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: likeReport }) report: LikeReport,
  ): Promise<{ items: SimilarTicket[] }> {
    return similarTickets.parse({ items: await this.views.forReport(viewer, report) });
  }

  /** Those like a ticket, of what the viewer's duties let him see. For staff only. */
  @Get(':id/similar')
  @ApiOkResponse({ standardSchema: likeTickets })
  async forTicket(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<LikeTickets> {
    const stored = await this.queries.see(viewer, known(id));
    if (!this.queries.seesInside(viewer, stored)) fail('FORBIDDEN');
    return likeTickets.parse({ items: await this.views.forTicket(viewer, stored) });
  }
}
