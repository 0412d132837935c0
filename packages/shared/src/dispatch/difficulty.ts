/**
 * How hard a ticket is, by the district's own list: each difficulty has the time a department gets for it, and may name a mode of
 * handling (such as 现场办).
 *
 * Only the leader in charge sets the due time of a difficulty that has no time of its own. Until he has, a ticket runs as the
 * hardest one below it that has, so that no clock ever starts without a due time.
 */
import type { DeadlineRule } from '../deadline/rule.ts';
import type { District } from '../district/schema.ts';

export interface DifficultyGrade {
  readonly id: string;
  readonly name: string;
  /** How such a ticket is handled, where the district says so. */
  readonly mode: { readonly id: string; readonly name: string } | null;
  readonly rule: DeadlineRule;
  /** What belongs here, for whoever has to choose. */
  readonly examples: string | null;
}

type Graded = Pick<District, 'difficulties'>;

export const hasOwnTime = ({ rule }: Pick<DifficultyGrade, 'rule'>): boolean => !('setBy' in rule);

/** The difficulty of this id; undefined where the district has none, or has it no longer. */
export const difficultyOf = (district: Graded, id: string | null): DifficultyGrade | undefined =>
  district.difficulties.find((grade) => grade.id === id);

/** Those whoever dispatches may choose; the rest is the leader's. */
export const dispatchable = (district: Graded): DifficultyGrade[] => district.difficulties.filter(hasOwnTime);

/** The difficulty itself where it has a time of its own; otherwise the nearest easier one that has, or the easiest that has. */
export function runsAs(district: Graded, id: string | null): DifficultyGrade {
  const at = district.difficulties.findIndex((grade) => grade.id === id);
  const grade = district.difficulties.slice(0, at + 1).findLast(hasOwnTime) ?? dispatchable(district)[0];
  if (!grade) throw new RangeError('no difficulty of this district has a time of its own');
  return grade;
}

/** What a dispatch begins with: as the catalogue has it for the category, or the easiest. */
export const startingDifficulty = (district: Pick<District, 'difficulties' | 'categories'>, category: string | null) =>
  runsAs(district, district.categories.get(category ?? '')?.difficulty ?? null);

/** 「复杂（现场办）」; the id itself where the district has dropped it since. */
export function difficultyWords(district: Graded, id: string): string {
  const grade = difficultyOf(district, id);
  if (!grade) return id;
  return grade.mode ? `${grade.name}（${grade.mode.name}）` : grade.name;
}
