/** HTTP contract of the monthly report and of the view of what is still open. */
import * as z from 'zod';
import { id, instant, named, orgId, paging } from '../contract.ts';
import { LIGHTS, OUTCOMES } from '../ticket/status.ts';
import { AGES } from './backlog.ts';
import { FIGURES } from './monthly.ts';

export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, '月份不正确');

/** What a viewer can open: his communities, and the months, the latest first. */
export const monthlyChoices = z.object({
  communities: z.array(named.extend({ street: named })),
  months: z.array(z.object({ month, words: z.string(), final: z.boolean() })),
});
export type MonthlyChoices = z.infer<typeof monthlyChoices>;

export const reportedTicket = z.object({
  id,
  number: z.string(),
  summary: z.string(),
  category: z.string().nullable(),
  holder: named.nullable(),
  /** How it stood when the month ended. */
  stateWords: z.string(),
  submittedAt: instant,
  overdue: z.boolean(),
});
export type ReportedTicket = z.infer<typeof reportedTicket>;

const count = z.number().int();

/** Share of `of`; null where there is nothing to divide by. Figures name what their tickets are asked by. */
export const rate = z.object({
  figure: z.enum(FIGURES),
  count,
  of: z.enum(FIGURES),
  ofCount: count,
  percent: z.number().nullable(),
});

export const monthlyReport = z.object({
  community: named,
  street: named,
  month,
  words: z.string(),
  /** False while the month still runs: figures of this moment. */
  final: z.boolean(),
  madeAt: instant,
  figures: z.record(z.enum(FIGURES), count),
  rates: z.object({
    answeredInTime: rate,
    handledInTime: rate,
    solved: rate,
    satisfied: rate,
    online: rate,
  }),
  byCategory: z.array(
    z.object({ root: named, count, leaves: z.array(z.object({ id: z.string(), name: z.string(), count })) }),
  ),
  /** What came in and had no category when the month ended. */
  uncategorised: count,
  byOutcome: z.array(z.object({ outcome: z.enum(OUTCOMES), words: z.string(), count })),
  /** Not closed when the month ended, the oldest first. */
  carriedOut: z.array(reportedTicket),
});
export type MonthlyReport = z.infer<typeof monthlyReport>;

/** Which tickets stand behind a figure: one of the figures, a category (root or leaf, or `none`), or an outcome. */
export const figureQuery = z
  .object({
    figure: z.enum(FIGURES).optional(),
    category: orgId.optional(),
    outcome: z.enum(OUTCOMES).optional(),
  })
  .refine((asked) => Object.values(asked).filter((one) => one !== undefined).length === 1, '请选择一个数字');
export type FigureQuery = z.infer<typeof figureQuery>;
export const figureTickets = z.object({ items: z.array(reportedTicket) });

/** What is open, unit by unit: how much of it how old, and what is late. */
export const backlog = z.object({
  units: z.array(
    z.object({
      org: named,
      open: count,
      bands: z.array(z.object({ age: z.enum(AGES), words: z.string(), count })),
      lights: z.array(z.object({ light: z.enum(LIGHTS), count })),
      oldestAt: instant,
    }),
  ),
  open: count,
});
export type Backlog = z.infer<typeof backlog>;

/** `org` is the unit that must act. */
export const backlogQuery = z.object({ ...paging, org: orgId.optional() });
