/**
 * What somebody asks of the tier above, and what it decides: more time, a leader's own date, suspension, objections to a dispatch,
 * and putting a ticket off to the next meeting. Nobody gives himself more time, and a due time that is already red is moved by the
 * leader in charge or the supervision office alone.
 */
import { pause } from '../deadline/clock.ts';
import { hasOwnTime } from '../dispatch/difficulty.ts';
import { type Refusal, refuse } from '../problem.ts';
import { type EffectRule, mapClocks, offer, patch, resumeClock } from './draft.ts';
import { isRunning, type TicketClock } from './facts.ts';
import { FARTHEST, field, type GuardRule, instantOf, notNow, type Situation, text } from './situation.ts';

/** The holder's own handling clock, which requests are about. */
export const handlingClock = ({ ticket, clocks }: Situation['whole']): TicketClock | undefined =>
  clocks.find((clock) => isRunning(clock) && clock.rule.kind === 'handle' && clock.orgId === ticket.holderOrg);

const later =
  (name: string): GuardRule =>
  ({ input, now, whole }) => {
    const wished = instantOf(input, name);
    if (wished === null || wished <= now) return refuse('DUE_NOT_IN_FUTURE', undefined, { [name]: '要晚于现在' });
    if (wished > now + FARTHEST) return field(name, '期限不能超过一年');
    const dueAt = handlingClock(whole)?.dueAt;
    return dueAt !== undefined && wished <= dueAt ? field(name, '要晚于现在的期限') : null;
  };

const asked =
  (...kinds: readonly ('extension' | 'leader')[]): GuardRule =>
  ({ whole }): Refusal | null =>
    whole.ticket.asked !== null && kinds.includes(whole.ticket.asked) ? null : notNow('没有待批的申请', '审批');

export const REQUEST_GUARDS = {
  handle_running: ({ whole }) => (handlingClock(whole) ? null : notNow('还没有办理期限', '申请')),
  // Nobody helps himself once it is red.
  handle_not_red: ({ whole, now }) => {
    const clock = handlingClock(whole);
    return clock && clock.dueAt >= now ? null : notNow(clock ? '已经超时' : '还没有办理期限', '这样调整');
  },
  no_request_open: ({ whole }) => (whole.ticket.asked === null ? null : notNow('已有待批的申请', '再次申请')),
  extension_asked: asked('extension'),
  leader_date_asked: asked('leader'),
  something_asked: asked('extension', 'leader'),
  extension_left: ({ whole, district }) =>
    whole.ticket.extensions < district.rules.caps.extensionsPerStage
      ? null
      : refuse('LIMIT_REACHED', { what: '本环节延期' }),
  wish_is_later: later('until'),
  grant_is_later: later('dueAt'),
  may_move_red: ({ whole, as, now }) => {
    const red = (handlingClock(whole)?.dueAt ?? now) < now;
    return !red || as.role === 'district_leader' || as.role === 'supervisor'
      ? null
      : refuse('ACTION_NOT_YOURS', { who: '挂点区领导或督查室' });
  },
  dispatch_was_returned: ({ whole }) =>
    whole.ticket.returnedBy !== null && !whole.ticket.upheld ? null : notNow('没有待处理的退单', '维持派单'),
  dispatch_not_final: ({ whole }) => (whole.ticket.finalDispatch ? notNow('派单已经裁定', '退单') : null),
  dispatch_upheld: ({ whole }) => (whole.ticket.upheld ? null : refuse('INVALID_INPUT')),
  objection_open: ({ whole }) =>
    whole.ticket.upheld && whole.ticket.returnedBy !== null ? null : notNow('没有派单异议', '裁定'),
  no_objection_open: ({ whole }) =>
    whole.ticket.upheld && whole.ticket.returnedBy !== null ? notNow('派单异议待裁定', '这样操作') : null,
  studies_left: ({ whole, district }) =>
    whole.ticket.studies < district.rules.caps.studies ? null : refuse('LIMIT_REACHED', { what: '再研究' }),
  put_off_within_a_year: ({ input, now }) => {
    const dueAt = instantOf(input, 'dueAt');
    if (dueAt === null || dueAt <= now) return refuse('DUE_NOT_IN_FUTURE', undefined, { dueAt: '要晚于现在' });
    return dueAt <= now + FARTHEST ? null : field('dueAt', '复核日期不能超过一年');
  },
} satisfies Record<string, GuardRule>;

const NOTHING_ASKED = { asked: null, askedDueAt: null } as const;

export const REQUEST_EFFECTS = {
  ask_extension: (draft, { input }) => patch(draft, { asked: 'extension', askedDueAt: instantOf(input, 'until') }),
  ask_leader_date: (draft, { input }) => patch(draft, { asked: 'leader', askedDueAt: instantOf(input, 'until') }),
  grant_extension: (draft) => patch(draft, { ...NOTHING_ASKED, extensions: draft.whole.ticket.extensions + 1 }),
  grant_leader_date: (draft, { district }) =>
    patch(draft, {
      ...NOTHING_ASKED,
      difficulty: district.difficulties.find((grade) => !hasOwnTime(grade))?.id ?? draft.whole.ticket.difficulty,
    }),
  nothing_asked: (draft) => patch(draft, NOTHING_ASKED),
  set_difficulty: (draft, { input }) => patch(draft, { difficulty: text(input, 'difficulty') }),
  suspend: (draft, { now }) => {
    patch(draft, { ...NOTHING_ASKED, suspendedFrom: draft.whole.ticket.state, askOpen: false });
    // Until the review nothing is due but the review; a question's own pause ends in it too.
    mapClocks(draft, (clock) =>
      isRunning(clock) && clock.rule.kind !== 'supervise' && clock.rule.kind !== 'appeal'
        ? { ...pause(clock, now), pausedUntil: null }
        : clock,
    );
  },
  resume: (draft, situation) => {
    mapClocks(draft, (clock) => (isRunning(clock) ? resumeClock(situation)(clock) : clock));
    patch(draft, { suspendedFrom: null });
  },
  uphold: (draft, { now }) => {
    const { returnedBy } = draft.whole.ticket;
    const returned = draft.whole.parts.findLast((part) => part.kind === 'lead' && part.orgId === returnedBy);
    // Whoever assisted was let go when the lead gave it back.
    const assisting = draft.whole.parts.filter(
      (part) => part.kind === 'assisting' && part.state === 'withdrawn' && part.endedAt === returned?.endedAt,
    );
    patch(draft, { upheld: true, returnedBy: null });
    offer(
      draft,
      now,
      returnedBy ?? '',
      assisting.map((part) => part.orgId),
    );
  },
  final_dispatch: (draft) => patch(draft, { finalDispatch: true }),
  objection_over: (draft) => patch(draft, { upheld: false, returnedBy: null }),
  study: (draft) => patch(draft, { studies: draft.whole.ticket.studies + 1 }),
} satisfies Record<string, EffectRule>;
