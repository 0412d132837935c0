import type { District } from '@liudan/shared/district/schema';
import { type DemoPerson, demoPeople } from '@liudan/shared/identity/contract';
import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail } from '../kernel/problem.ts';
import { Public } from '../kernel/viewer.ts';

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
    return { items: [...this.residents(), ...this.staff()] };
  }

  private residents(): DemoPerson[] {
    return this.district.residents.map(({ key, name, community }) => ({
      person: key,
      name,
      group: '居民',
      description: this.district.orgs.get(community)?.name ?? '',
    }));
  }

  private staff(): DemoPerson[] {
    const { wording } = this.district;
    return this.district.people.map(({ key, name, roles }) => {
      const tier = this.district.orgs.get(roles[0]?.org ?? '')?.tier;
      const duties = roles.map(({ role, org }) => `${this.district.orgs.get(org)?.name ?? ''} ${wording.roles[role]}`);
      return { person: key, name, group: tier ? wording.tiers[tier] : '其他', description: duties.join('、') };
    });
  }
}
