/** Residents' WeChat groups over HTTP. */
import { id as idOf } from '@liudan/shared/contract';
import {
  type DecideGroup,
  decideGroup,
  type GroupArrival,
  type GroupArrived,
  type GroupCounts,
  type GroupView,
  groupArrival,
  groupArrived,
  groupCounts,
  groupList,
  groupView,
} from '@liudan/shared/entry/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { keyOf } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { SignInRoute } from '../kernel/rate-limit.guard.ts';
import { CurrentViewer, Public, type Viewer } from '../kernel/viewer.ts';
import { EntryQueries } from './entry.queries.ts';
import { GroupActions } from './group.actions.ts';
import { GroupQueries } from './group.queries.ts';

@ApiTags('ways in')
@Controller('groups')
export class GroupController {
  constructor(
    private readonly actions: GroupActions,
    private readonly queries: GroupQueries,
    private readonly codes: EntryQueries,
  ) {}

  /** Needs no session, because WeChat vouches for who comes; it is counted by address like the ways to sign in. */
  @Public()
  @SignInRoute()
  @Post('arrivals')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: groupArrived })
  async arrive(@Body({ schema: groupArrival }) arrival: GroupArrival): Promise<GroupArrived> {
    const card = arrival.c === undefined ? null : await this.codes.find(arrival.c);
    return { community: await this.actions.arrive(arrival, card) };
  }

  @Get()
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: groupList })
  async list(@CurrentViewer() viewer: Viewer): Promise<{ items: GroupView[] }> {
    return { items: await this.queries.list(viewer) };
  }

  @Get('counts')
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: groupCounts })
  async counts(@CurrentViewer() viewer: Viewer): Promise<GroupCounts> {
    return { proposed: await this.queries.proposed(viewer) };
  }

  /** Says whether it is the community's own group. The same `Idempotency-Key` says it once. */
  @Post(':id/decide')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOkResponse({ standardSchema: groupView })
  async decide(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: decideGroup }) decision: DecideGroup,
  ): Promise<GroupView> {
    const group = await this.queries.kept(viewer, idOf.safeParse(id).success ? id : fail('NOT_FOUND'));
    await this.actions.decide(viewer, group, decision, keyOf(key));
    return this.queries.view(await this.queries.kept(viewer, id));
  }
}
