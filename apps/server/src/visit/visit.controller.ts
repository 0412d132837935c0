/** 民情走访台账: the visit ledger. */
import { id as idOf } from '@liudan/shared/contract';
import {
  answerVisit,
  type CreateVisit,
  createVisit,
  type OrderVisit,
  orderVisit,
  type VisitQuery,
  type VisitView,
  visitPage,
  visitQuery,
  visitRevealed,
  visitView,
} from '@liudan/shared/visit/contract';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { keyOf } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { VisitActions } from './visit.actions.ts';
import { VisitLooks } from './visit.looks.ts';
import { VisitQueries } from './visit.queries.ts';
import { VisitViews } from './visit.view.ts';

const known = (id: string): string => (idOf.safeParse(id).success ? id : fail('NOT_FOUND'));

@ApiTags('visits')
@ApiBearerAuth()
@Controller('visits')
export class VisitController {
  constructor(
    private readonly actions: VisitActions,
    private readonly queries: VisitQueries,
    private readonly views: VisitViews,
    private readonly looks: VisitLooks,
  ) {}

  /** What the viewer's duties let him read, newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: visitPage })
  async list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: visitQuery }) query: VisitQuery,
  ): Promise<{ items: VisitView[]; next: string | null }> {
    const { rows, next } = await this.queries.list(viewer, query);
    return visitPage.parse({ items: await this.views.many(rows, viewer), next });
  }

  /** An entry, with its order where it became one at once. The same `Idempotency-Key` gives the same entry. */
  @Post()
  @ApiCreatedResponse({ standardSchema: visitView })
  async create(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: createVisit }) visit: CreateVisit,
  ): Promise<VisitView> {
    return this.shown(viewer, await this.actions.create(viewer, visit, keyOf(key)));
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: visitView })
  one(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<VisitView> {
    return this.shown(viewer, known(id));
  }

  /** 转为工单 */
  @Post(':id/order')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: visitView })
  async order(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: orderVisit }) order: OrderVisit,
  ): Promise<VisitView> {
    await this.actions.toOrder(viewer, known(id), order, keyOf(key));
    return this.shown(viewer, id);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: visitView })
  async answer(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: answerVisit }) body: z.infer<typeof answerVisit>,
  ): Promise<VisitView> {
    await this.actions.answer(viewer, known(id), body.answer, keyOf(key));
    return this.shown(viewer, id);
  }

  /** The unmasked particulars, for who goes on with the entry. Each look is kept. */
  @Post(':id/reveal')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: visitRevealed })
  async reveal(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<z.infer<typeof visitRevealed>> {
    const row = await this.queries.see(viewer, known(id));
    if (!this.queries.maySettle(viewer, row)) fail('FORBIDDEN');
    await this.looks.visit(viewer.personId, row);
    return visitRevealed.parse(await this.views.revealed(row));
  }

  private async shown(viewer: Viewer, id: string): Promise<VisitView> {
    return visitView.parse(await this.views.one(await this.queries.see(viewer, id), viewer));
  }
}
