/** 主题党日月报 over HTTP. */
import type { District } from '@liudan/shared/district/schema';
import { formatQuery } from '@liudan/shared/ledger/contract';
import {
  type FigureQuery,
  figureQuery,
  figureTickets,
  type MonthlyChoices,
  type MonthlyReport,
  monthlyChoices,
  monthlyReport,
  month as monthOf,
} from '@liudan/shared/stats/contract';
import { Controller, Get, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type * as z from 'zod';
import { PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { printable } from '../kernel/html.ts';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { ExportActions } from './export.actions.ts';
import { MonthlyQueries, type Report } from './monthly.queries.ts';
import { detail, reportTables, reportView, ticketsOf } from './monthly.view.ts';
import { paper } from './paper.ts';
import { sheet } from './sheet.ts';

@ApiTags('ledgers')
@ApiBearerAuth()
@Controller('monthly-reports')
export class MonthlyController {
  constructor(
    private readonly queries: MonthlyQueries,
    private readonly exports: ExportActions,
    private readonly people: PeopleQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The communities and months the viewer may open; no community for residents. */
  @Get()
  @ApiOkResponse({ standardSchema: monthlyChoices })
  choices(@CurrentViewer() viewer: Viewer): Promise<MonthlyChoices> {
    return this.queries.choices(viewer);
  }

  @Get(':community/:month')
  @ApiOkResponse({ standardSchema: monthlyReport })
  async report(
    @CurrentViewer() viewer: Viewer,
    @Param('community') community: string,
    @Param('month') month: string,
  ): Promise<MonthlyReport> {
    return reportView(await this.find(viewer, community, month), this.district);
  }

  /** The tickets behind one number of the report. */
  @Get(':community/:month/tickets')
  @ApiOkResponse({ standardSchema: figureTickets })
  async tickets(
    @CurrentViewer() viewer: Viewer,
    @Param('community') community: string,
    @Param('month') month: string,
    @Query({ schema: figureQuery }) asked: FigureQuery,
  ): Promise<z.infer<typeof figureTickets>> {
    const report = await this.find(viewer, community, month);
    return { items: ticketsOf(report, this.queries.idsOf(report, asked), this.district) };
  }

  /** Every ticket of the report with what it was counted as, so that the figures can be counted again. */
  @Get(':community/:month/export')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @CurrentViewer() viewer: Viewer,
    @Param('community') community: string,
    @Param('month') month: string,
    @Query({ schema: formatQuery }) { format }: z.infer<typeof formatQuery>,
  ): Promise<StreamableFile> {
    const report = await this.find(viewer, community, month);
    const table = detail(report, [...report.computed.standing.keys()], this.district);
    const rows = await this.take(viewer, report, format, table.rows);
    return sheet(format, table, rows, `主题党日月报_${report.community.name}_${month}`);
  }

  /** The report as a page for A4 paper. */
  @Get(':community/:month/print')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async print(
    @CurrentViewer() viewer: Viewer,
    @Param('community') community: string,
    @Param('month') month: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const report = await this.find(viewer, community, month);
    const view = reportView(report, this.district);
    const ids = [...report.computed.standing.keys()];
    for await (const _ of await this.take(viewer, report, 'print', ids));
    const names = await this.people.names([viewer.personId]);
    const head = {
      title: `${report.community.name}${view.words}群众诉求办理情况`,
      facts: [
        `单位：${report.street.name}${report.community.name}`,
        `期间：${view.words}${view.final ? '' : '（未满月）'}`,
      ],
      madeAt: report.madeAt,
      madeBy: names.get(viewer.personId) ?? '',
    };
    reply.headers(printable);
    return paper(head, reportTables(report, view, this.district));
  }

  private find(viewer: Viewer, community: string, month: string): Promise<Report> {
    return monthOf.safeParse(month).success ? this.queries.report(viewer, community, month) : fail('NOT_FOUND');
  }

  private take<T>(viewer: Viewer, { community, month }: Report, format: 'xlsx' | 'csv' | 'print', rows: readonly T[]) {
    const taking = { what: 'monthly', format, unmasked: false, org: viewer.duties[0]?.org ?? null };
    return this.exports.taken(viewer, { ...taking, filter: { month, org: community.id } }, each(rows));
  }
}

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}
