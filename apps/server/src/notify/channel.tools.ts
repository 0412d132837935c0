import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { Once } from '../kernel/once.ts';

/** What writing down takes. */
@Injectable()
export class ChannelTools {
  constructor(
    readonly database: Database,
    readonly clock: Clock,
    readonly ids: Ids,
    readonly once: Once,
  ) {}
}
