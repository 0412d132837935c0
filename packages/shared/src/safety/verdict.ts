/** What a check of words, a picture or a recording comes to, and what neighbours may be shown by it. */
import { HOUR, MINUTE, SECOND } from '../deadline/calendar.ts';
import type { Shown } from '../ticket/screening.ts';

/** What somebody wrote, photographed or said. */
export const CHECKED = ['text', 'photo', 'voice'] as const;
export type Checked = (typeof CHECKED)[number];

/** `none`: it could not be asked, so only a person can tell. */
export const FOUND = ['pass', 'review', 'risky', 'none'] as const;
export type Found = (typeof FOUND)[number];

/** `waiting` to be asked, `ordered` where the answer comes later, and then what was found. */
export type CheckState = 'waiting' | 'ordered' | Found;

export const isFound = (state: CheckState): state is Found => state !== 'waiting' && state !== 'ordered';
export const isDoubt = (state: CheckState): boolean => state === 'review' || state === 'risky';

/** Of two looks at one thing, what a person should know of: doubt before none, and none before a pass. */
export const worseOf = (one: Found, other: Found): Found =>
  WORST_FIRST.find((found) => found === one || found === other) ?? 'none';
const WORST_FIRST: readonly Found[] = ['risky', 'review', 'none', 'pass'];

/** What neighbours may be shown of a report, by the checks of all that it holds. Its words come first; no picture stands without them. */
export function shownBy(checks: readonly { readonly what: Checked; readonly state: CheckState }[]): Shown {
  const passed = (what: (one: Checked) => boolean) =>
    checks.filter((check) => what(check.what)).every(({ state }) => state === 'pass');
  if (checks.length === 0 || !passed((what) => what === 'text')) return 'nothing';
  return passed(() => true) ? 'all' : 'words';
}

/** WeChat answers only for who opened the mini-program within two hours; a little less, for its clock is not ours. */
const WITHIN = 110 * MINUTE;
/** A picture's result comes within half an hour, by the documents. */
export const RESULT_WITHIN = 40 * MINUTE;

/** Passing trouble of the service: busy, too often in this minute, this picture too often. */
const PASSING: readonly number[] = [-1, 45011, 44991, 87020];

/**
 * When to ask again after no answer (`errcode` null) or a refusal, in epoch milliseconds; null where that is no use. `at` is when it was
 * written.
 */
export function againAt(errcode: number | null, tries: number, at: number, now: number): number | null {
  if (errcode !== null && !PASSING.includes(errcode)) return null;
  const next = now + Math.min(30 * SECOND * 2 ** (tries - 1), HOUR / 4);
  return next - at < WITHIN ? next : null;
}
