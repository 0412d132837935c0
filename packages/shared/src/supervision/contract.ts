/** HTTP contract of supervision orders. */
import * as z from 'zod';
import { instant, named } from '../contract.ts';

/** 督办单 as it stands beside its ticket. */
export const supervisionView = z.object({
  id: z.string(),
  reason: z.enum(['overdue', 'rework', 'manual']),
  reasonWords: z.string(),
  org: named.nullable(),
  openedAt: instant,
  cause: z.enum(['complex', 'subjective']).nullable(),
  causeWords: z.string().nullable(),
  visitedAt: instant.nullable(),
  plannedAt: instant.nullable(),
  plannedDueAt: instant.nullable(),
  interviewedAt: instant.nullable(),
  followedAt: instant.nullable(),
  closedAt: instant.nullable(),
});
export type SupervisionView = z.infer<typeof supervisionView>;
