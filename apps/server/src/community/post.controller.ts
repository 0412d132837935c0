/** Questions and answers of a community's page over HTTP. */
import {
  type AskPost,
  askPost,
  type Coverage,
  coverage,
  coverageQuery,
  type LookAt,
  lookAt,
  type OrderFromPost,
  orderFromPost,
  type PostDeskQuery,
  type Posted,
  type PostQuery,
  type PostView,
  postDeskPage,
  postDeskQuery,
  posted,
  postPage,
  postQuery,
  postView,
  sayOnPost,
} from '@liudan/shared/community/contract';
import { id as idOf } from '@liudan/shared/contract';
import { type Entered, entered } from '@liudan/shared/ticket/reporting/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { keyOf } from './key.ts';
import { OrderActions } from './order.actions.ts';
import { PostActions } from './post.actions.ts';
import { PostQueries } from './post.queries.ts';
import { PostViews } from './post.view.ts';
import { PostDeskQueries } from './post-desk.queries.ts';

const known = (id: string): string => (idOf.safeParse(id).success ? id : fail('NOT_FOUND'));
type Said = z.infer<typeof sayOnPost>;

@ApiTags('community')
@ApiBearerAuth()
@Controller()
export class PostController {
  constructor(
    private readonly actions: PostActions,
    private readonly orders: OrderActions,
    private readonly queries: PostQueries,
    private readonly desks: PostDeskQueries,
    private readonly views: PostViews,
  ) {}

  /** What neighbours and staff may read on a community's page, the latest first, and the viewer's own; with `q` those that speak of it. */
  @Get('communities/:id/posts')
  @ApiOkResponse({ standardSchema: postPage })
  async list(@CurrentViewer() viewer: Viewer, @Param('id') id: string, @Query({ schema: postQuery }) query: PostQuery) {
    const { at, items, next } = await this.queries.onPage(viewer, id, query);
    return { items: await this.views.cards(items, viewer, at), next };
  }

  @Post('communities/:id/posts')
  @ApiCreatedResponse({ standardSchema: posted })
  ask(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: askPost }) asked: AskPost,
  ): Promise<Posted> {
    return this.actions.ask(viewer, id, asked, keyOf(key));
  }

  /** The lists of the desks of communities and streets. */
  @Get('posts')
  @ApiOkResponse({ standardSchema: postDeskPage })
  async desk(@CurrentViewer() viewer: Viewer, @Query({ schema: postDeskQuery }) query: PostDeskQuery) {
    const { posts, next } = await this.desks.list(viewer, query);
    return { items: await this.views.deskCards(await this.queries.listed(posts), viewer), next };
  }

  /** What waits at the viewer's desk, and how many questions were answered. */
  @Get('posts/coverage')
  @ApiOkResponse({ standardSchema: coverage })
  coverage(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: coverageQuery }) { days }: z.infer<typeof coverageQuery>,
  ): Promise<Coverage> {
    return this.desks.coverage(viewer, days);
  }

  @Get('posts/:id')
  @ApiOkResponse({ standardSchema: postView })
  async page(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<PostView> {
    return this.views.page(await this.queries.thread(viewer, known(id)), viewer);
  }

  @Post('posts/:id/comments')
  @ApiCreatedResponse({ standardSchema: posted })
  comment(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: sayOnPost }) { text }: Said,
  ): Promise<Posted> {
    return this.actions.comment(viewer, known(id), text, keyOf(key));
  }

  /** The official answer, in the name of the viewer's community or street. */
  @Post('posts/:id/answers')
  @ApiCreatedResponse({ standardSchema: posted })
  answer(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: sayOnPost }) { text }: Said,
  ): Promise<Posted> {
    return this.actions.answer(viewer, known(id), text, keyOf(key));
  }

  /** A member of staff's look: show the post to the neighbours, or hide it. */
  @Post('posts/:id/look')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: posted })
  look(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: lookAt }) look: LookAt,
  ): Promise<Posted> {
    return this.actions.look(viewer, known(id), look, keyOf(key));
  }

  /** Makes an order of a post, in the name of its author. */
  @Post('posts/:id/order')
  @ApiCreatedResponse({ standardSchema: entered })
  order(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: orderFromPost }) order: OrderFromPost,
  ): Promise<Entered> {
    return this.orders.order(viewer, known(id), order, keyOf(key));
  }

  @Post('comments/:id/look')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: posted })
  lookAtComment(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: lookAt }) look: LookAt,
  ): Promise<Posted> {
    return this.actions.lookAtComment(viewer, known(id), look, keyOf(key));
  }
}
