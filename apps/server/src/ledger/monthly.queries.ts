import type { Named } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import type { Org } from '@liudan/shared/org/tier';
import { leadersInCharge, orgsOfTier } from '@liudan/shared/org/tree';
import type { FigureQuery, MonthlyChoices } from '@liudan/shared/stats/contract';
import { type Month, monthAt, monthOf, monthsUntil, monthWords } from '@liudan/shared/stats/month';
import { type MonthlyFigures, monthlyFigures } from '@liudan/shared/stats/monthly';
import { actsFor } from '@liudan/shared/ticket/relation';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { CaseQueries, type StoredCase } from './case.queries.ts';

/** How far back reports are offered; the events would allow any month. */
const MONTHS = 24;

/** A report as it was computed, with the tickets it was computed from. */
export interface Report {
  readonly community: Org;
  readonly street: Org;
  readonly month: string;
  readonly final: boolean;
  readonly madeAt: number;
  readonly computed: MonthlyFigures;
  readonly cases: ReadonlyMap<string, StoredCase>;
}

@Injectable()
export class MonthlyQueries {
  constructor(
    private readonly cases: CaseQueries,
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The communities this viewer may open a report of, and the months. */
  async choices(viewer: Viewer): Promise<MonthlyChoices> {
    const communities = await this.communitiesOf(viewer);
    const now = monthAt(this.clock.now());
    return {
      communities: communities.map((community) => ({ ...named(community), street: named(this.streetOf(community)) })),
      months: monthsUntil(now, MONTHS).map((month) => ({ month, words: monthWords(month), final: month !== now })),
    };
  }

  /** The report of one community and month; NOT_FOUND for a foreign community, and for a month that has not begun. */
  async report(viewer: Viewer, communityId: string, month: string): Promise<Report> {
    const community = (await this.communitiesOf(viewer)).find(({ id }) => id === communityId);
    const madeAt = this.clock.now();
    const whole = monthOf(month);
    if (!community || whole.start > madeAt) fail('NOT_FOUND');
    const final = whole.end <= madeAt;
    // What happens now belongs to the month that runs.
    const span: Month = final ? whole : { start: whole.start, end: madeAt + 1 };
    const cases = await this.cases.ofCommunity(communityId, span);
    const computed = monthlyFigures(
      cases.map(({ ticket, events }) => ({ id: ticket.id, events })),
      span,
    );
    const street = this.streetOf(community);
    return {
      community,
      street,
      month,
      final,
      madeAt,
      computed,
      cases: new Map(cases.map((one) => [one.ticket.id, one])),
    };
  }

  /** The ids behind one number of a report, in the order they were reported. */
  idsOf({ computed }: Report, { figure, category, outcome }: FigureQuery): readonly string[] {
    if (figure) return computed.figures[figure];
    if (outcome) return computed.byOutcome.get(outcome) ?? [];
    if (category === 'none') return computed.byCategory.get(null) ?? [];
    const root = this.district.roots.find(({ id }) => id === category);
    const leaves = root ? root.leaves.map(({ id }) => id) : [category ?? ''];
    const ids = new Set(leaves.flatMap((leaf) => computed.byCategory.get(leaf) ?? []));
    return computed.figures.cameIn.filter((id) => ids.has(id));
  }

  /** A leader hears the communities of the streets in his charge; the tiers below their own. */
  private async communitiesOf(viewer: Viewer): Promise<Org[]> {
    const all = orgsOfTier(this.district, 'community');
    const has = (...roles: string[]) => viewer.duties.filter(({ role }) => roles.includes(role));
    if (has('dispatch_staff', 'supervisor').length > 0) return all;
    const own = new Set(
      has('community_staff', 'street_staff', 'street_leader').map(({ org }) => actsFor(org, this.district)),
    );
    const charged = has('district_leader').length > 0 ? await this.chargedOf(viewer, all) : new Set<string>();
    return all.filter(({ id, streetId }) => own.has(id) || own.has(streetId ?? '') || charged.has(id));
  }

  private async chargedOf(viewer: Viewer, communities: readonly Org[]): Promise<Set<string>> {
    const keysOf = new Map(communities.map(({ id }) => [id, leadersInCharge(this.district, id)]));
    const everyId = new Set(await this.people.everyIdOf(viewer.personId));
    const leaders = await this.people.byRosterKeys([...new Set([...keysOf.values()].flat())]);
    const own = new Set(
      leaders.flatMap(({ id, rosterKey }) => (everyId.has(id) && rosterKey !== null ? [rosterKey] : [])),
    );
    return new Set([...keysOf].flatMap(([id, keys]) => (keys.some((key) => own.has(key)) ? [id] : [])));
  }

  private streetOf({ streetId }: Org): Org {
    return this.district.orgs.get(streetId ?? '') ?? fail('NOT_FOUND');
  }
}

const named = ({ id, name }: Org): Named => ({ id, name });
