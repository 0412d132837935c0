import { exportListQuery, exportPage } from '@liudan/shared/ledger/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { fail } from '../kernel/problem.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { ExportQueries } from './export.queries.ts';

@ApiTags('ledgers')
@ApiBearerAuth()
@Controller('exports')
export class ExportController {
  constructor(private readonly queries: ExportQueries) {}

  /** What was taken out of the house, newest first: for the operator and the supervision office. */
  @Get()
  @ApiOkResponse({ standardSchema: exportPage })
  list(@CurrentViewer() viewer: Viewer, @Query({ schema: exportListQuery }) query: z.infer<typeof exportListQuery>) {
    if (!viewer.duties.some(({ role }) => role === 'operator' || role === 'supervisor')) fail('FORBIDDEN');
    return this.queries.exports(query);
  }
}
