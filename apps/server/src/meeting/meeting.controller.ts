/** Meetings over HTTP. */
import { id as idOf, orgId } from '@liudan/shared/contract';
import { LIMITS } from '@liudan/shared/limits';
import {
  type CallMeeting,
  type ChangeMeeting,
  callMeeting,
  changeMeeting,
  type DecideInMeeting,
  decideInMeeting,
  endMeeting,
  type MeetingCard,
  type MeetingForces,
  type MeetingPeople,
  type MeetingQuery,
  type MeetingView,
  meetingForces,
  meetingPage,
  meetingPeople,
  meetingQuery,
  meetingView,
  ofOrg,
  type ResolveInMeeting,
  resolveInMeeting,
  startMeeting,
} from '@liudan/shared/meeting/contract';
import { MEETING_KINDS } from '@liudan/shared/meeting/words';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import type { Acted } from '../ticket/ticket.answers.ts';
import { MeetingActions } from './meeting.actions.ts';
import { MeetingQueries } from './meeting.queries.ts';

const keyOf = (key: string | undefined): string =>
  key === undefined || key.length < 8 || key.length > LIMITS.idempotencyKey ? fail('IDEMPOTENCY_KEY_MISSING') : key;
const known = (id: string): string => (idOf.safeParse(id).success ? id : fail('NOT_FOUND'));
const peopleQuery = z.object({ kind: z.enum(MEETING_KINDS), org: orgId.optional() });

@ApiTags('meetings')
@ApiBearerAuth()
@Controller('meetings')
export class MeetingController {
  constructor(
    private readonly queries: MeetingQueries,
    private readonly actions: MeetingActions,
  ) {}

  /** The meetings of an organisation, newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: meetingPage })
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: meetingQuery }) query: MeetingQuery,
  ): Promise<{ items: MeetingCard[]; next: string | null }> {
    return this.queries.list(viewer, query);
  }

  /** Who may take the chair, and who may attend. */
  @Get('people')
  @ApiOkResponse({ standardSchema: meetingPeople })
  people(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: peopleQuery }) { kind, org }: z.infer<typeof peopleQuery>,
  ): MeetingPeople {
    return this.queries.people(viewer, kind, org);
  }

  /** Who may be named as the four forces for a community's tickets. */
  @Get('forces')
  @ApiOkResponse({ standardSchema: meetingForces })
  forces(@CurrentViewer() viewer: Viewer, @Query({ schema: ofOrg }) { org }: { org?: string }): MeetingForces {
    return this.queries.forces(viewer, org);
  }

  /** Calls a meeting, or begins one at once. */
  @Post()
  call(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: callMeeting }) called: CallMeeting,
  ): Promise<{ id: string }> {
    return this.actions.call(viewer, called, keyOf(key));
  }

  /** The record of a meeting, what became of the last one's decisions, and what is still to be talked about. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: meetingView })
  page(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<MeetingView> {
    return this.queries.page(viewer, known(id));
  }

  /** Who was there, where, and the draft of the minutes. */
  @Put(':id')
  @HttpCode(204)
  async change(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Body({ schema: changeMeeting }) change: ChangeMeeting,
  ): Promise<void> {
    await this.actions.change(viewer, known(id), change);
  }

  @Post(':id/start')
  @HttpCode(204)
  async start(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: startMeeting }) { version }: z.infer<typeof startMeeting>,
  ): Promise<void> {
    await this.actions.start(viewer, known(id), version, keyOf(key));
  }

  /** Ends it for good. */
  @Post(':id/end')
  @HttpCode(204)
  async end(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: endMeeting }) ending: z.infer<typeof endMeeting>,
  ): Promise<void> {
    await this.actions.end(viewer, known(id), ending, keyOf(key));
  }

  /** One act of the journey, decided at the meeting. */
  @Post(':id/decisions')
  @HttpCode(200)
  decide(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: decideInMeeting }) decision: DecideInMeeting,
  ): Promise<Acted> {
    return this.actions.decide(viewer, known(id), decision, keyOf(key));
  }

  /** What the weekly meeting agrees on without touching the ticket. */
  @Post(':id/resolutions')
  @HttpCode(200)
  resolve(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: resolveInMeeting }) resolved: ResolveInMeeting,
  ): Promise<{ id: string }> {
    return this.actions.resolve(viewer, known(id), resolved, keyOf(key));
  }
}
