/** The dispatch catalogue: which department a category's work belongs to. */
import type { District } from '../district/schema.ts';

export interface CompetentUnit {
  readonly orgId: string;
  /** The department alone is competent: the work must not be pushed down to the grass roots (facts: norm F2 of 2025). */
  readonly direct: boolean;
}

/** The department competent for a category; null for an unknown category and for one the catalogue leaves open. */
export function competentUnit(district: Pick<District, 'categories'>, categoryId: string): CompetentUnit | null {
  const category = district.categories.get(categoryId);
  return category?.department ? { orgId: category.department, direct: category.direct } : null;
}
