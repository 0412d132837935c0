/**
 * What a meeting has to talk about: the community's list of the day, the street's of the week, and what became of last week's.
 *
 * "每天都要…集体分析研判", "不能解决的，必须当天上报": whatever is due today or is past due must be decided today (HJ-06, HJ-12);
 * "每周定期召集…进行梳理" (HJ-16).
 */
import { dayOf } from '../deadline/calendar.ts';
import { phaseOf, type State } from '../ticket/status.ts';
import { type Progress, TOPICS, type Topic, URGENCIES, type Urgency } from './words.ts';

/** What the lists need to know of a ticket. */
export interface Standing {
  readonly id: string;
  readonly state: State;
  /** Of the clock that is due first; null when none runs. */
  readonly dueAt: number | null;
  /** Came back, and has not gone on since. */
  readonly returned: boolean;
  /** The street's review clock runs: its route is not decided. */
  readonly reviewing: boolean;
}

export interface Matter<T extends Standing> {
  readonly ticket: T;
  readonly topic: Topic;
  readonly urgency: Urgency;
}

/** Past due, due before midnight in the district, or later. */
export function urgencyOf(dueAt: number | null, now: number): Urgency {
  if (dueAt === null) return 'later';
  if (dueAt < now) return 'overdue';
  return dayOf(dueAt) <= dayOf(now) ? 'today' : 'later';
}

/** Whether a ticket belongs on the community's list, and why: it waits for triage, or the community does not get it done. */
export function studyTopic({ state, dueAt, returned }: Standing, now: number): Topic | null {
  if (state === 'submitted') return 'triage';
  if (state !== 'community_handling') return null;
  return returned || urgencyOf(dueAt, now) !== 'later' ? 'unsolved' : null;
}

/** The community's list, what presses most first. */
export const studyList = <T extends Standing>(tickets: readonly T[], now: number): Matter<T>[] =>
  tickets
    .flatMap((ticket) => {
      const topic = studyTopic(ticket, now);
      return topic ? [{ ticket, topic, urgency: urgencyOf(ticket.dueAt, now) }] : [];
    })
    .sort((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) || byDue(a, b));

/** Whether a ticket belongs before the street's weekly meeting, and why; the first reason that fits. */
export function weeklyTopic(
  { id, state, dueAt, returned, reviewing }: Standing,
  putOff: ReadonlySet<string>,
  now: number,
): Topic | null {
  const handled = state === 'street_handling' || state === 'dispatched' || state === 'department_handling';
  const late = handled && dueAt !== null && dueAt < now;
  const open = state === 'street_handling' && (returned || reviewing);
  if (!open && !late) return null;
  // What was put off and has been settled since need not be put off again.
  if (putOff.has(id)) return 'put_off';
  if (!open) return 'overdue';
  return returned ? 'returned' : 'undecided';
}

/** The street's list by topic, within a topic what is due first. */
export const weeklyList = <T extends Standing>(
  tickets: readonly T[],
  putOff: ReadonlySet<string>,
  now: number,
): Matter<T>[] =>
  tickets
    .flatMap((ticket) => {
      const topic = weeklyTopic(ticket, putOff, now);
      return topic ? [{ ticket, topic, urgency: urgencyOf(ticket.dueAt, now) }] : [];
    })
    .sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic) || byDue(a, b));

/** What became of a decision: done, running, past due, or come back. */
export function progressOf({ state, dueAt, returned }: Omit<Standing, 'id' | 'reviewing'>, now: number): Progress {
  if (phaseOf(state) !== 'open') return 'done';
  if (dueAt !== null && dueAt < now) return 'overdue';
  return returned ? 'returned' : 'running';
}

const NEVER = Number.POSITIVE_INFINITY;
const byDue = (a: Matter<Standing>, b: Matter<Standing>): number => {
  const [first, second] = [a.ticket.dueAt ?? NEVER, b.ticket.dueAt ?? NEVER];
  return first === second ? (a.ticket.id < b.ticket.id ? -1 : 1) : first - second;
};
