/** The lists of an area over HTTP: what came in by category, what the day asks for, what is late. */
import {
  type DailyList,
  type DemandList,
  type DemandQuery,
  type DemandTicketQuery,
  dailyList,
  demandList,
  demandQuery,
  demandTicketQuery,
  type LateList,
  lateList,
  type MeetingCounts,
  meetingCounts,
  ofOrg,
} from '@liudan/shared/meeting/contract';
import { type TicketCard, ticketPage } from '@liudan/shared/ticket/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { AgendaQueries } from './agenda.queries.ts';
import { DemandQueries } from './demand.queries.ts';
import { MeetingQueries } from './meeting.queries.ts';

@ApiTags('meetings')
@ApiBearerAuth()
@Controller('meetings')
export class DemandController {
  constructor(
    private readonly meetings: MeetingQueries,
    private readonly agenda: AgendaQueries,
    private readonly demands: DemandQueries,
  ) {}

  /** The community's list of the day: what waits for triage, and what it does not get done. */
  @Get('daily')
  @ApiOkResponse({ standardSchema: dailyList })
  daily(@CurrentViewer() viewer: Viewer, @Query({ schema: ofOrg }) { org }: { org?: string }): Promise<DailyList> {
    return this.meetings.daily(viewer, org);
  }

  /** What a street's communities did not decide in time, community by community. */
  @Get('late')
  @ApiOkResponse({ standardSchema: lateList })
  late(@CurrentViewer() viewer: Viewer, @Query({ schema: ofOrg }) { org }: { org?: string }): Promise<LateList> {
    return this.agenda.late(viewer, org);
  }

  /** What waits for the viewer's own meetings, for his desk. */
  @Get('counts')
  @ApiOkResponse({ standardSchema: meetingCounts })
  counts(@CurrentViewer() viewer: Viewer): Promise<MeetingCounts> {
    return this.agenda.counts(viewer);
  }

  /** 诉求清单: the reports of a period by category and state. */
  @Get('demands')
  @ApiOkResponse({ standardSchema: demandList })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: demandQuery }) query: DemandQuery): Promise<DemandList> {
    return this.demands.list(viewer, query);
  }

  /** The tickets behind a line of it. */
  @Get('demands/tickets')
  @ApiOkResponse({ standardSchema: ticketPage })
  tickets(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: demandTicketQuery }) query: DemandTicketQuery,
  ): Promise<{ items: TicketCard[]; next: string | null }> {
    return this.demands.tickets(viewer, query);
  }
}
