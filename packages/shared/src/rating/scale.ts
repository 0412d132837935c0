/**
 * The grades a resident chooses from, by the district's own list, and what each counts as. The rules know three scores only: a
 * grade that counts as dissatisfied starts rework, whatever it is called. The mapping is published with the list.
 */
import type { District } from '../district/schema.ts';
import { SCORE_WORDS, type Score } from '../ticket/status.ts';

/** The faces that can be drawn, the happiest first. */
export const FACES = ['delighted', 'satisfied', 'fair', 'dissatisfied', 'upset'] as const;
export type Face = (typeof FACES)[number];

export interface ScaleGrade {
  readonly id: string;
  readonly name: string;
  readonly countsAs: Score;
  readonly face: Face;
  /** What can be ticked beside it. */
  readonly tags: readonly string[];
}

type Scaled = Pick<District, 'scale'>;

/** The grade of this id; undefined where the district has none, or has it no longer. */
export const scaleGradeOf = (district: Scaled, id: unknown): ScaleGrade | undefined =>
  district.scale.find((grade) => grade.id === id);

/** What a chosen grade counts as; null for one the district doesn't know. */
export const countsAs = (district: Scaled, id: unknown): Score | null => scaleGradeOf(district, id)?.countsAs ?? null;

/** How a score reads: as the grade that was chosen, and as what it counts as where no grade was kept or is known. */
export const scoreWords = (district: Scaled, score: Score, grade: string | null): string =>
  scaleGradeOf(district, grade)?.name ?? SCORE_WORDS[score];

/** 「非常满意、满意计为满意；基本满意计为一般；……」: null where every grade is called what it counts as. */
export function mappingWords(scale: readonly Pick<ScaleGrade, 'name' | 'countsAs'>[]): string | null {
  if (scale.every(({ name, countsAs: score }) => name === SCORE_WORDS[score])) return null;
  const scores = [...new Set(scale.map((grade) => grade.countsAs))];
  const parts = scores.map((score) => {
    const names = scale.filter((grade) => grade.countsAs === score).map((grade) => grade.name);
    return `${names.join('、')}计为${SCORE_WORDS[score]}`;
  });
  return `统计时，${parts.join('；')}。`;
}
