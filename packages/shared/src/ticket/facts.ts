/**
 * All that the rules know of one ticket, as plain JSON, and how an event changes it.
 *
 * The stored ticket is nothing but the fold of its events' changes: `replay` of the log gives the rows exactly (invariant 6).
 */
import type { ClockRule } from '../deadline/rule.ts';
import type { Role } from '../identity/roles.ts';
import type { Channel, Difficulty, DotKey, Grade, Outcome, Score, State } from './status.ts';

export interface Ticket {
  id: string;
  number: string;
  /** The number of events so far; an act names the version it saw. */
  version: number;
  state: State;
  outcome: Outcome | null;
  text: string;
  channel: Channel;
  /** A leaf of the district's categories; the reporter may choose one, triage decides. */
  category: string | null;
  grade: Grade | null;
  difficulty: Difficulty | null;
  /** GCJ-02. */
  lng: number | null;
  lat: number | null;
  accuracyMetres: number | null;
  address: string | null;
  gridId: string | null;
  communityId: string;
  streetId: string;
  reporterId: string;
  /** Who of the staff wrote it down for the reporter; null where he reported himself. Entering is not handling. */
  enteredBy: string | null;
  hideName: boolean;
  /** The organisation that must act now; null only when closed. */
  holderOrg: string | null;
  holderSince: number;
  assigneeId: string | null;
  leadOrg: string | null;
  /** Where rework goes back to. */
  handlingState: State | null;
  handlingOrg: string | null;
  /** Everybody who handled it: none of them may rate it (invariant 5). */
  handlers: string[];
  /** The organisations that handled it, for the same reason. */
  handlingOrgs: string[];
  /** The orders it has been through, for the six-dot line. */
  been: DotKey[];
  /** A question to the reporter waits for an answer. */
  askOpen: boolean;
  /** Came back (sent back, returned, reworked) and has not gone on since. */
  returned: boolean;
  reworkCount: number;
  /** Who found the wish unreasonable, and who of the street agreed. */
  unreasonableBy: string | null;
  explanationConfirmedBy: string | null;
  /** Whether the resident understood the explanation; a review may be asked for once where he did not. */
  understood: boolean | null;
  reviewed: boolean;
  /** Follow-ups that reached nobody. */
  attempts: number;
  /** Where a suspended ticket goes back to. */
  suspendedFrom: State | null;
  /** What the tier above is asked for: more time (`extension`), or a leader's own date (`leader`); and until when. */
  asked: 'extension' | 'leader' | null;
  askedDueAt: number | null;
  /** Extensions granted in this stage. */
  extensions: number;
  /** The department that gave the ticket back, while nobody else was dispatched to. */
  returnedBy: string | null;
  /** The street has stood by its dispatch; whoever returns it now asks the dispatch centre. */
  upheld: boolean;
  /** The dispatch centre decided it: it can't be returned. */
  finalDispatch: boolean;
  /** How often the street's meeting put it off. */
  studies: number;
  /** A supervision order is open. */
  supervised: boolean;
  /** The appeal against the rating: waits, or was decided. Where it was accepted the rating counts in no figure. */
  appeal: 'open' | 'accepted' | 'refused' | null;
  /** The ticket it was merged into. */
  mergedInto: string | null;
  /** How many others follow it. */
  followerCount: number;
  /**
   * Whether others than the reporter and the staff may see his words and pictures: `held` since a check doubted them, until somebody of the
   * community looks; `hidden` or `cleared` by such a look. Null where nothing spoke against it.
   */
  screening: 'held' | 'hidden' | 'cleared' | null;
  photos: string[];
  afterPhotos: string[];
  /** What the grade counts as; the rules ask for this alone. */
  score: Score | null;
  /** The grade the resident chose from the district's scale. */
  scoreGrade: string | null;
  ratingTags: string[];
  ratingText: string | null;
  ratedAt: number | null;
  submittedAt: number;
  resolvedAt: number | null;
  closedAt: number | null;
}

export type PartState = 'offered' | 'accepted' | 'done' | 'returned' | 'withdrawn';

/** One department's share of a dispatched ticket. */
export interface Part {
  id: string;
  orgId: string;
  kind: 'lead' | 'assisting';
  state: PartState;
  offeredAt: number;
  acceptedAt: number | null;
  endedAt: number | null;
}

/** Somebody who has the same problem: told like the reporter, and scores for himself. */
export interface Follower {
  id: string;
  personId: string;
  /** By his own tap or at a desk (`join`), or because his ticket was merged into this one. */
  via: 'join' | 'merge';
  /** The ticket of his that was merged. */
  fromTicketId: string | null;
  since: number;
  /** His score of the last resolution. */
  score: Score | null;
  ratedAt: number | null;
  leftAt: number | null;
}

