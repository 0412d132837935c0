/**
 * What a line of `deadlines.yaml` may say. A rule is plain JSON: it is stored with the clock it started, so that a
 * later change of the config never moves a clock that already runs (journey.md, Working time).
 */

/** Who sets the due time of a rule that has none of its own. */
export type DueSetter = 'leader' | 'street';

export type DeadlineRule =
  /** Before midnight of the day received, or the next working day's close after the cut-off hour. */
  | { readonly sameDay: true }
  /** The close of office hours of the n-th working day after the day of start. */
  | { readonly workingDays: number }
  /** Hours of office time. */
  | { readonly workingHours: number }
  /** The end of the n-th day after the day of start, day off or not. */
  | { readonly calendarDays: number }
  /** Hours by the wall clock. */
  | { readonly hours: number }
  /** A person decides; the due time comes in as input. */
  | { readonly setBy: DueSetter };

export const CLOCK_KINDS = [
  'triage',
  'handle',
  'sign',
  'review',
  'respond',
  'follow_up',
  'explain',
  'suspension',
  'supervise',
  'appeal',
] as const;

export type ClockKind = (typeof CLOCK_KINDS)[number];

/** The rule a clock was started by, kept with it; `districtVersion` says which edition of the config it came from. */
export interface ClockRule {
  readonly kind: ClockKind;
  readonly rule: DeadlineRule;
  readonly districtVersion?: string;
}

/** The rules of a district, one per duty. What a department gets for handling stands with each difficulty. */
export interface DeadlineRules {
  readonly triage: DeadlineRule;
  readonly sign: DeadlineRule;
  readonly review: DeadlineRule;
  readonly respond: DeadlineRule;
  readonly community_handle: { readonly urgent: DeadlineRule; readonly deferred: DeadlineRule };
  readonly street_handle: DeadlineRule;
  readonly follow_up: DeadlineRule;
  readonly explain: DeadlineRule;
  /** The leader's first step on a supervision order. */
  readonly supervise: DeadlineRule;
  /** The dispatch centre decides an objection to a dispatch. */
  readonly objection: DeadlineRule;
  /** An appeal against a score is decided. */
  readonly appeal: DeadlineRule;
  /** A resident's post on the page of a community is answered. */
  readonly post_answer: DeadlineRule;
  /** How long a sent ticket may be given back (`return`, `send_back`). */
  readonly returnWindow: DeadlineRule;
  /** How long after `resolve` a dissatisfied rating starts rework. */
  readonly reworkWindow: DeadlineRule;
  /** How long after a score whoever handled the ticket may appeal against it. */
  readonly appealWindow: DeadlineRule;
  /** A question to the reporter pauses the handle clock at most this long, at most so often per stage. */
  readonly askPause: { readonly workingDays: number; readonly perStage: number };
  readonly caps: {
    /** Extensions a holder may ask for in one stage. */
    readonly extensionsPerStage: number;
    /** Follow-up attempts on record before a ticket may close unrated. */
    readonly followUpAttempts: number;
    /** The rework that opens a supervision order: 2 means the second. */
    readonly superviseFromRework: number;
    /** How often a weekly meeting may put one ticket off. */
    readonly studies: number;
  };
}
