/** From stored tickets to what a viewer may read: a whitelist, never the row itself, with names and phones masked. */
import { light, remainingInWords, ruleInWords } from '@liudan/shared/deadline/clock';
import { difficultyWords } from '@liudan/shared/dispatch/difficulty';
import type { District } from '@liudan/shared/district/schema';
import type { Photo } from '@liudan/shared/media/contract';
import { scoreWords } from '@liudan/shared/rating/scale';
import type { ClockView, PartView, TicketCard, TicketView } from '@liudan/shared/ticket/contract';
import {
  type Follower,
  isRunning,
  leadingClock,
  type Part,
  type Ticket,
  type TicketClock,
  type Whole,
} from '@liudan/shared/ticket/facts';
import { followingOf, isHimself } from '@liudan/shared/ticket/relation';
import { screeningWords } from '@liudan/shared/ticket/screening';
import { phaseOf, type Score } from '@liudan/shared/ticket/status';
import { may } from '@liudan/shared/ticket/visible';
import { dotsOf, dotsWords, sentenceFor, summaryOf } from '@liudan/shared/ticket/words';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { MediaQueries } from '../media/media.queries.ts';
import { oversightOf } from './oversight.view.ts';
import { ReporterViews } from './reporter.view.ts';
import { TicketEntity } from './ticket.entity.ts';
import { formsFor } from './ticket.forms.ts';
import { loadWholes, type Stored } from './ticket.store.ts';
import { timelineOf } from './ticket.timeline.ts';
import type { TicketEventEntity } from './ticket-event.entity.ts';

const CLOCK_WORDS: Readonly<Record<TicketClock['rule']['kind'], string>> = {
  triage: '研判',
  handle: '办理',
  sign: '签收',
  review: '研究',
  respond: '首次答复',
  follow_up: '回访',
  explain: '解释',
  suspension: '挂账复核',
  supervise: '领导督办',
  appeal: '申诉裁定',
};
const PART_WORDS: Readonly<Record<Part['state'], string>> = {
  offered: '待接单',
  accepted: '办理中',
  done: '已办结',
  returned: '已退单',
  withdrawn: '已撤回',
};

