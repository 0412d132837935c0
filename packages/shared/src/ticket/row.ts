/** The words of the journey table: what a row may say. `journey.ts` is the table itself. */
import type { ClockKind } from '../deadline/rule.ts';
import type { Role } from '../identity/roles.ts';
import type { FOLLOWER_EFFECTS, FOLLOWER_GUARDS } from './followers.ts';
import type { OVERSIGHT_EFFECTS, OVERSIGHT_GUARDS } from './oversight.ts';
import type { Relation } from './relation.ts';
import type { REQUEST_EFFECTS, REQUEST_GUARDS } from './requests.ts';
import type { SCREENING_EFFECTS, SCREENING_GUARDS } from './screening.ts';
import type { DotKey, Outcome, State } from './status.ts';

export const ACTIONS = [
  'submit',
  'supplement',
  'ask',
  'triage.handle',
  'triage.report_up',
  'triage.direct',
  'route',
  'triage.unreasonable',
  'explain.confirm',
  'explain.refuse',
  'explain',
  'review',
  'transfer',
  'assign',
  'sign',
  'send_back',
  'take',
  'dispatch',
  'accept',
  'return',
  'record',
  'part.finish',
  'part.withdraw',
  'resolve',
  'rate',
  'attempt',
  'withdraw',
  'resume_clock',
  'warn',
  'expire',
  'recompute',
  'close_unrated',
  'join',
  'leave',
  'merge',
  'absorb',
  'study',
  'uphold',
  'decide',
  'decide.street',
  'set_difficulty',
  'request_due',
  'approve_due',
  'request_extension',
  'approve_extension',
  'refuse_request',
  'suspend',
  'resume',
  'supervise',
  'supervise.visit',
  'supervise.plan',
  'supervise.follow',
  'interview',
  'supervise.close',
  'appeal',
  'appeal.decide',
  'screen.hold',
  'screen.show',
  'screen.hide',
] as const;
export type ActionId = (typeof ACTIONS)[number];

/** Who: any of these roles, standing in that relation to the ticket. */
export interface By {
  roles: readonly (Role | 'resident' | 'system')[];
  as: Relation;
}

export type HolderRule =
  | 'same'
  | 'none'
  | 'intake'
  | 'community'
  | 'street'
  | 'lead'
  | 'centre'
  | 'follow_up'
  | 'last_handler';
export type ClockRuleName =
  | 'triage'
  | 'sign'
  | 'review'
  | 'respond'
  | 'community_handle'
  | 'street_handle'
  | 'handle'
  | 'follow_up'
  | 'explain'
  | 'rework'
  | 'supervise'
  | 'objection'
  | 'appeal'
  /** A date that somebody above the holder chose. */
  | 'granted';

export interface ClockStart {
  kind: ClockKind;
  rule: ClockRuleName;
  /**
   * Whose duty it is: the new holder's, the acting part's, every part's that this act offers or that is at work; the leaders' where
   * this act opened a supervision order; the supervision office's.
   */
  on: 'holder' | 'own_part' | 'offered_parts' | 'accepted_parts' | 'opened_supervision' | 'supervision_office';
  /** It counts from when the duty it replaces began. */
  sinceBefore?: true;
}

/** Conditions by name; `guards.ts` says what each means and how it refuses. */
export type Guard =
  | 'inside_return_window'
  | 'grass_roots_competent'
  | 'department_competent'
  | 'route_undecided'
  | 'lead_is_department'
  | 'parts_open'
  | 'parts_closed'
  | 'after_photo'
  | 'not_rated_yet'
  | 'rater_did_not_handle'
  | 'own_part_offered'
  | 'own_part_accepted'
  | 'assisting_part_open'
  | 'due_in_future'
  | 'assignee_of_holder'
  | 'leader_of_street'
  | 'category_known'
  | 'difficulty_known'
  | 'triaged'
  | 'to_community'
  | 'to_street'
  | 'score_known'
  | 'return_target_known'
  | 'contact_evidence'
  | 'is_dissatisfied'
  | 'rework_open'
  | 'explanation_unconfirmed'
  | 'explanation_confirmed'
  | 'second_person'
  | 'companion_of_street'
  | 'review_open'
  | 'contact_not_in_future'
  | 'last_attempt'
  | 'attempts_made'
  | 'follow_up_over'
  | 'harder_in_time'
  | keyof typeof FOLLOWER_GUARDS
  | keyof typeof OVERSIGHT_GUARDS
  | keyof typeof REQUEST_GUARDS
  | keyof typeof SCREENING_GUARDS;

/** What an act writes besides state, holder and clocks; `effects.ts` says how. */
export type Effect =
  | 'report'
  | 'triage'
  | 'assignee'
  | 'unassign'
  | 'offer_parts'
  | 'offer_competent'
  | 'accept_part'
  | 'return_part'
  | 'finish_part'
  | 'withdraw_part'
  | 'end_parts'
  | 'reopen_lead'
  | 'resolution'
  | 'rating'
  | 'rework'
  | 'ask'
  | 'answer_ask'
  | 'mark_returned'
  | 'mark_gone_on'
  | 'handler'
  | 'resume_due_clocks'
  | 'warn_due_clocks'
  | 'expire_due_clocks'
  | 'recompute_clocks'
  | 'unreasonable'
  | 'confirm_explanation'
  | 'reasonable_after_all'
  | 'explained'
  | 'reopened'
  | 'count_attempt'
  | keyof typeof FOLLOWER_EFFECTS
  | keyof typeof OVERSIGHT_EFFECTS
  | keyof typeof REQUEST_EFFECTS
  | keyof typeof SCREENING_EFFECTS;

export interface Row {
  action: ActionId;
  label: string;
  /** What happens, for the person who is about to press the button. */
  hint: string;
  /** Empty for the act that begins a ticket. */
  from: readonly State[];
  by: readonly By[];
  to: State | 'same' | 'last_handling' | 'suspended_from';
  outcome?: Outcome;
  holder: HolderRule;
  /** `holder_duty` are the holder's own handling and review clocks; `all` leaves what runs beside the states. */
  stop: readonly ClockKind[] | 'all' | 'own_part' | 'holder_duty';
  start: readonly ClockStart[];
  /** What must hold before the act is offered at all. */
  needs: readonly Guard[];
  /** What must hold of the input. */
  checks: readonly Guard[];
  /** What the input must say for this row to be the one that fits. */
  when: readonly Guard[];
  does: readonly Effect[];
  /** Which input is the text of the timeline, and who reads it. */
  says: { text?: string; official?: boolean; internal?: boolean };
  /** States in which this is the likely next act. */
  primary: readonly State[];
  danger: boolean;
  /** Follows from another act in the same transaction; nobody asks for it by itself. */
  consequence: boolean;
  been?: DotKey;
}

/** A row with what most rows leave out: by itself an act moves nothing, stops no clock and starts none. */
export const row = (
  action: ActionId,
  label: string,
  hint: string,
  rest: Pick<Row, 'from' | 'by'> & Partial<Omit<Row, 'action' | 'label' | 'hint'>>,
): Row => ({
  action,
  label,
  hint,
  to: 'same',
  holder: 'same',
  stop: [],
  start: [],
  needs: [],
  checks: [],
  when: [],
  does: [],
  says: {},
  primary: [],
  danger: false,
  consequence: false,
  ...rest,
});
