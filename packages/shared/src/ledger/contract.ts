/** HTTP contract of ledgers: what there is to read, its rows page by page, and what was taken out of the house. */
import * as z from 'zod';
import { id, instant, named, orgId, pageOf, paging } from '../contract.ts';
import { dayOfDate, isDate } from '../deadline/calendar.ts';
import { LIMITS } from '../limits.ts';
import { PHASES } from '../ticket/status.ts';
import { FILTER_FIELDS } from './ledger.ts';

export const ledgerColumn = z.object({
  key: z.string(),
  words: z.string(),
  width: z.number(),
  group: z.string().nullable(),
});

/** A ledger this viewer may read. `heading` is the key of the column that a row is known by, `brief` are those seen first. */
export const ledgerView = z.object({
  id: z.string(),
  name: z.string(),
  says: z.string(),
  columns: z.array(ledgerColumn),
  filters: z.array(z.enum(FILTER_FIELDS)),
  heading: z.string(),
  brief: z.array(z.string()),
  /** He may take it out with names and phones in the clear. */
  mayUnmask: z.boolean(),
});
export type LedgerView = z.infer<typeof ledgerView>;
/** `orgs` are the streets and communities he may narrow a ledger to. */
export const ledgerList = z.object({ items: z.array(ledgerView), orgs: z.array(named.extend({ tier: z.string() })) });
export type LedgerList = z.infer<typeof ledgerList>;

const date = z.string().refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDate(text), '日期不正确');

const filter = {
  /** Days of Asia/Shanghai, both included. */
  from: date.optional(),
  to: date.optional(),
  /** A street or a community. */
  org: orgId.optional(),
  /** A root or a leaf. */
  category: z.string().max(LIMITS.orgId).optional(),
  phase: z.enum(PHASES).optional(),
};
const inOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  from === undefined || to === undefined || dayOfDate(from) <= dayOfDate(to);
const backwards = { error: '开始日期要早于结束日期', path: ['to'] };

export const ledgerQuery = z.object({ ...paging, ...filter }).refine(inOrder, backwards);
export type LedgerFilter = Pick<z.infer<typeof ledgerQuery>, keyof typeof filter>;

export const FORMATS = ['xlsx', 'csv'] as const;
export type Format = (typeof FORMATS)[number];
export const exportQuery = z
  .object({ ...filter, format: z.enum(FORMATS), unmasked: z.stringbool().default(false) })
  .refine(inOrder, backwards);
export const printQuery = z.object({ ...filter, unmasked: z.stringbool().default(false) }).refine(inOrder, backwards);
export const formatQuery = z.object({ format: z.enum(FORMATS) });

export const ledgerRow = z.object({
  id: z.string(),
  ticketId: id.nullable(),
  /** In the order of the columns. */
  cells: z.array(z.union([z.string(), z.number(), z.null()])),
});
export type LedgerRow = z.infer<typeof ledgerRow>;
export const ledgerPage = pageOf(ledgerRow);

/** One taking out, written down before it began. */
export const exported = z.object({
  id,
  person: z.string(),
  org: named.nullable(),
  what: z.string(),
  format: z.enum([...FORMATS, 'print']),
  /** What it was narrowed to, in words. */
  filter: z.string(),
  unmasked: z.boolean(),
  at: instant,
  /** Null where it was broken off. */
  finishedAt: instant.nullable(),
  rows: z.number().int().nullable(),
});
export type Exported = z.infer<typeof exported>;
export const exportPage = pageOf(exported);
export const exportListQuery = z.object(paging);

/** 「2026-11-01 至 2026-11-30」; all time where no end is given. */
export const periodWords = ({ from, to }: Pick<LedgerFilter, 'from' | 'to'>): string =>
  from === undefined && to === undefined ? '全部时间' : `${from ?? '开始'} 至 ${to ?? '现在'}`;