@Injectable()
export class TicketViews {
  constructor(
    private readonly database: Database,
    private readonly media: MediaQueries,
    private readonly reporters: ReporterViews,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The rows of a list, in the order given. `side` words them for residents, whoever looks. */
  async cards(rows: readonly Pick<TicketEntity, 'id'>[], viewer: Viewer, side?: 'resident'): Promise<TicketCard[]> {
    const found = await loadWholes(
      this.database.read,
      rows.map(({ id }) => id),
    );
    const wholes = rows.flatMap(({ id }) => found.get(id) ?? []);
    const photos = await this.media.photosOf(wholes.flatMap(({ ticket }) => ticket.photos.slice(0, 1)));
    return wholes.map((whole) => this.card(whole, photos, viewer, side));
  }

  /** The page of one ticket. */
  async page(stored: Stored & { events: TicketEventEntity[] }, viewer: Viewer): Promise<TicketView> {
    const { whole, events } = stored;
    const { ticket, parts, clocks } = whole;
    const photoIds = [...ticket.photos, ...ticket.afterPhotos, ...events.flatMap((event) => event.body.photos)];
    const [photos, voices, names] = await Promise.all([
      this.media.photosOf(photoIds),
      this.media.voicesOf(events.flatMap(({ body }) => body.voice ?? [])),
      this.reporters.names([
        ...events.map((event) => event.actorId),
        ...(ticket.assigneeId ? [ticket.assigneeId] : []),
      ]),
    ]);
    const mine = isHimself(viewer, ticket.reporterId);
    const following = followingOf(viewer, whole.followers);
    const staff = may('ticket.see_internal', viewer, whole, this.district);
    const now = this.clock.now();
    const spoken = events.find(({ action }) => action === 'submit')?.body.voice;
    const shown = (ids: readonly string[]) => ids.flatMap((id) => photos.get(id) ?? []);
    const heldBack = screeningWords(ticket.screening, staff ? 'staff' : 'resident');
    return {
      ticket: {
        ...this.card(whole, photos, viewer),
        // Whoever only follows need not read a neighbour's every word.
        text: following ? this.briefly(ticket) : ticket.text,
        screening: following ? null : heldBack,
        channel: ticket.channel,
        channelWords: this.district.wording.channels[ticket.channel],
        photos: following && heldBack ? [] : shown(ticket.photos),
        // A voice says who speaks: whoever only follows gets the words.
        voice: staff || mine ? (voices.get(spoken ?? '') ?? null) : null,
        place: { lng: ticket.lng, lat: ticket.lat, accuracyMetres: ticket.accuracyMetres, address: ticket.address },
        reporter: await this.reporters.masked(stored, viewer),
        mine,
        assignee: staff && ticket.assigneeId ? { name: names.get(ticket.assigneeId) ?? '' } : null,
        rating: ratingFor(ticket, following, this.district),
        ...oversightOf(whole, staff, this.district),
        mergedInto: await this.mergedInto(ticket.mergedInto),
        afterPhotos: shown(ticket.afterPhotos),
      },
      version: ticket.version,
      timeline: timelineOf(events, {
        staff,
        follower: following?.personId ?? null,
        heldBack: heldBack !== null,
        followers: new Set(whole.followers.map(({ personId }) => personId)),
        district: this.district,
        photos,
        voices,
        isOwn: (actorId) => isHimself(viewer, actorId),
        names,
      }),
      clocks: clocks.filter(isRunning).map((clock) => this.clockView(clock, now)),
      parts: parts.map((part) => this.partView(part)),
      nextActions: formsFor(whole, viewer, now, this.district),
    };
  }

  /** The report in a few words for who only follows it; no more than what it is about where its words are kept from others. */
  private briefly({ text, screening, category }: Ticket): string {
    if (screeningWords(screening, 'resident') === null) return summaryOf(text);
    return this.district.categories.get(category ?? '')?.name ?? '一件相似的单子';
  }

  private async mergedInto(id: string | null): Promise<{ id: string; number: string } | null> {
    if (id === null) return null;
    const found = await this.database.read.findOne(TicketEntity, { select: { id: true, number: true }, where: { id } });
    return found && { id, number: found.number };
  }

  private card(
    { ticket, clocks, followers }: Whole,
    photos: ReadonlyMap<string, Photo>,
    viewer: Viewer,
    side?: 'resident',
  ): TicketCard {
    const now = this.clock.now();
    const following = followingOf(viewer, followers) !== undefined;
    const mine = side === 'resident' || following || isHimself(viewer, ticket.reporterId);
    const hidden = following && screeningWords(ticket.screening, 'resident') !== null;
    // A paused clock still says that it waits; a closed ticket has none.
    const held = clocks.find((clock) => isRunning(clock) && clock.orgId === ticket.holderOrg) ?? null;
    // Once it is resolved the clock is that of whoever asks for the score; the reporter himself is not late with anything.
    const leading = mine && ticket.state === 'resolved' ? null : (leadingClock({ ticket, clocks }) ?? held);
    const category = this.district.categories.get(ticket.category ?? '');
    return {
      id: ticket.id,
      number: ticket.number,
      version: ticket.version,
      summary: following ? this.briefly(ticket) : summaryOf(ticket.text),
      state: ticket.state,
      stateWords: this.district.wording.states[ticket.state][mine ? 'resident' : 'staff'],
      sentence: sentenceFor(ticket, clocks, this.district, { side: mine ? 'resident' : 'staff', now }),
      phase: phaseOf(ticket.state),
      outcome: ticket.outcome,
      grade: mine ? null : ticket.grade,
      difficulty: mine ? null : ticket.difficulty,
      difficultyWords: mine || ticket.difficulty === null ? null : difficultyWords(this.district, ticket.difficulty),
      category: category ? { id: category.id, name: category.name } : null,
      community: this.org(ticket.communityId),
      street: this.org(ticket.streetId),
      grid: this.org(ticket.gridId),
      address: ticket.address,
      holder: this.org(ticket.holderOrg),
      light: leading && light(leading, now),
      dueWords: leading && remainingInWords(leading, now, this.district.calendar),
      dueAt: leading && new Date(leading.dueAt).toISOString(),
      dots: dotsOf(ticket),
      dotsWords: dotsWords(ticket),
      thumbUrl: hidden ? null : (photos.get(ticket.photos[0] ?? '')?.thumbUrl ?? null),
      photoCount: hidden ? 0 : ticket.photos.length,
      returned: ticket.returned,
      supervised: ticket.supervised,
      followerCount: ticket.followerCount,
      following,
      score: ticket.score,
      submittedAt: new Date(ticket.submittedAt).toISOString(),
    };
  }

  private clockView(clock: TicketClock, now: number): ClockView {
    return {
      id: clock.id,
      kind: clock.rule.kind,
      words: CLOCK_WORDS[clock.rule.kind],
      org: this.org(clock.orgId),
      startedAt: new Date(clock.startedAt).toISOString(),
      dueAt: new Date(clock.dueAt).toISOString(),
      light: light(clock, now),
      dueWords: remainingInWords(clock, now, this.district.calendar),
      provisional: clock.provisional,
      rule: ruleInWords(clock.rule.rule),
      edition: clock.rule.districtVersion ?? null,
    };
  }

  private partView({ id, orgId, kind, state }: Part): PartView {
    return { id, org: this.org(orgId) ?? { id: orgId, name: orgId }, kind, state, stateWords: PART_WORDS[state] };
  }

  private org(orgId: string | null): { id: string; name: string } | null {
    const org = orgId === null ? undefined : this.district.orgs.get(orgId);
    return org ? { id: org.id, name: org.name } : null;
  }
}

type Rating = TicketView['ticket']['rating'];

/** The reporter's score with his words; whoever follows is shown his own. */
function ratingFor(ticket: Ticket, following: Follower | undefined, district: District): Rating {
  const shown = (score: Score, grade: string | null, at: number, tags: string[], text: string | null): Rating => ({
    score,
    grade,
    words: scoreWords(district, score, grade),
    tags,
    text,
    at: new Date(at).toISOString(),
  });
  if (following)
    return following.score && following.ratedAt ? shown(following.score, null, following.ratedAt, [], null) : null;
  const { score, ratedAt, scoreGrade, ratingTags, ratingText } = ticket;
  return score !== null && ratedAt !== null ? shown(score, scoreGrade, ratedAt, ratingTags, ratingText) : null;
}
