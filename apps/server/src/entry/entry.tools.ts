import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Ids } from '../kernel/ids.ts';
import { Once } from '../kernel/once.ts';
import { Sealer } from '../kernel/sealed.ts';

/** What the acts of this module need from beside: once-only writes, ids, the time, and hashes of what must not be kept. */
@Injectable()
export class EntryTools {
  constructor(
    readonly once: Once,
    readonly ids: Ids,
    readonly clock: Clock,
    readonly sealer: Sealer,
  ) {}
}
