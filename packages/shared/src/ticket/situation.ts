/** What a guard and an effect are told: the ticket, who acts in which duty, the time, and what was given. */
import { DAY } from '../deadline/calendar.ts';
import { dueOf } from '../deadline/clock.ts';
import type { District } from '../district/schema.ts';
import { type Refusal, refuse } from '../problem.ts';
import type { ActedAs, Follower, Part, Supervision, Whole } from './facts.ts';
import { partOf } from './relation.ts';

export interface Situation {
  whole: Whole;
  as: ActedAs;
  now: number;
  district: District;
  input: Readonly<Record<string, unknown>>;
}

/** What it says: null where it holds. */
export type GuardRule = (situation: Situation) => Refusal | null;

/** No rule of a district reaches further. A date beyond is a slip of the finger, and counting to it would take seconds. */
export const FARTHEST = 366 * DAY;

const OPEN_PART: readonly Part['state'][] = ['offered', 'accepted'];

export const openAssisting = (whole: Whole): Part[] =>
  whole.parts.filter((part) => part.kind === 'assisting' && OPEN_PART.includes(part.state));

export const ownPart = ({ whole, as, district }: Situation): Part | undefined => partOf(whole.parts, as.org, district);

/** The supervision order that is open; there is never more than one. */
export const openSupervision = (whole: Whole): Supervision | undefined =>
  whole.supervisions.find((order) => order.closedAt === null);

/** The follower's row of a person; undefined for who never followed or has left. */
export const followerOf = (whole: Whole, personId: string): Follower | undefined =>
  whole.followers.find((follower) => follower.personId === personId && follower.leftAt === null);

export const text = (input: Situation['input'], field: string): string | null => {
  const value = input[field];
  return typeof value === 'string' && value !== '' ? value : null;
};

export const list = (input: Situation['input'], field: string): string[] => {
  const value = input[field];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
};

/** An instant of the input: the wire's ISO text, as epoch milliseconds. */
export const instantOf = (input: Situation['input'], field: string): number | null => {
  const value = text(input, field);
  const at = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? null : at;
};

export const orgName = (district: District, orgId: string): string => district.orgs.get(orgId)?.name ?? orgId;

/** Names the one field that has to be corrected. */
export const field = (name: string, words: string): Refusal => refuse('INVALID_INPUT', undefined, { [name]: words });

export const notNow = (state: string, action: string): Refusal => refuse('ACTION_NOT_NOW', { state, action });

/** The end of a window that opened at an instant. */
export function windowEnd(rule: Parameters<typeof dueOf>[0], openedAt: number, district: District): number {
  return dueOf(rule, openedAt, district.calendar).dueAt;
}
