/** From stored meetings to what is shown: names of people by id, tickets by number, decisions in words. */
import type { District } from '@liudan/shared/district/schema';
import { progressOf } from '@liudan/shared/meeting/agenda';
import type { MeetingCard, MeetingItem } from '@liudan/shared/meeting/contract';
import { composeMinutes } from '@liudan/shared/meeting/minutes';
import {
  DECISION_WORDS,
  FORCE_WORDS,
  FORCES,
  MEETING_STATE_WORDS,
  MEETING_WORDS,
  PROGRESS_WORDS,
} from '@liudan/shared/meeting/words';
import { dateWords, summaryOf } from '@liudan/shared/ticket/words';
import { speech } from '@liudan/shared/wording';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { AreaQueries } from '../ticket/area.queries.ts';
import type { Attendee, MeetingEntity } from './meeting.entity.ts';
import type { MeetingItemEntity } from './meeting-item.entity.ts';

/** People of the roster by id. */
export type Names = ReadonlyMap<string, string>;

@Injectable()
export class MeetingViews {
  constructor(
    private readonly people: PeopleQueries,
    private readonly areas: AreaQueries,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The names of everybody these rows speak of. */
  names(meetings: readonly MeetingEntity[], items: readonly MeetingItemEntity[] = []): Promise<Names> {
    return this.people.names([
      ...meetings.flatMap(({ chair, attendees, calledBy }) => [
        chair.personId,
        calledBy,
        ...attendees.map(({ personId }) => personId),
      ]),
      ...items.flatMap(({ byId, forces }) => [byId, ...Object.values(forces)]),
    ]);
  }

  card(meeting: MeetingEntity, names: Names): MeetingCard {
    const { id, kind, orgId, state, chair, decided } = meeting;
    const at = meeting.startedAt ?? meeting.plannedAt ?? meeting.calledAt;
    return {
      id,
      kind,
      kindWords: MEETING_WORDS[kind],
      org: { id: orgId, name: this.orgName(orgId) },
      state,
      stateWords: MEETING_STATE_WORDS[state],
      at: new Date(at).toISOString(),
      atWords: dateWords(at),
      chair: names.get(chair.personId) ?? '',
      decided,
    };
  }

  attendee({ personId, key, org }: Attendee, names: Names): { key: string; name: string; unit: string } {
    return { key, name: names.get(personId) ?? '', unit: this.orgName(org) };
  }

  /** Items with what became of their tickets by now. */
  async items(rows: readonly MeetingItemEntity[], names: Names): Promise<MeetingItem[]> {
    const tickets = new Map((await this.areas.rows(rows.map(({ ticketId }) => ticketId))).map((row) => [row.id, row]));
    const now = this.clock.now();
    const say = speech(this.district);
    return rows.flatMap((row) => {
      const ticket = tickets.get(row.ticketId);
      if (!ticket) return [];
      const progress = progressOf(ticket, now);
      return [
        {
          id: row.id,
          seq: row.seq,
          ticket: {
            id: ticket.id,
            number: ticket.number,
            summary: summaryOf(ticket.text),
            state: ticket.state,
            stateWords: this.district.wording.states[ticket.state].staff,
          },
          action: row.action,
          actionWords: say(DECISION_WORDS[row.action] ?? row.action),
          words: row.words,
          note: row.note,
          forces: FORCES.flatMap((force) => {
            const name = names.get(row.forces[force] ?? '');
            return name ? [`${say(FORCE_WORDS[force])}${name}`] : [];
          }),
          by: names.get(row.byId) ?? '',
          at: new Date(row.at).toISOString(),
          progress,
          progressWords: PROGRESS_WORDS[progress],
        },
      ];
    });
  }

  /** The minutes as they follow from the decisions. */
  composed(
    meeting: MeetingEntity,
    names: Names,
    { items, followed }: { items: readonly MeetingItem[]; followed: readonly MeetingItem[] },
  ): string {
    const person = (one: Attendee) => {
      const { name, unit } = this.attendee(one, names);
      return unit === this.orgName(meeting.orgId) ? name : `${name}（${unit}）`;
    };
    return composeMinutes({
      kind: meeting.kind,
      org: this.orgName(meeting.orgId),
      startedAt: meeting.startedAt ?? meeting.plannedAt ?? meeting.calledAt,
      place: meeting.place,
      chair: person(meeting.chair),
      attendees: meeting.attendees.filter(({ key }) => key !== meeting.chair.key).map(person),
      decisions: items.map(({ ticket, action, words, note, forces }) => ({
        number: ticket.number,
        summary: ticket.summary,
        action,
        words,
        note,
        forces,
      })),
      followed: followed.map(({ ticket, words, progress }) => ({ number: ticket.number, words, progress })),
    });
  }

  private orgName(orgId: string): string {
    return this.district.orgs.get(orgId)?.name ?? orgId;
  }
}
