/**
 * 督单 and appeals: what runs beside the states. A supervision order opens by itself when a handling clock turns red or a resident is
 * dissatisfied again, or by hand; it ends by a decision, or with the ticket. (HJ-25 to HJ-29)
 */
import { refuse } from '../problem.ts';
import { type Draft, type EffectRule, mapClocks, mapParts, patch } from './draft.ts';
import { isRunning, type Supervision, type SupervisionReason } from './facts.ts';
import {
  field,
  type GuardRule,
  instantOf,
  notNow,
  openSupervision,
  type Situation,
  text,
  windowEnd,
} from './situation.ts';

const notInFuture =
  (name: string): GuardRule =>
  ({ input, now }) =>
    (instantOf(input, name) ?? now) > now ? field(name, '时间不能晚于现在') : null;

export const OVERSIGHT_GUARDS = {
  not_supervised: ({ whole }) => (openSupervision(whole) ? notNow('督办中', '再次督办') : null),
  supervised: ({ whole }) => (openSupervision(whole) ? null : notNow('没有督办', '这样操作')),
  planned: ({ whole }) => (openSupervision(whole)?.plannedAt == null ? notNow('还没有督办方案', '这样操作') : null),
  // A leader talks to the head of a unit about what that unit could have done otherwise, not about what is hard.
  cause_is_subjective: ({ whole }) =>
    openSupervision(whole)?.cause === 'subjective' ? null : notNow('没有认定主观原因', '约谈'),
  seen_not_in_future: notInFuture('at'),
  lead_is_live_part: ({ whole, input }) => {
    const lead = text(input, 'lead');
    return lead === null || whole.parts.some((part) => part.orgId === lead && part.state === 'accepted')
      ? null
      : field('lead', '请在承办单位中选择');
  },
  lead_changes: ({ whole, input }) => {
    const lead = text(input, 'lead');
    return lead !== null && lead !== whole.ticket.leadOrg ? null : refuse('INVALID_INPUT');
  },
  appealable: ({ whole: { ticket } }) =>
    ticket.ratedAt !== null && ticket.score !== null && ticket.score !== 'satisfied' && ticket.appeal === null
      ? null
      : notNow('没有可以申诉的评价', '申诉'),
  appeal_window_open: ({ whole: { ticket }, now, district }) =>
    ticket.ratedAt !== null && now <= windowEnd(district.rules.appealWindow, ticket.ratedAt, district)
      ? null
      : refuse('WINDOW_CLOSED', { what: '申诉' }),
  appeal_open: ({ whole }) => (whole.ticket.appeal === 'open' ? null : notNow('没有待裁定的申诉', '裁定')),
} satisfies Record<string, GuardRule>;

const open = (draft: Draft, { now, as }: Situation, reason: SupervisionReason): void => {
  if (openSupervision(draft.whole)) return;
  const { holderOrg, handlingOrg, been } = draft.whole.ticket;
  const order: Supervision = {
    id: `${draft.seq}-0`,
    reason,
    // After a rating the ticket goes back to whoever handled it.
    orgId: (reason === 'rework' ? handlingOrg : holderOrg) ?? '',
    openedAt: now,
    openedBy: reason === 'manual' ? as.personId : null,
    cause: null,
    visitedAt: null,
    plannedAt: null,
    plannedDueAt: null,
    interviewedAt: null,
    followedAt: null,
    closedAt: null,
    closedBy: null,
  };
  draft.whole = { ...draft.whole, supervisions: [...draft.whole.supervisions, order] };
  patch(draft, { supervised: true, been: been.includes('supervise') ? been : [...been, 'supervise'] });
};

const change = (draft: Draft, part: Partial<Supervision>): void => {
  const order = openSupervision(draft.whole);
  draft.whole = {
    ...draft.whole,
    supervisions: draft.whole.supervisions.map((one) => (one.id === order?.id ? { ...one, ...part } : one)),
  };
};

/** The leader's own clock, which runs beside those of the holder. */
const stopSupervising = (draft: Draft, now: number): void =>
  mapClocks(draft, (clock) =>
    isRunning(clock) && clock.rule.kind === 'supervise' ? { ...clock, stoppedAt: now } : clock,
  );

const close = (draft: Draft, now: number, closedBy: string | null): void => {
  change(draft, { closedAt: now, closedBy });
  stopSupervising(draft, now);
  patch(draft, { supervised: false });
};

/** A ticket that ends takes its supervision order with it. */
export function closeWithTicket(draft: Draft, now: number): void {
  if (draft.whole.ticket.supervised) close(draft, now, null);
}

export const OVERSIGHT_EFFECTS = {
  supervise: (draft, situation) => open(draft, situation, 'manual'),
  supervise_overdue: (draft, situation) => {
    const turnedRed = draft.whole.clocks.some(
      (clock) => clock.rule.kind === 'handle' && clock.expiredAt === situation.now && isRunning(clock),
    );
    if (turnedRed) open(draft, situation, 'overdue');
  },
  supervise_rework: (draft, situation) => {
    if (draft.whole.ticket.reworkCount >= situation.district.rules.caps.superviseFromRework)
      open(draft, situation, 'rework');
  },
  supervise_visit: (draft, { now }) => change(draft, { visitedAt: now }),
  supervise_plan: (draft, { input, now }) => {
    change(draft, {
      cause: text(input, 'cause') as Supervision['cause'],
      plannedAt: now,
      plannedDueAt: instantOf(input, 'dueAt'),
    });
    stopSupervising(draft, now);
    patch(draft, { asked: null, askedDueAt: null });
  },
  change_lead: (draft, { input }) => {
    const lead = text(input, 'lead');
    mapParts(draft, (part) =>
      part.state === 'accepted' ? { ...part, kind: part.orgId === lead ? 'lead' : 'assisting' } : part,
    );
    patch(draft, { leadOrg: lead });
  },
  supervise_interview: (draft, { now }) => change(draft, { interviewedAt: now }),
  supervise_follow: (draft, { now }) => change(draft, { followedAt: now }),
  supervise_close: (draft, { now, as }) => close(draft, now, as.personId),
  appeal: (draft) => patch(draft, { appeal: 'open' }),
  decide_appeal: (draft, { input, whole: { ticket, clocks } }) => {
    const asked = clocks.find((clock) => isRunning(clock) && clock.rule.kind === 'appeal')?.startedAt ?? 0;
    // Done again meanwhile: the decision is about a rating that another one has taken the place of.
    const superseded = ticket.score === null || (ticket.ratedAt ?? 0) > asked;
    const decided = input.decision === 'accept' ? 'accepted' : 'refused';
    patch(draft, { appeal: superseded ? null : decided });
  },
} satisfies Record<string, EffectRule>;
