import { dayOf } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type {
  DailyList,
  MeetingCard,
  MeetingForces,
  MeetingItem,
  MeetingPeople,
  MeetingQuery,
  MeetingView,
} from '@liudan/shared/meeting/contract';
import {
  attendeesFor,
  chairsFor,
  forcesFor,
  type Invited,
  invitedWords,
  type Seat,
  seatAt,
} from '@liudan/shared/meeting/scope';
import { DECIDING_ACTS, type MeetingKind } from '@liudan/shared/meeting/words';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { AgendaQueries } from './agenda.queries.ts';
import { chosenOrg } from './chosen-org.ts';
import { MeetingEntity } from './meeting.entity.ts';
import { MeetingViews } from './meeting.view.ts';
import { MeetingItemEntity } from './meeting-item.entity.ts';

/** Until it has ended, an organisation's meeting of a kind is found by this. */
export const openKeyOf = (kind: MeetingKind, orgId: string): string => `${kind}:${orgId}`;

@Injectable()
export class MeetingQueries {
  constructor(
    private readonly database: Database,
    private readonly agenda: AgendaQueries,
    private readonly views: MeetingViews,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A meeting with how the viewer stands to it; NOT_FOUND where it is nothing to him. */
  async see(viewer: Viewer, id: string): Promise<{ meeting: MeetingEntity; seat: Seat }> {
    const meeting = await this.database.read.findOneBy(MeetingEntity, { id });
    const seat = meeting && seatAt(viewer, meeting.kind, meeting.orgId, this.district);
    if (!meeting || !seat) fail('NOT_FOUND');
    return { meeting, seat };
  }

  /** The meetings of an organisation, newest first. */
  async list(viewer: Viewer, query: MeetingQuery): Promise<{ items: MeetingCard[]; next: string | null }> {
    const { org } = chosenOrg(viewer, query.kind, query.org, this.district);
    const rows = await this.database.read.find(MeetingEntity, {
      where: { orgId: org.id, kind: query.kind, ...(query.after ? { id: LessThan(query.after) } : {}) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    const page = rows.slice(0, query.limit);
    const names = await this.views.names(page);
    const next = rows.length > query.limit ? (page.at(-1)?.id ?? null) : null;
    return { items: page.map((row) => this.views.card(row, names)), next };
  }

  /** The community's list of the day, with its session where one was begun and not ended. */
  async daily(viewer: Viewer, org: string | undefined): Promise<DailyList> {
    const list = await this.agenda.daily(viewer, org);
    const open = await this.database.read.findOneBy(MeetingEntity, { openKey: openKeyOf('study', list.org.id) });
    return { ...list, open: open && this.views.card(open, await this.views.names([open])) };
  }

  /** The whole record of a meeting, and what it still has to talk about. */
  async page(viewer: Viewer, id: string): Promise<MeetingView> {
    const { meeting, seat } = await this.see(viewer, id);
    const record = await this.record(meeting, this.database.read);
    const { names } = record;
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    return {
      ...this.views.card(meeting, names),
      version: meeting.version,
      hold: seat === 'hold',
      place: meeting.place,
      chairKey: meeting.chair.key,
      attendees: meeting.attendees.map((one) => this.views.attendee(one, names)),
      calledBy: names.get(meeting.calledBy) ?? '',
      plannedAt: iso(meeting.plannedAt),
      startedAt: iso(meeting.startedAt),
      endedAt: iso(meeting.endedAt),
      minutes: meeting.minutes,
      composed: this.views.composed(meeting, names, record),
      acts: [...DECIDING_ACTS[meeting.kind]],
      items: record.items,
      agenda: meeting.state === 'ended' ? [] : await this.agendaOf(meeting, record, viewer),
      followed: record.followed,
    };
  }

  /** The minutes put together from what stands in the tables of this transaction. */
  async composed(meeting: MeetingEntity, tx: EntityManager): Promise<string> {
    const record = await this.record(meeting, tx);
    return this.views.composed(meeting, record.names, record);
  }

  /** Who may be chosen for a meeting of an organisation that the viewer holds. */
  people(viewer: Viewer, kind: MeetingKind, org: string | undefined): MeetingPeople {
    const chosen = chosenOrg(viewer, kind, org, this.district);
    if (!chosen.hold) fail('FORBIDDEN');
    return {
      chairs: this.choices(chairsFor(kind, chosen.org.id, this.district)),
      attendees: this.choices(attendeesFor(chosen.org.id, this.district)),
    };
  }

  /** Who may be named as the four forces for a community's tickets. */
  forces(viewer: Viewer, community: string | undefined): MeetingForces {
    const { org } = chosenOrg(viewer, 'study', community, this.district);
    const of = (force: Parameters<typeof forcesFor>[0]) => this.choices(forcesFor(force, org.id, this.district));
    return { leader: of('leader'), department: of('department'), cadre: of('cadre'), member: of('member') };
  }

  private choices(people: readonly Invited[]) {
    return people.map((one) => ({
      value: one.key,
      label: invitedWords(one, this.district),
      group: this.district.orgs.get(one.org)?.name ?? one.org,
    }));
  }

  private async record(meeting: MeetingEntity, tx: EntityManager) {
    const rows = await itemsOf(meeting.id, tx);
    const before = await this.before(meeting, tx);
    const names = await this.views.names([meeting], [...rows, ...before]);
    const [items, followed] = await Promise.all([
      this.views.items(rows, names),
      this.views.items(
        before.filter(({ action }) => action !== 'put_off'),
        names,
      ),
    ]);
    const putOff = new Set(before.filter(({ action }) => action === 'put_off').map(({ ticketId }) => ticketId));
    return { items, followed, names, putOff };
  }

  /** What the street's last meeting decided. A community's study of the day has no yesterday: its tickets are their own record. */
  private async before(meeting: MeetingEntity, tx: EntityManager): Promise<MeetingItemEntity[]> {
    if (meeting.kind === 'study') return [];
    const [last] = await tx.find(MeetingEntity, {
      where: { orgId: meeting.orgId, kind: meeting.kind, state: 'ended', id: LessThan(meeting.id) },
      order: { id: 'DESC' },
      take: 1,
    });
    return last ? itemsOf(last.id, tx) : [];
  }

  private async agendaOf(
    { kind, orgId }: MeetingEntity,
    { items, putOff }: { items: readonly MeetingItem[]; putOff: ReadonlySet<string> },
    viewer: Viewer,
  ) {
    const today = dayOf(this.clock.now());
    // A session that was left open for days meets a ticket again that came back since.
    const done = new Set(
      items.filter(({ at }) => kind === 'weekly' || dayOf(Date.parse(at)) === today).map(({ ticket }) => ticket.id),
    );
    const matters = kind === 'study' ? await this.agenda.study(orgId) : await this.agenda.weekly(orgId, putOff);
    return this.agenda.shown(
      matters.filter(({ ticket }) => !done.has(ticket.id)),
      viewer,
    );
  }
}

const itemsOf = (meetingId: string, tx: EntityManager): Promise<MeetingItemEntity[]> =>
  tx.find(MeetingItemEntity, { where: { meetingId }, order: { seq: 'ASC' } });
