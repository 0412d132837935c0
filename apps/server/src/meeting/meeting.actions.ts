/** Meetings: called, begun, decided in, written down, ended. A decision is the ordinary act of the journey and its item in one. */
import type { District } from '@liudan/shared/district/schema';
import type { CallMeeting, ChangeMeeting, DecideInMeeting, ResolveInMeeting } from '@liudan/shared/meeting/contract';
import { decisionWords } from '@liudan/shared/meeting/minutes';
import { attendeesFor, chairsFor, forcesFor, type Invited, seatAt } from '@liudan/shared/meeting/scope';
import {
  DECIDING_ACTS,
  DECISION_WORDS,
  FORCES,
  type Force,
  MEETING_STATE_WORDS,
  MEETING_WORDS,
  type MeetingKind,
  type MeetingState,
} from '@liudan/shared/meeting/words';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isUniqueViolation } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Once } from '../kernel/once.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketActions } from '../ticket/ticket.actions.ts';
import type { Acted } from '../ticket/ticket.answers.ts';
import { type Attendee, MeetingEntity } from './meeting.entity.ts';
import { MeetingQueries, openKeyOf } from './meeting.queries.ts';
import { MeetingTools } from './meeting.tools.ts';
import { MeetingItemEntity } from './meeting-item.entity.ts';

type Written = Pick<MeetingItemEntity, 'ticketId' | 'action' | 'words' | 'note' | 'eventId'> & {
  forces: Partial<Record<Force, string>>;
};

