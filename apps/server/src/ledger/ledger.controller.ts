/** Ledgers over HTTP: read on screen, taken out as files, printed. */
import type { District } from '@liudan/shared/district/schema';
import {
  exportQuery,
  type LedgerList,
  ledgerList,
  ledgerPage,
  ledgerQuery,
  printQuery,
} from '@liudan/shared/ledger/contract';
import type { Cell } from '@liudan/shared/ledger/ledger';
import { Controller, Get, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type * as z from 'zod';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { printable } from '../kernel/html.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import type { Asked } from './asked.ts';
import { ExportActions } from './export.actions.ts';
import { LedgerQueries } from './ledger.queries.ts';
import { factsOf, titleOf } from './ledger.view.ts';
import { paper } from './paper.ts';
import { sheet } from './sheet.ts';

/** Nobody reads more than this on paper; who needs all takes the file. */
const PRINTED_ROWS = 2000;

@ApiTags('ledgers')
@ApiBearerAuth()
@Controller('ledgers')
export class LedgerController {
  constructor(
    private readonly queries: LedgerQueries,
    private readonly exports: ExportActions,
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The ledgers the viewer may read, with their columns; empty for residents. */
  @Get()
  @ApiOkResponse({ standardSchema: ledgerList })
  list(@CurrentViewer() viewer: Viewer): LedgerList {
    return this.queries.list(viewer);
  }

  /** Rows, the newest first, always with names and phones masked. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: ledgerPage })
  page(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query({ schema: ledgerQuery }) { after, limit, ...filter }: z.infer<typeof ledgerQuery>,
  ): Promise<z.infer<typeof ledgerPage>> {
    return this.queries.page(this.queries.asked(viewer, id, filter), { after, limit });
  }

  /** The whole ledger as a file, sent while it is read. It is written down who takes what before the first row goes. */
  @Get(':id/export')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async export(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query({ schema: exportQuery }) { format, unmasked, ...filter }: z.infer<typeof exportQuery>,
  ): Promise<StreamableFile> {
    const asked = this.queries.asked(viewer, id, filter, unmasked);
    const rows = await this.take(asked, format);
    return sheet(format, asked.ledger, rows, titleOf(asked.ledger, asked.filter, this.district));
  }

  /** The ledger as a page for A4 paper: the first 2,000 rows. */
  @Get(':id/print')
  @ApiProduces('text/html')
  @ApiOkResponse({ schema: { type: 'string' } })
  async print(
    @CurrentViewer() viewer: Viewer,
    @Param('id') id: string,
    @Query({ schema: printQuery }) { unmasked, ...filter }: z.infer<typeof printQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asked = this.queries.asked(viewer, id, filter, unmasked);
    const rows: (readonly Cell[])[] = [];
    for await (const row of await this.take(asked, 'print', PRINTED_ROWS)) rows.push(row);
    const names = await this.people.names([viewer.personId]);
    const cut = rows.length === PRINTED_ROWS ? [`只印前 ${PRINTED_ROWS} 行，全部内容请导出`] : [];
    const head = {
      title: `${this.district.name}${asked.ledger.name}`,
      facts: [...factsOf(asked.filter, this.queries.orgOf(asked), this.district), ...cut],
      madeAt: this.clock.now(),
      madeBy: names.get(viewer.personId) ?? '',
    };
    reply.headers(printable);
    return paper(head, [{ ...asked.ledger, rows, nothing: '没有符合条件的记录' }]);
  }

  private async *cells(asked: Asked, atMost: number): AsyncGenerator<readonly Cell[]> {
    let left = atMost;
    for await (const { cells } of this.queries.rows(asked)) {
      if (left === 0) return;
      left -= 1;
      yield cells;
    }
  }

  private take(asked: Asked, format: 'xlsx' | 'csv' | 'print', atMost = Number.POSITIVE_INFINITY) {
    const { viewer, ledger, filter, unmasked } = asked;
    const taking = { what: ledger.id, format, unmasked, org: this.queries.orgOf(asked), filter };
    return this.exports.taken(viewer, taking, this.cells(asked, atMost));
  }
}