export type SupervisionReason = 'overdue' | 'rework' | 'manual';
export type DelayCause = 'complex' | 'subjective';

/** 督办单: runs beside the states. What was said in it stands in the events. */
export interface Supervision {
  id: string;
  reason: SupervisionReason;
  /** The organisation that is supervised: whoever held the ticket. */
  orgId: string;
  openedAt: number;
  /** Null where time opened it. */
  openedBy: string | null;
  cause: DelayCause | null;
  visitedAt: number | null;
  plannedAt: number | null;
  /** The new due time of the plan. */
  plannedDueAt: number | null;
  interviewedAt: number | null;
  /** The last time the supervision office looked after it. */
  followedAt: number | null;
  closedAt: number | null;
  /** Null while it is open, and where it ended with the ticket. */
  closedBy: string | null;
}

/** One running duty of one organisation. It moves only by rows of the journey (invariant 3). */
export interface TicketClock {
  id: string;
  orgId: string;
  partId: string | null;
  rule: ClockRule;
  startedAt: number;
  dueAt: number;
  warnAt: number;
  provisional: boolean;
  pausedAt: number | null;
  /** A pause ends here by itself, so that no question can hold a ticket for ever. */
  pausedUntil: number | null;
  pauses: number;
  warnedAt: number | null;
  expiredAt: number | null;
  stoppedAt: number | null;
}

export interface Whole {
  ticket: Ticket;
  parts: Part[];
  clocks: TicketClock[];
  followers: Follower[];
  supervisions: Supervision[];
}

/** What one event does to the stored rows: fields of the ticket, and whole new rows of what belongs to it, by id. */
export interface Change {
  ticket: Partial<Ticket>;
  parts: Part[];
  clocks: TicketClock[];
  /** Absent where none changed, as in most events. */
  followers?: Follower[];
  supervisions?: Supervision[];
}

/** Who did it, in which of his duties. The system has neither role nor organisation. */
export interface ActedAs {
  personId: string;
  role: Role | 'resident' | 'system';
  org: string | null;
}

/** What was said in an act, for the timeline: the table says who may read it. */
export interface Said {
  text: string | null;
  photos: string[];
  /** The recording, where it was spoken. Absent otherwise, so that what was said before there were any reads as it did. */
  voice?: string;
  /** An answer to the resident. */
  official: boolean;
  /** Only staff may read it. */
  internal: boolean;
  /** The other inputs by field name, as they were given. */
  facts: Record<string, unknown>;
}

export interface TicketEvent {
  seq: number;
  action: string;
  by: ActedAs;
  at: number;
  fromState: State | null;
  toState: State;
  holderOrg: string | null;
  said: Said;
  change: Change;
}

const upsert = <T extends { id: string }>(rows: readonly T[], changed: readonly T[]): T[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of changed) byId.set(row.id, row);
  return [...byId.values()];
};

/** The ticket after one more event. */
export const apply = (whole: Whole, change: Change): Whole => ({
  ticket: { ...whole.ticket, ...change.ticket },
  parts: upsert(whole.parts, change.parts),
  clocks: upsert(whole.clocks, change.clocks),
  followers: upsert(whole.followers, change.followers ?? []),
  supervisions: upsert(whole.supervisions, change.supervisions ?? []),
});

/** The stored ticket, recomputed from its log; `seed` is the unborn ticket that `submit` started from. */
export const replay = (seed: Whole, changes: readonly Change[]): Whole => changes.reduce(apply, seed);

export const isRunning = (clock: TicketClock): boolean => clock.stoppedAt === null;

/**
 * The clock that decides the ticket's light: of the holder's that run and are not paused, the one due first. What an assisting
 * department owes is its own affair and stands with its part.
 */
export function leadingClock({
  ticket,
  clocks,
}: {
  ticket: Pick<Ticket, 'holderOrg'>;
  clocks: readonly TicketClock[];
}): TicketClock | null {
  const running = clocks.filter(
    (clock) => isRunning(clock) && clock.pausedAt === null && clock.orgId === ticket.holderOrg,
  );
  return running.reduce<TicketClock | null>(
    (first, clock) => (first === null || clock.dueAt < first.dueAt ? clock : first),
    null,
  );
}

/** The next instant at which the sweep has something to do for a clock; null when nothing is left. */
export function nextSweepAt(clock: TicketClock): number | null {
  if (!isRunning(clock)) return null;
  if (clock.pausedAt !== null) return clock.pausedUntil;
  if (clock.warnedAt === null) return Math.min(clock.warnAt, clock.dueAt);
  // A light is red strictly after the due time, so the sweep looks one millisecond later.
  return clock.expiredAt === null ? clock.dueAt + 1 : null;
}
