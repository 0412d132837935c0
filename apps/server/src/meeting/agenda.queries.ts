import type { District } from '@liudan/shared/district/schema';
import { type Matter, type Standing, studyList, weeklyList } from '@liudan/shared/meeting/agenda';
import type { DailyList, LateList, MatterView, MeetingCounts } from '@liudan/shared/meeting/contract';
import { seatsOf } from '@liudan/shared/meeting/scope';
import { type MeetingKind, TOPIC_WORDS } from '@liudan/shared/meeting/words';
import { dateWords } from '@liudan/shared/ticket/words';
import { speech } from '@liudan/shared/wording';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { type Area, AreaQueries } from '../ticket/area.queries.ts';
import type { TicketEntity } from '../ticket/ticket.entity.ts';
import { TicketViews } from '../ticket/ticket.view.ts';
import { chosenOrg } from './chosen-org.ts';

type Row = TicketEntity & Standing;

/** What the meetings have to talk about, as it is at this moment. */
@Injectable()
export class AgendaQueries {
  constructor(
    private readonly areas: AreaQueries,
    private readonly views: TicketViews,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The community's list of the day. */
  study(communityId: string): Promise<Matter<Row>[]> {
    return this.studied({ tier: 'community', orgId: communityId });
  }

  /** The street's list of the week; `putOff` are the tickets its last meeting put off. */
  async weekly(streetId: string, putOff: ReadonlySet<string>): Promise<Matter<Row>[]> {
    const rows = await this.areas.inStates({ tier: 'street', orgId: streetId }, [
      'street_handling',
      'dispatched',
      'department_handling',
    ]);
    const reviewing = await this.areas.underReview(
      rows.filter(({ state }) => state === 'street_handling').map(({ id }) => id),
    );
    return weeklyList(
      rows.map((row) => ({ ...row, reviewing: reviewing.has(row.id) })),
      putOff,
      this.clock.now(),
    );
  }

  /** The same as it is shown. */
  async shown(matters: readonly Matter<Row>[], viewer: Viewer): Promise<MatterView[]> {
    const cards = await this.views.cards(
      matters.map(({ ticket }) => ticket),
      viewer,
    );
    const say = speech(this.district);
    return matters.flatMap(({ topic, urgency }, at) => {
      const ticket = cards[at];
      return ticket ? [{ ticket, topic, topicWords: say(TOPIC_WORDS[topic]), urgency }] : [];
    });
  }

  /** The daily list of a community, for its own people and those above; without an organisation the viewer's own. */
  async daily(viewer: Viewer, org: string | undefined): Promise<Omit<DailyList, 'open'>> {
    const chosen = chosenOrg(viewer, 'study', org, this.district);
    const matters = await this.study(chosen.org.id);
    const overdue = matters.filter(({ urgency }) => urgency === 'overdue').length;
    return {
      ...chosen,
      total: matters.length,
      today: overdue + matters.filter(({ urgency }) => urgency === 'today').length,
      overdue,
      items: await this.shown(matters, viewer),
    };
  }

  /** What a street's communities have not triaged, or not got done and yet not reported up, in time (HJ-12). */
  async late(viewer: Viewer, org: string | undefined): Promise<LateList> {
    const { hold: _, ...chosen } = chosenOrg(viewer, 'weekly', org, this.district);
    const matters = await this.lateIn(chosen.org.id);
    const shown = await this.shown(matters, viewer);
    const communities = [...new Set(matters.map(({ ticket }) => ticket.communityId))].map((id) => {
      const own = matters.filter(({ ticket }) => ticket.communityId === id);
      const since = Math.min(...own.map(({ ticket }) => ticket.dueAt ?? this.clock.now()));
      const ids = new Set(own.map(({ ticket }) => ticket.id));
      return {
        org: { id, name: this.district.orgs.get(id)?.name ?? id },
        triage: own.filter(({ topic }) => topic === 'triage').length,
        unsolved: own.filter(({ topic }) => topic === 'unsolved').length,
        since: new Date(since).toISOString(),
        sinceWords: dateWords(since),
        items: shown.filter(({ ticket }) => ids.has(ticket.id)),
      };
    });
    communities.sort((a, b) => (a.since < b.since ? -1 : 1));
    return { ...chosen, total: matters.length, communities };
  }

  /** What waits for the viewer's own meetings. */
  async counts(viewer: Viewer): Promise<MeetingCounts> {
    const own = (kind: MeetingKind) =>
      seatsOf(viewer, kind, this.district).flatMap(({ orgId, seat }) => (seat === 'hold' ? [orgId] : []));
    const [communities, streets] = [own('study'), own('weekly')];
    const daily = await Promise.all(communities.map((id) => this.study(id)));
    const late = await Promise.all(streets.map((id) => this.lateIn(id)));
    const weekly = await Promise.all(streets.map((id) => this.weekly(id, new Set())));
    return {
      daily: daily.flat().filter(({ urgency }) => urgency !== 'later').length,
      late: late.flat().length,
      weekly: weekly.flat().length,
    };
  }

  private async lateIn(streetId: string): Promise<Matter<Row>[]> {
    const matters = await this.studied({ tier: 'street', orgId: streetId });
    return matters.filter(({ urgency }) => urgency === 'overdue');
  }

  /** What its community, or all of the street's, has to study. What the dispatch centre sorts is not theirs. */
  private async studied(area: Area): Promise<Matter<Row>[]> {
    const rows = await this.areas.inStates(area, ['submitted', 'community_handling']);
    return studyList(
      rows
        .filter(({ holderOrg, communityId }) => holderOrg === communityId)
        .map((row) => ({ ...row, reviewing: false })),
      this.clock.now(),
    );
  }
}
