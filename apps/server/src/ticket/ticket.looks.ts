import type { District } from '@liudan/shared/district/schema';
import { mayReveal } from '@liudan/shared/ticket/visible';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { LookEntity } from './look.entity.ts';
import { ReporterViews } from './reporter.view.ts';
import { TicketQueries } from './ticket.queries.ts';

@Injectable()
export class TicketLooks {
  constructor(
    private readonly database: Database,
    private readonly queries: TicketQueries,
    private readonly reporters: ReporterViews,
    private readonly ids: Ids,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The reporter's name and phone in the clear. The look is written down before anything is shown. */
  async reveal(viewer: Viewer, ticketId: string): Promise<{ name: string | null; phone: string | null }> {
    const stored = await this.queries.see(viewer, ticketId);
    if (!mayReveal(viewer, stored.whole, this.district)) fail('FORBIDDEN');
    const look = { id: this.ids.next(), ticketId, personId: viewer.personId, what: 'reporter', at: this.clock.now() };
    await this.database.write((tx) =>
      tx.createQueryBuilder().insert().into(LookEntity).values(look).updateEntity(false).execute(),
    );
    return this.reporters.clear(stored);
  }
}