@Injectable()
export class MeetingActions {
  constructor(
    private readonly once: Once,
    private readonly tickets: TicketActions,
    private readonly queries: MeetingQueries,
    private readonly tools: MeetingTools,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Calls a meeting; without a planned time it begins at once. An organisation has one of a kind at a time: MEETING_OPEN. */
  async call(viewer: Viewer, called: CallMeeting, key: string): Promise<{ id: string }> {
    const { kind, org } = called;
    const seat = seatAt(viewer, kind, org, this.district);
    if (!seat) fail('NOT_FOUND');
    if (seat !== 'hold') fail('FORBIDDEN');
    const now = this.tools.now();
    const plannedAt = called.plannedAt === undefined ? null : Date.parse(called.plannedAt);
    if (plannedAt !== null && plannedAt <= now) fail('INVALID_INPUT', undefined, { plannedAt: '要晚于现在' });
    const [chair] = await this.invited({ kind, org, keys: [called.chair] }, 'chair');
    const attendees = await this.invited({ kind, org, keys: called.attendees }, 'attendees');
    if (!chair) fail('INVALID_INPUT', undefined, { chair: '请选择主持人' });
    const { answer } = await this.once.run(
      { personId: viewer.personId, key, fingerprint: { call: called } },
      async (tx) => {
        const row: MeetingEntity = {
          id: this.tools.nextId(),
          kind,
          orgId: org,
          state: plannedAt === null ? 'open' : 'called',
          openKey: openKeyOf(kind, org),
          version: 1,
          decided: 0,
          chair,
          attendees,
          place: called.place ?? null,
          calledBy: viewer.personId,
          calledAt: now,
          plannedAt,
          startedAt: plannedAt === null ? now : null,
          endedAt: null,
          minutes: null,
        };
        try {
          await tx.createQueryBuilder().insert().into(MeetingEntity).values(row).updateEntity(false).execute();
        } catch (error) {
          if (!isUniqueViolation(error)) throw error;
          fail('MEETING_OPEN', { org: this.orgName(org), meeting: MEETING_WORDS[kind] });
        }
        return { id: row.id };
      },
    );
    return answer;
  }

  /** Begins a meeting that was called. */
  async start(viewer: Viewer, id: string, version: number, key: string): Promise<void> {
    const meeting = await this.held(viewer, id);
    await this.turn(viewer, key, { start: id, version }, async (tx) => {
      await this.mustBe(tx, meeting, ['called'], '开始');
      await this.update(tx, id, version, { state: 'open', startedAt: this.tools.now() });
    });
  }

  /** Who was there, where, and what was written; until it ends. Two who write at once: the second is told MEETING_CHANGED. */
  async change(viewer: Viewer, id: string, { version, ...change }: ChangeMeeting): Promise<void> {
    const meeting = await this.held(viewer, id);
    const asked = { kind: meeting.kind, org: meeting.orgId };
    const [chair] = change.chair ? await this.invited({ ...asked, keys: [change.chair] }, 'chair') : [];
    const attendees = change.attendees && (await this.invited({ ...asked, keys: change.attendees }, 'attendees'));
    await this.tools.write(async (tx) => {
      await this.mustBe(tx, meeting, ['called', 'open'], '修改');
      await this.update(tx, id, version, {
        ...(chair ? { chair } : {}),
        ...(attendees ? { attendees } : {}),
        ...(change.place === undefined ? {} : { place: change.place || null }),
        ...(change.minutes === undefined ? {} : { minutes: change.minutes || null }),
      });
    });
  }

  /** Ends a meeting for good: its minutes are what was written, or else what its decisions say. */
  async end(
    viewer: Viewer,
    id: string,
    { version, minutes }: { version: number; minutes?: string | undefined },
    key: string,
  ): Promise<void> {
    const meeting = await this.held(viewer, id);
    await this.turn(viewer, key, { end: id, version, minutes }, async (tx) => {
      await this.mustBe(tx, meeting, ['open'], '结束');
      // First the state, which waits for a decision under way and keeps out the next one; then what was decided is read.
      await this.update(tx, id, version, { state: 'ended', openKey: null, endedAt: this.tools.now() });
      const written = minutes || meeting.minutes || (await this.queries.composed(meeting, tx));
      await tx.update(MeetingEntity, { id }, { minutes: written });
    });
  }

  /** One act of the journey as a decision of the meeting: both are kept, or neither is. Sent twice it is once. */
  async decide(viewer: Viewer, id: string, decision: DecideInMeeting, key: string): Promise<Acted> {
    const meeting = await this.held(viewer, id);
    const { ticket: ticketId, action, version, input, note } = decision;
    if (!DECIDING_ACTS[meeting.kind].includes(action))
      fail('INVALID_INPUT', undefined, { action: `${MEETING_WORDS[meeting.kind]}不能决定这一项` });
    const forces = await this.forcesOf(meeting, ticketId, decision.forces);
    const words = decisionWords(action, input, this.district);
    return this.tickets.act(viewer, ticketId, { action, version, input }, key, async (tx, done) => {
      const item = { ticketId, action, words, note: note || null, forces, eventId: done.eventId };
      await this.append(tx, meeting, item, viewer);
    });
  }

  /** What the weekly meeting agrees on without touching the ticket: put off, or followed more closely. */
  async resolve(viewer: Viewer, id: string, resolved: ResolveInMeeting, key: string): Promise<{ id: string }> {
    const meeting = await this.held(viewer, id);
    if (meeting.kind !== 'weekly')
      fail('INVALID_INPUT', undefined, { resolution: `${MEETING_WORDS[meeting.kind]}不能决定这一项` });
    const { ticket: ticketId, resolution: action, note } = resolved;
    const forces = await this.forcesOf(meeting, ticketId, resolved.forces);
    const words = DECISION_WORDS[action] ?? action;
    const { answer } = await this.once.run(
      { personId: viewer.personId, key, fingerprint: { meeting: id, resolved } },
      async (tx) => ({
        id: await this.append(tx, meeting, { ticketId, action, words, note, forces, eventId: null }, viewer),
      }),
    );
    return answer;
  }

  private async held(viewer: Viewer, id: string): Promise<MeetingEntity> {
    const { meeting, seat } = await this.queries.see(viewer, id);
    return seat === 'hold' ? meeting : fail('FORBIDDEN');
  }

  /** A turn of the whole meeting, once for its key. */
  private async turn(
    viewer: Viewer,
    key: string,
    fingerprint: object,
    work: (tx: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.once.run({ personId: viewer.personId, key, fingerprint }, async (tx) => {
      await work(tx);
      return {};
    });
  }

  private async mustBe(
    tx: EntityManager,
    { id }: MeetingEntity,
    states: readonly MeetingState[],
    action: string,
  ): Promise<void> {
    const { state } = await tx.findOneByOrFail(MeetingEntity, { id });
    if (!states.includes(state)) fail('MEETING_NOT_NOW', { state: MEETING_STATE_WORDS[state], action });
  }

  /** Only on the version that was seen; an ended meeting has no next version. */
  private async update(tx: EntityManager, id: string, version: number, change: Partial<MeetingEntity>): Promise<void> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(MeetingEntity)
      .set({ ...change, version: version + 1 } as never)
      .where({ id, version })
      .andWhere("state <> 'ended'")
      .updateEntity(false)
      .execute();
    if (affected !== 1) fail('MEETING_CHANGED');
  }

  private async append(tx: EntityManager, meeting: MeetingEntity, item: Written, viewer: Viewer): Promise<string> {
    // Counting up holds the meeting's row, so that no decision is written to one that ends at the same moment.
    const { affected } = await tx
      .createQueryBuilder()
      .update(MeetingEntity)
      .set({ decided: () => 'decided + 1' })
      .where({ id: meeting.id, state: 'open' })
      .updateEntity(false)
      .execute();
    const row = await tx.findOneByOrFail(MeetingEntity, { id: meeting.id });
    if (affected !== 1) fail('MEETING_NOT_NOW', { state: MEETING_STATE_WORDS[row.state], action: '再作决定' });
    const id = this.tools.nextId();
    const written: MeetingItemEntity = {
      ...item,
      id,
      meetingId: meeting.id,
      seq: row.decided,
      byId: viewer.personId,
      at: this.tools.now(),
    };
    await tx.createQueryBuilder().insert().into(MeetingItemEntity).values(written).updateEntity(false).execute();
    return id;
  }

  /** People of the roster by key, each with the duty he comes in; whoever does not belong there is refused by field. */
  private async invited(
    { kind, org, keys }: { kind: MeetingKind; org: string; keys: readonly string[] },
    field: 'chair' | 'attendees',
  ): Promise<Attendee[]> {
    const all = field === 'chair' ? chairsFor(kind, org, this.district) : attendeesFor(org, this.district);
    return this.named(keys, all, field);
  }

  private async named(keys: readonly string[], allowed: readonly Invited[], field: string): Promise<Attendee[]> {
    const found = await this.tools.personIds(keys);
    return keys.map((key) => {
      const duty = allowed.find((one) => one.key === key);
      const personId = found.get(key);
      if (!duty || personId === undefined) fail('INVALID_INPUT', undefined, { [field]: '请从名单中选择' });
      return { personId, key, org: duty.org };
    });
  }

  /** A ticket outside the meeting's area is not found; who is named for it must be of the force he is named as. */
  private async forcesOf(
    { kind, orgId }: MeetingEntity,
    ticketId: string,
    asked: Partial<Record<Force, string>> = {},
  ): Promise<Partial<Record<Force, string>>> {
    const ticket = await this.tools.ticket(ticketId);
    if (!ticket || (kind === 'study' ? ticket.communityId : ticket.streetId) !== orgId) fail('NOT_FOUND');
    const named = await Promise.all(
      FORCES.map(async (force) => {
        const key = asked[force];
        if (key === undefined) return [];
        const people = await this.named([key], forcesFor(force, ticket.communityId, this.district), `forces.${force}`);
        return people.map(({ personId }) => [force, personId] as const);
      }),
    );
    return Object.fromEntries(named.flat());
  }

  private orgName(orgId: string): string {
    return this.district.orgs.get(orgId)?.name ?? orgId;
  }
}
