import { type BeforeApplicationShutdown, Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Database } from './database.ts';
import { fail } from './problem.ts';
import { Public } from './viewer.ts';

const OK = { status: 'ok' } as const;

@ApiExcludeController()
@Public()
@Controller()
export class HealthController implements BeforeApplicationShutdown {
  private leaving = false;

  constructor(private readonly database: Database) {}

  /** The process answers. */
  @Get('healthz')
  alive() {
    return OK;
  }

  /** The database answers too. The server doesn't listen before its tables are up to date. */
  @Get('readyz')
  async ready() {
    if (this.leaving) fail('UNAVAILABLE');
    await this.database.ping().catch(() => fail('UNAVAILABLE'));
    return OK;
  }

  beforeApplicationShutdown(): void {
    this.leaving = true;
  }
}
