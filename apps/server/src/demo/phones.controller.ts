import { demoConsent, demoConsented } from '@liudan/shared/notify/contract';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { CurrentViewer, type Viewer } from '../kernel/viewer.ts';
import { DemoPhones } from './demo-phones.ts';

/** What a demo person's phone would answer, where there is no phone. */
@ApiTags('demo')
@ApiBearerAuth()
@Controller('demo/consents')
export class PhonesController {
  constructor(private readonly phones: DemoPhones) {}

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: demoConsented })
  async consent(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: demoConsent }) { templates }: z.infer<typeof demoConsent>,
  ): Promise<z.infer<typeof demoConsented>> {
    return { result: await this.phones.consent(viewer.personId, templates) };
  }
}
