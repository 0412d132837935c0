/**
 * What each effect of the journey table writes. An effect takes the draft of the ticket as the rows before it left it and
 * changes that draft only; it reads no clock but the `now` it is given and makes no id but from the event's number.
 */
import { dueOf } from '../deadline/clock.ts';
import { competentUnit } from '../dispatch/catalogue.ts';
import { startingDifficulty } from '../dispatch/difficulty.ts';
import { scaleGradeOf } from '../rating/scale.ts';
import { type EffectRule, mapClocks, mapParts, offer, once, patch, resumeClock, setOwnPart } from './draft.ts';
import type { Ticket } from './facts.ts';
import { isRunning } from './facts.ts';
import { FOLLOWER_EFFECTS } from './followers.ts';
import { mayPause, pauseEnd } from './guards.ts';
import { OVERSIGHT_EFFECTS } from './oversight.ts';
import { actsFor } from './relation.ts';
import { REQUEST_EFFECTS } from './requests.ts';
import type { Effect } from './row.ts';
import { SCREENING_EFFECTS } from './screening.ts';
import { list, openAssisting, ownPart, text } from './situation.ts';
import type { Grade } from './status.ts';

export const EFFECTS: Record<Effect, EffectRule> = {
  ...FOLLOWER_EFFECTS,
  ...OVERSIGHT_EFFECTS,
  ...REQUEST_EFFECTS,
  ...SCREENING_EFFECTS,
  report: (draft, { input, now, as }) =>
    patch(draft, {
      ...(input.report as Partial<Ticket>),
      enteredBy: as.role === 'resident' ? null : as.personId,
      submittedAt: now,
      photos: list(input, 'photos'),
    }),
  triage: (draft, { input }) =>
    patch(draft, {
      grade: (text(input, 'grade') as Grade | null) ?? draft.whole.ticket.grade,
      category: text(input, 'category') ?? draft.whole.ticket.category,
    }),
  assignee: (draft, { input }) => patch(draft, { assigneeId: text(input, 'personId') }),
  unassign: (draft) => patch(draft, { assigneeId: null }),
  offer_parts: (draft, { input, now, district }) => {
    const { category } = draft.whole.ticket;
    patch(draft, {
      difficulty: text(input, 'difficulty') ?? startingDifficulty(district, category).id,
      // Whoever gave it back before has nothing to do with this dispatch.
      returnedBy: null,
      upheld: false,
      finalDispatch: false,
    });
    offer(draft, now, text(input, 'lead') ?? '', list(input, 'assisting'));
  },
  offer_competent: (draft, { input, now, district }) => {
    const category = text(input, 'category') ?? '';
    patch(draft, { difficulty: startingDifficulty(district, category).id });
    offer(draft, now, competentUnit(district, category)?.orgId ?? '', []);
  },
  accept_part: (draft, situation) => setOwnPart(draft, situation, { state: 'accepted', acceptedAt: situation.now }),
  return_part: (draft, situation) => {
    const own = ownPart(situation);
    if (own?.kind === 'lead') patch(draft, { leadOrg: null, returnedBy: own.orgId });
    setOwnPart(draft, situation, { state: 'returned', endedAt: situation.now });
  },
  finish_part: (draft, situation) => setOwnPart(draft, situation, { state: 'done', endedAt: situation.now }),
  withdraw_part: (draft, { input, now, whole }) => {
    const gone = openAssisting(whole).find((part) => part.orgId === text(input, 'part'));
    mapParts(draft, (part) => (part.id === gone?.id ? { ...part, state: 'withdrawn', endedAt: now } : part));
    mapClocks(draft, (clock) => (clock.partId === gone?.id && isRunning(clock) ? { ...clock, stoppedAt: now } : clock));
  },
  end_parts: (draft, { now }) =>
    mapParts(draft, (part) =>
      part.state === 'offered' || part.state === 'accepted' ? { ...part, state: 'withdrawn', endedAt: now } : part,
    ),
  reopen_lead: (draft) => {
    const lead = draft.whole.parts.findLast((part) => part.kind === 'lead' && part.state === 'done');
    if (draft.whole.ticket.handlingState !== 'department_handling') return;
    mapParts(draft, (part) => (part.id === lead?.id ? { ...part, state: 'accepted', endedAt: null } : part));
  },
  resolution: (draft, { input, now, whole }) => {
    const { state, holderOrg, been } = whole.ticket;
    // A ticket that never went to a street or a department skips those dots; what is skipped is seen by what is missing.
    patch(draft, {
      handlingState: state,
      handlingOrg: holderOrg,
      resolvedAt: now,
      afterPhotos: list(input, 'photos'),
      score: null,
      scoreGrade: null,
      been: [...been],
      handlingOrgs: once(whole.ticket.handlingOrgs, holderOrg),
      askOpen: false,
      appeal: whole.ticket.appeal === 'open' ? 'open' : null,
    });
    mapParts(draft, (part) =>
      part.kind === 'lead' && part.state === 'accepted' ? { ...part, state: 'done', endedAt: now } : part,
    );
  },
  rating: (draft, { input, now, district }) => {
    const grade = scaleGradeOf(district, input.score);
    patch(draft, {
      score: grade?.countsAs ?? null,
      scoreGrade: grade?.id ?? null,
      ratingTags: list(input, 'tags'),
      ratingText: text(input, 'text'),
      ratedAt: now,
    });
  },
  rework: (draft) => patch(draft, { reworkCount: draft.whole.ticket.reworkCount + 1, resolvedAt: null, outcome: null }),
  ask: (draft, { now, district }) => {
    mapClocks(draft, (clock) =>
      mayPause(clock, draft.whole.ticket.holderOrg, district)
        ? { ...clock, pausedAt: now, pausedUntil: pauseEnd(district, now), pauses: clock.pauses + 1 }
        : clock,
    );
    patch(draft, { askOpen: true });
  },
  answer_ask: (draft, situation) => {
    // What is suspended waits for its review, not for an answer.
    mapClocks(draft, (clock) => (clock.pausedUntil === null ? clock : resumeClock(situation)(clock)));
    patch(draft, { askOpen: false });
  },
  mark_returned: (draft) => patch(draft, { returned: true }),
  mark_gone_on: (draft) => patch(draft, { returned: false }),
  handler: (draft, { as, whole, district }) =>
    patch(draft, {
      handlers: once(draft.whole.ticket.handlers, as.personId),
      handlingOrgs: once(
        draft.whole.ticket.handlingOrgs,
        as.role === 'grid_worker' || as.org === null ? whole.ticket.holderOrg : actsFor(as.org, district),
      ),
    }),
  resume_due_clocks: (draft, situation) =>
    mapClocks(draft, (clock) =>
      clock.pausedUntil !== null && clock.pausedUntil <= situation.now ? resumeClock(situation)(clock) : clock,
    ),
  warn_due_clocks: (draft, { now }) =>
    mapClocks(draft, (clock) =>
      isRunning(clock) && clock.pausedAt === null && clock.warnedAt === null && clock.warnAt <= now
        ? { ...clock, warnedAt: now }
        : clock,
    ),
  expire_due_clocks: (draft, { now }) =>
    mapClocks(draft, (clock) =>
      isRunning(clock) && clock.pausedAt === null && clock.expiredAt === null && clock.dueAt < now
        ? { ...clock, warnedAt: clock.warnedAt ?? now, expiredAt: now }
        : clock,
    ),
  recompute_clocks: (draft, { district, now }) =>
    mapClocks(draft, (clock) => {
      if (!isRunning(clock) || !clock.provisional || clock.pauses > 0 || 'setBy' in clock.rule.rule) return clock;
      // A due time that is already red is moved by people alone.
      if (clock.dueAt < now) return clock;
      const due = dueOf(clock.rule.rule, clock.startedAt, district.calendar);
      // A due time that moved away is warned of again when it comes near.
      return { ...clock, ...due, warnedAt: due.warnAt > now ? null : clock.warnedAt };
    }),
  unreasonable: (draft, { as, input }) =>
    patch(draft, {
      grade: 'unreasonable',
      category: text(input, 'category') ?? draft.whole.ticket.category,
      unreasonableBy: as.personId,
      explanationConfirmedBy: null,
    }),
  confirm_explanation: (draft, { as }) => patch(draft, { explanationConfirmedBy: as.personId }),
  reasonable_after_all: (draft) => patch(draft, { grade: null, unreasonableBy: null }),
  explained: (draft, { input }) => patch(draft, { understood: input.understood === 'yes' }),
  reopened: (draft) => patch(draft, { reviewed: true, outcome: null, grade: null }),
  count_attempt: (draft) => patch(draft, { attempts: draft.whole.ticket.attempts + 1 }),
};
