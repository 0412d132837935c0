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
}

/** What one event does to the stored rows: fields of the ticket, and whole new rows of parts and clocks by id. */
export interface Change {
  ticket: Partial<Ticket>;
  parts: Part[];
  clocks: TicketClock[];
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

/** A ticket before its first event: version 0, known by nobody. */
export function unborn(
  first: Pick<Ticket, 'id' | 'number' | 'reporterId' | 'communityId' | 'streetId'> & { at: number },
): Whole {
  const { at, ...identity } = first;
  return {
    ticket: {
      ...identity,
      version: 0,
      state: 'submitted',
      outcome: null,
      text: '',
      channel: 'mini_program',
      category: null,
      grade: null,
      difficulty: null,
      lng: null,
      lat: null,
      accuracyMetres: null,
      address: null,
      gridId: null,
      enteredBy: null,
      hideName: false,
      holderOrg: null,
      holderSince: at,
      assigneeId: null,
      leadOrg: null,
      handlingState: null,
      handlingOrg: null,
      handlers: [],
      handlingOrgs: [],
      been: [],
      askOpen: false,
      returned: false,
      reworkCount: 0,
      unreasonableBy: null,
      explanationConfirmedBy: null,
      understood: null,
      reviewed: false,
      attempts: 0,
      photos: [],
      afterPhotos: [],
      score: null,
      scoreGrade: null,
      ratingTags: [],
      ratingText: null,
      ratedAt: null,
      submittedAt: at,
      resolvedAt: null,
      closedAt: null,
    },
    parts: [],
    clocks: [],
  };
}
