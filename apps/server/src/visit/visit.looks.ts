import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { ReporterActions } from '../identity/reporter.actions.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { ReporterLookEntity } from './reporter-look.entity.ts';
import type { VisitEntity } from './visit.entity.ts';

const HOUR_MS = 3_600_000;

export interface LookedUp {
  id: string;
  /** Every id his tickets may be with. */
  everyId: string[];
  name: string | null;
  communityId: string | null;
}

/** Looks at who a resident is. Each is written down before anything is answered. */
@Injectable()
export class VisitLooks {
  constructor(
    private readonly database: Database,
    private readonly reporters: ReporterActions,
    private readonly people: PeopleQueries,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Null where the number is nobody's. TOO_MANY_REQUESTS after `perHour` looks: nobody reads the district's numbers one by one. */
  async lookup(viewerId: string, phone: string, perHour: number): Promise<LookedUp | null> {
    const found = await this.database.write(async (tx) => {
      const since = this.clock.now() - HOUR_MS;
      const looked = await tx.countBy(ReporterLookEntity, {
        personId: viewerId,
        what: 'lookup',
        at: MoreThan(since),
      });
      if (looked >= perHour) fail('TOO_MANY_REQUESTS', { retryAfterSeconds: '600' });
      const person = await this.reporters.byPhone(tx, phone);
      await this.keep(tx, viewerId, {
        what: 'lookup',
        subject: this.reporters.hash(phone),
        foundId: person?.id ?? null,
      });
      return person;
    });
    if (!found) return null;
    const { id, name, communityId } = this.people.known(found);
    return { id, everyId: await this.people.everyIdOf(id), name, communityId };
  }

  /** Somebody reads the particulars of an entry. */
  async visit(viewerId: string, { id, reporterId }: Pick<VisitEntity, 'id' | 'reporterId'>): Promise<void> {
    await this.database.write((tx) => this.keep(tx, viewerId, { what: 'visit', subject: id, foundId: reporterId }));
  }

  private async keep(
    tx: EntityManager,
    personId: string,
    look: Pick<ReporterLookEntity, 'what' | 'subject' | 'foundId'>,
  ): Promise<void> {
    const row: ReporterLookEntity = { id: this.ids.next(), personId, ...look, at: this.clock.now() };
    await tx.createQueryBuilder().insert().into(ReporterLookEntity).values(row).updateEntity(false).execute();
  }
}
