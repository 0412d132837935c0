import type { District } from '@liudan/shared/district/schema';
import { type DemoPerson, demoPeople } from '@liudan/shared/identity/contract';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail } from '../kernel/problem.ts';
import { Public } from '../kernel/viewer.ts';
import { demoPeopleOf } from './demo-people.ts';

/** The people of a demo district, to be chosen on screen. */
@ApiTags('sessions')
@Public()
@Controller('demo')
export class DemoController {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'demo'>,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  @Get('people')
  @ApiOkResponse({ standardSchema: demoPeople })
  people(): { items: DemoPerson[] } {
    if (!this.env.demo || !this.district.settings.demo) fail('DEMO_CLOSED');
    return { items: demoPeopleOf(this.district) };
  }
}
