import type { Named } from '@liudan/shared/contract';
import { dayOfDate, endOfDay, startOfDay } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { DemandList, DemandQuery, DemandTicketQuery } from '@liudan/shared/meeting/contract';
import { demandsOf } from '@liudan/shared/meeting/demands';
import { seatsOf } from '@liudan/shared/meeting/scope';
import type { TicketCard } from '@liudan/shared/ticket/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { type Area, AreaQueries, type Period } from '../ticket/area.queries.ts';
import { TicketViews } from '../ticket/ticket.view.ts';

/** 诉求清单 of a community, or rolled up for a street (HJ-10). */
@Injectable()
export class DemandQueries {
  constructor(
    private readonly areas: AreaQueries,
    private readonly views: TicketViews,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The counts. Without an organisation: the viewer's community, or else his street. */
  async list(viewer: Viewer, { org, from, until }: DemandQuery): Promise<DemandList> {
    const { area, ...chosen } = this.areaOf(viewer, org);
    const tallied = await this.areas.tally(area, periodOf({ from, until }));
    return { ...chosen, from, until, ...demandsOf(tallied, this.district) };
  }

  /** A page of the tickets behind a line, newest first; `next` asks for the one after it. */
  async tickets(viewer: Viewer, query: DemandTicketQuery): Promise<{ items: TicketCard[]; next: string | null }> {
    const { area } = this.areaOf(viewer, query.org);
    const { rows, next } = await this.areas.page(area, periodOf(query), {
      after: query.after,
      limit: query.limit,
      phase: query.phase,
      categories: query.category === undefined ? undefined : this.leavesOf(query.category),
    });
    return { items: await this.views.cards(rows, viewer), next };
  }

  private areaOf(viewer: Viewer, asked: string | undefined): { area: Area; org: Named; orgs: Named[] } {
    const seats = (['study', 'weekly'] as const).flatMap((kind) => seatsOf(viewer, kind, this.district));
    const ordered = [...seats.filter(({ seat }) => seat === 'hold'), ...seats.filter(({ seat }) => seat === 'read')];
    const orgs = ordered.map(({ orgId }) => ({ id: orgId, name: this.district.orgs.get(orgId)?.name ?? orgId }));
    const org = asked === undefined ? orgs[0] : orgs.find(({ id }) => id === asked);
    if (!org) fail('NOT_FOUND');
    const tier = this.district.orgs.get(org.id)?.tier === 'street' ? 'street' : 'community';
    return { area: { tier, orgId: org.id }, org, orgs };
  }

  private leavesOf(category: string): string[] | null {
    if (category === 'none') return null;
    const root = this.district.roots.find(({ id }) => id === category);
    return root ? root.leaves.map(({ id }) => id) : [category];
  }
}

const periodOf = ({ from, until }: { from: string; until: string }): Period => ({
  from: startOfDay(dayOfDate(from)),
  until: endOfDay(dayOfDate(until)),
});
