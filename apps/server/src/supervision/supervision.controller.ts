/** 督单 over HTTP: the lists of what leaders supervise, of what waits for a decision, and of appeals against ratings. */
import {
  type AppealsQuery,
  appealPage,
  appealsQuery,
  type OrdersQuery,
  orderPage,
  ordersQuery,
  requestPage,
  requestsQuery,
  type SupervisionCounts,
  supervisionCounts,
} from '@liudan/shared/oversight/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { AppealQueries } from './appeal.queries.ts';
import { OrderQueries } from './order.queries.ts';
import { RequestQueries } from './request.queries.ts';
import { SupervisionViews } from './supervision.view.ts';

@ApiTags('supervision')
@ApiBearerAuth()
@Controller()
export class SupervisionController {
  constructor(
    private readonly orderQueries: OrderQueries,
    private readonly requestQueries: RequestQueries,
    private readonly appealQueries: AppealQueries,
    private readonly views: SupervisionViews,
  ) {}

  /** 督办单: a leader's over what he is in charge of, the offices' over all, a street's over its own, a unit's over itself. */
  @Get('supervisions')
  @ApiOkResponse({ standardSchema: orderPage })
  async orders(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ordersQuery }) query: OrdersQuery,
  ): Promise<z.infer<typeof orderPage>> {
    const { rows, next } = await this.orderQueries.list(viewer, query);
    const clocks = await this.orderQueries.clocksOf(rows.map(({ ticketId }) => ticketId));
    return { items: await this.views.orders(rows, clocks, viewer), next };
  }

  /** What waits in each of these lists, for the desk and the tabs. */
  @Get('supervisions/counts')
  @ApiOkResponse({ standardSchema: supervisionCounts })
  async counts(@CurrentViewer() viewer: Viewer): Promise<SupervisionCounts> {
    const [tallies, requests, appeals] = await Promise.all([
      this.orderQueries.tallies(viewer),
      this.requestQueries.count(viewer),
      this.appealQueries.count(viewer),
    ]);
    return { ...tallies, requests, appeals };
  }

  /** 待批申请: what the viewer decides for whoever handles it. */
  @Get('requests')
  @ApiOkResponse({ standardSchema: requestPage })
  async requests(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: requestsQuery }) query: z.infer<typeof requestsQuery>,
  ): Promise<z.infer<typeof requestPage>> {
    const { rows, next } = await this.requestQueries.list(viewer, query);
    return { items: await this.views.requests(rows, viewer), next };
  }

  /** Appeals against ratings, for the supervision office. */
  @Get('appeals')
  @ApiOkResponse({ standardSchema: appealPage })
  async appeals(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: appealsQuery }) query: AppealsQuery,
  ): Promise<z.infer<typeof appealPage>> {
    const { rows, next } = await this.appealQueries.list(viewer, query);
    return { items: await this.views.appeals(rows, viewer), next };
  }
}
