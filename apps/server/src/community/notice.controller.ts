/** Notices over HTTP: anybody reads them, those whose area it is write them. */
import {
  editNotice,
  type NoticeDeskPage,
  type NoticeQuery,
  type NoticeView,
  noticeDeskPage,
  noticeDeskQuery,
  noticePage,
  noticeQuery,
  noticeView,
  type WriteNotice,
  type Written,
  withdrawNotice,
  writeNotice,
  written,
} from '@liudan/shared/community/contract';
import { id as idOf } from '@liudan/shared/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, Public, type Viewer, ViewerOrNobody } from '../kernel/viewer.ts';
import { keyOf } from './key.ts';
import { NoticeActions } from './notice.actions.ts';
import { NoticeQueries } from './notice.queries.ts';
import { NoticeViews } from './notice.view.ts';

const known = (id: string): string => (idOf.safeParse(id).success ? id : fail('NOT_FOUND'));

@ApiTags('community')
@Controller()
export class NoticeController {
  constructor(
    private readonly actions: NoticeActions,
    private readonly queries: NoticeQueries,
    private readonly views: NoticeViews,
  ) {}

  /** What is out on a community's page, the pinned ones first; with `q` those that speak of it, by time. */
  @Public()
  @Get('communities/:id/notices')
  @ApiOkResponse({ standardSchema: noticePage })
  async list(@Param('id') id: string, @Query({ schema: noticeQuery }) query: NoticeQuery) {
    const { rows, next } = await this.queries.out(id, query);
    return { items: await this.views.cards(rows), next };
  }

  /** The notices the viewer may write, in every state, with their readers. */
  @Get('notices')
  @ApiOkResponse({ standardSchema: noticeDeskPage })
  async desk(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: noticeDeskQuery }) query: z.infer<typeof noticeDeskQuery>,
  ): Promise<NoticeDeskPage> {
    const { rows, next, orgs } = await this.queries.atDesk(viewer, query);
    return { items: await this.views.deskCards(rows), next, orgs };
  }

  @Post('notices')
  @ApiCreatedResponse({ standardSchema: written })
  write(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: writeNotice }) notice: WriteNotice,
  ): Promise<Written> {
    return this.actions.write(viewer, notice, keyOf(key));
  }

  @Public()
  @Get('notices/:id')
  @ApiOkResponse({ standardSchema: noticeView })
  async page(@ViewerOrNobody() viewer: Viewer | null, @Param('id') id: string): Promise<NoticeView> {
    return this.views.page(await this.queries.see(viewer, known(id)));
  }

  @Put('notices/:id')
  @ApiOkResponse({ standardSchema: written })
  edit(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: editNotice }) notice: z.infer<typeof editNotice>,
  ): Promise<Written> {
    return this.actions.edit(viewer, known(id), notice, keyOf(key));
  }

  @Post('notices/:id/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: written })
  withdraw(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: withdrawNotice }) body: z.infer<typeof withdrawNotice>,
  ): Promise<Written> {
    return this.actions.withdraw(viewer, known(id), body, keyOf(key));
  }

  /** Says that the signed-in resident has read it; however often, he counts once. */
  @Post('notices/:id/read')
  @HttpCode(204)
  @ApiNoContentResponse()
  async read(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    await this.actions.read(viewer, known(id));
  }
}
