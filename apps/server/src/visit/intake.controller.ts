/** Reports that staff write down for a resident. */

import { type Entered, entered } from '@liudan/shared/ticket/reporting/contract';
import {
  type EnterOnBehalf,
  enterOnBehalf,
  lookupReporter,
  type ReporterFound,
  reporterFound,
} from '@liudan/shared/visit/contract';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { keyOf } from '../kernel/once.ts';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { IntakeActions } from './intake.actions.ts';
import { LookupActions } from './lookup.actions.ts';

@ApiTags('intake')
@ApiBearerAuth()
@Controller()
export class IntakeController {
  constructor(
    private readonly intake: IntakeActions,
    private readonly lookups: LookupActions,
  ) {}

  /** 代登记: the same `Idempotency-Key` gives the same ticket. */
  @Post('tickets/on-behalf')
  @ApiCreatedResponse({ standardSchema: entered })
  enter(
    @CurrentViewer() viewer: Viewer,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: enterOnBehalf }) entry: EnterOnBehalf,
  ): Promise<Entered> {
    return this.intake.enter(viewer, entry, keyOf(key));
  }

  /** Whose number it is, masked, and what he has reported. Each look is kept. */
  @Post('reporters/lookup')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: reporterFound })
  async lookup(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: lookupReporter }) body: z.infer<typeof lookupReporter>,
  ): Promise<ReporterFound> {
    return reporterFound.parse(await this.lookups.find(viewer, body.phone));
  }
}
