/**
 * 主题党日月报: what a community's residents reported in a month and what became of it, counted from the events (HJ-25, CQ-03).
 *
 * A ticket is taken as it stood when the month ended, so the report of a past month is the same whenever it is made. Every figure
 * is a list of tickets. Three rates are told apart and never mixed: answered in time, solved, satisfied. A ticket is counted once in
 * a rate, however often it was reworked. Who gave no score is a number of its own and counts as nothing.
 *
 * Invariant: carried in + came in + reopened = closed + carried out.
 */
import type { Channel, Outcome, Score, State } from '../ticket/status.ts';
import type { Month } from './month.ts';

export interface ReportClock {
  readonly id: string;
  readonly rule: { readonly kind: string };
  readonly dueAt: number;
  readonly pausedAt: number | null;
  readonly stoppedAt: number | null;
}

export interface ReportSupervision {
  readonly id: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

/** The fields of a ticket that a report asks for, as they stand after an event. */
export interface ReportTicket {
  readonly state: State;
  readonly outcome: Outcome | null;
  readonly category: string | null;
  readonly channel: Channel;
  readonly holderOrg: string | null;
  readonly score: Score | null;
  /** Where it was accepted, the score counts in no figure. */
  readonly appeal: 'open' | 'accepted' | 'refused' | null;
}

export interface ReportEvent {
  readonly at: number;
  readonly action: string;
  readonly change: {
    readonly ticket: Partial<ReportTicket> & { readonly reworkCount?: number };
    readonly clocks: readonly ReportClock[];
    readonly supervisions?: readonly ReportSupervision[];
  };
}

/** One ticket with its events in their order, the first of which is the report itself. */
export interface ReportCase {
  readonly id: string;
  readonly events: readonly ReportEvent[];
}

export const FIGURES = [
  'carriedIn',
  'cameIn',
  'reopened',
  'closed',
  'carriedOut',
  'online',
  'reworked',
  'overdue',
  'supervised',
  'answerDue',
  'answeredInTime',
  'handleDue',
  'handledInTime',
  'rated',
  'solved',
  'satisfied',
  'fair',
  'dissatisfied',
  'awaitingScore',
  'closedUnrated',
] as const;
export type FigureName = (typeof FIGURES)[number];

export interface MonthlyFigures {
  /** Ids of tickets, in the order they were reported. */
  readonly figures: Readonly<Record<FigureName, readonly string[]>>;
  /** What came in, by leaf of the category tree as it stood at the end of the month; null where triage had not decided. */
  readonly byCategory: ReadonlyMap<string | null, readonly string[]>;
  /** What was closed, by how it ended. */
  readonly byOutcome: ReadonlyMap<Outcome, readonly string[]>;
  /** Each ticket of the report as it stood at the end of the month. */
  readonly standing: ReadonlyMap<string, Standing>;
}

export interface Standing extends ReportTicket {
  readonly id: string;
  readonly submittedAt: number;
  readonly clocks: readonly ReportClock[];
  readonly supervisions: readonly ReportSupervision[];
}

const BEFORE: ReportTicket = {
  state: 'submitted',
  outcome: null,
  category: null,
  channel: 'mini_program',
  holderOrg: null,
  score: null,
  appeal: null,
};

const ONLINE: ReadonlySet<Channel> = new Set<Channel>(['mini_program', 'group_relay', 'open_api']);
/** What the resident is promised an answer by: the community's triage, and a department's first word. */
const ANSWERS: ReadonlySet<string> = new Set(['triage', 'respond']);
const HANDLES: ReadonlySet<string> = new Set(['handle']);
/** The duties of those who work on it; whoever asks for scores or supervises has clocks of his own. */
const WORK: ReadonlySet<string> = new Set(['triage', 'sign', 'review', 'respond', 'handle', 'explain']);
/** Nobody owes an answer to what was taken back or went on as another ticket. */
const DROPPED: ReadonlySet<Outcome | null> = new Set<Outcome | null>(['withdrawn', 'merged']);

/** The ticket before an instant; null where it was not yet reported. */
function standingBefore({ id, events }: ReportCase, instant: number): Standing | null {
  const past = events.filter(({ at }) => at < instant);
  const [first] = past;
  if (!first) return null;
  const rows = <T extends { id: string }>(of: (event: ReportEvent) => readonly T[]): T[] => [
    ...new Map(past.flatMap(of).map((row) => [row.id, row])).values(),
  ];
  return {
    ...Object.assign({}, BEFORE, ...past.map(({ change }) => known(change.ticket))),
    id,
    submittedAt: first.at,
    clocks: rows(({ change }) => change.clocks),
    supervisions: rows(({ change }) => change.supervisions ?? []),
  };
}

/** Only the fields a report asks for. */
function known(change: Partial<ReportTicket>): Partial<ReportTicket> {
  const names = Object.keys(BEFORE) as (keyof ReportTicket)[];
  return Object.fromEntries(names.filter((name) => change[name] !== undefined).map((name) => [name, change[name]]));
}

/** When it is settled whether a duty was done in time: when it was done, or when its time ran out. Null while it waits. */
function settledAt({ dueAt, stoppedAt, pausedAt }: ReportClock): number | null {
  if (stoppedAt !== null && stoppedAt <= dueAt) return stoppedAt;
  return pausedAt === null ? dueAt + 1 : null;
}

const isLate = ({ dueAt, stoppedAt }: ReportClock): boolean => stoppedAt === null || stoppedAt > dueAt;

/** The duties of these kinds that were settled in the month: a late one once, in the month its time ran out. */
const settledIn = ({ clocks }: Standing, kinds: ReadonlySet<string>, { start, end }: Month): ReportClock[] =>
  clocks.filter((clock) => {
    const at = settledAt(clock);
    return kinds.has(clock.rule.kind) && at !== null && at >= start && at < end;
  });

/** A light is red strictly after the due time, and the last instant of a month still belongs to it. */
const wasOverdueIn = ({ clocks }: Standing, { start, end }: Month): boolean =>
  clocks.some(({ rule, dueAt, stoppedAt, pausedAt }) => {
    const until = stoppedAt ?? pausedAt ?? end - 1;
    return WORK.has(rule.kind) && until > dueAt && until >= start;
  });

const wasSupervisedIn = ({ supervisions }: Standing, { start, end }: Month): boolean =>
  supervisions.some(({ openedAt, closedAt }) => openedAt < end && (closedAt ?? end) >= start);

/** The figures of one community. Tickets that neither came in, stood open nor were opened again in the month are left out. */
export function monthlyFigures(cases: readonly ReportCase[], month: Month): MonthlyFigures {
  const figures = Object.fromEntries(FIGURES.map((name): [FigureName, string[]] => [name, []])) as Record<
    FigureName,
    string[]
  >;
  const byCategory = new Map<string | null, string[]>();
  const byOutcome = new Map<Outcome, string[]>();
  const standing = new Map<string, Standing>();
  const inOrder = [...cases].sort((a, b) => (a.events[0]?.at ?? 0) - (b.events[0]?.at ?? 0) || (a.id < b.id ? -1 : 1));
  for (const one of inOrder) {
    const before = standingBefore(one, month.start);
    const after = standingBefore(one, month.end);
    const happened = one.events.filter(({ at }) => at >= month.start && at < month.end);
    const names = after && figuresOf(before, after, happened, month);
    if (!after || !names || names.length === 0) continue;
    standing.set(one.id, after);
    for (const name of names) figures[name].push(one.id);
    if (before === null) push(byCategory, after.category, one.id);
    if (after.state === 'closed' && after.outcome !== null) push(byOutcome, after.outcome, one.id);
  }
  return { figures, byCategory, byOutcome, standing };
}

const push = <K>(lists: Map<K, string[]>, key: K, id: string): void => {
  lists.set(key, [...(lists.get(key) ?? []), id]);
};

function figuresOf(
  before: Standing | null,
  after: Standing,
  happened: readonly ReportEvent[],
  month: Month,
): FigureName[] {
  const reopened =
    before?.state === 'closed' && happened.some(({ change }) => (change.ticket.state ?? 'closed') !== 'closed');
  if (before?.state === 'closed' && !reopened) return [];
  const entered: FigureName = before === null ? 'cameIn' : reopened ? 'reopened' : 'carriedIn';
  const left: FigureName = after.state === 'closed' ? 'closed' : 'carriedOut';
  const also: [FigureName, boolean][] = [
    ['online', before === null && ONLINE.has(after.channel)],
    ['reworked', happened.some(({ change }) => change.ticket.reworkCount !== undefined)],
    ['overdue', wasOverdueIn(after, month)],
    ['supervised', wasSupervisedIn(after, month)],
    ['awaitingScore', after.state === 'resolved'],
    ['closedUnrated', after.state === 'closed' && after.outcome === 'unrated'],
  ];
  return [
    entered,
    left,
    ...also.flatMap(([name, is]) => (is ? [name] : [])),
    ...inTime(after, ANSWERS, month, ['answerDue', 'answeredInTime']),
    ...inTime(after, HANDLES, month, ['handleDue', 'handledInTime']),
    ...scored(after, happened),
  ];
}

function inTime(
  after: Standing,
  kinds: ReadonlySet<string>,
  month: Month,
  [due, kept]: readonly [FigureName, FigureName],
): FigureName[] {
  const settled = DROPPED.has(after.outcome) ? [] : settledIn(after, kinds, month);
  if (settled.length === 0) return [];
  return settled.some(isLate) ? [due] : [due, kept];
}

/** The last score of the month decides; solved is what the resident did not turn down. */
function scored(after: Standing, happened: readonly ReportEvent[]): FigureName[] {
  const score = happened.findLast(({ change }) => change.ticket.score)?.change.ticket.score;
  if (!score || after.appeal === 'accepted') return [];
  return ['rated', score, ...(score === 'dissatisfied' ? [] : (['solved'] as const))];
}
