import type { District } from '@liudan/shared/district/schema';
import { LIMITS } from '@liudan/shared/limits';
import { maskName, mayEnter } from '@liudan/shared/ticket/visible';
import type { ReporterFound } from '@liudan/shared/visit/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { ReporterQueries } from '../ticket/reporter.queries.ts';
import { TicketViews } from '../ticket/ticket.view.ts';
import { VisitLooks } from './visit.looks.ts';

/** Who a number belongs to, for whoever is about to enter a report: so that a second order is seen before it is made. */
@Injectable()
export class LookupActions {
  constructor(
    private readonly looks: VisitLooks,
    private readonly reporters: ReporterQueries,
    private readonly views: TicketViews,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Refuses FORBIDDEN for who may not enter reports, TOO_MANY_REQUESTS after a number of looks within an hour. */
  async find(viewer: Viewer, phone: string): Promise<ReporterFound> {
    if (!mayEnter(viewer)) fail('FORBIDDEN');
    const person = await this.looks.lookup(viewer.personId, phone, LIMITS.lookupsPerHour);
    if (!person) return { person: null, tickets: [] };
    const known = await this.reporters.ticketsOf(viewer, person.everyId);
    const cards = await this.views.cards(
      known.filter(({ visible }) => visible).map(({ row }) => row),
      viewer,
    );
    return {
      person: {
        personId: person.id,
        name: person.name === null ? null : maskName(person.name),
        community: this.named(person.communityId),
      },
      tickets: known.map(({ row }) => ({
        number: row.number,
        stateWords: this.district.wording.states[row.state].staff,
        community: this.named(row.communityId),
        submittedAt: new Date(row.submittedAt).toISOString(),
        card: cards.find((card) => card.id === row.id) ?? null,
      })),
    };
  }

  private named(orgId: string | null) {
    const org = orgId === null ? undefined : this.district.orgs.get(orgId);
    return org ? { id: org.id, name: org.name } : null;
  }
}
