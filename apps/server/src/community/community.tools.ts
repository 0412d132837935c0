import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Ids } from '../kernel/ids.ts';
import { Once } from '../kernel/once.ts';
import { MediaQueries } from '../media/media.queries.ts';

/** What the acts of this module need from beside: once-only writes, ids, photos and the time. */
@Injectable()
export class CommunityTools {
  constructor(
    readonly once: Once,
    readonly ids: Ids,
    readonly media: MediaQueries,
    readonly clock: Clock,
  ) {}
}
