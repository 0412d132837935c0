/** HTTP contract of reports that staff write down, of the look-up of a resident, and of the visit ledger 民情走访台账. */
import * as z from 'zod';
import { id, instant, mainlandPhone, named, orgId, pageOf, paging, requiredWords, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { photoIds } from '../media/contract.ts';
import { ticketCard } from '../ticket/contract.ts';
import { reportPlace, submitOnBehalf } from '../ticket/reporting/contract.ts';
import { CHANNELS } from '../ticket/status.ts';
import { VISIT_CHANNELS, VISIT_OUTCOMES } from './rules.ts';

/** 代登记 with what the ledger keeps beside the order: when it was said, where that was not now, and in which residents' group. */
export const enterOnBehalf = submitOnBehalf.extend({ collectedAt: instant.optional(), group: orgId.optional() });
export type EnterOnBehalf = z.infer<typeof enterOnBehalf>;

export const lookupReporter = z.strictObject({ phone: mainlandPhone });

/** Whom a number belongs to, as far as whoever enters a report has to know it, and what he has already reported. */
export const reporterFound = z.object({
  /** Null where the number is nobody's yet. `name` is masked. */
  person: z.object({ personId: id, name: z.string().nullable(), community: named.nullable() }).nullable(),
  /** Newest first. `card` is null where the viewer's duties don't let him see the ticket. */
  tickets: z.array(
    z.object({
      number: z.string(),
      stateWords: z.string(),
      community: named.nullable(),
      submittedAt: instant,
      card: ticketCard.nullable(),
    }),
  ),
});
export type ReporterFound = z.infer<typeof reporterFound>;

/** Who said it: somebody the look-up found, or a name, with a number, a place or a group to find him by. */
const particulars = z.union(
  [
    z.strictObject({ personId: id, address: words(LIMITS.address).optional() }),
    z.strictObject({
      name: requiredWords(LIMITS.name),
      phone: mainlandPhone.optional(),
      address: words(LIMITS.address).optional(),
    }),
  ],
  { error: '请填写反映人的称呼' },
);

/** What an order needs beside what the visit says. */
const orderOfVisit = z.strictObject({
  place: reportPlace,
  photos: photoIds(LIMITS.photosPerReport).default([]),
  category: z.string().max(LIMITS.orgId).optional(),
});

/**
 * 走访登记. The outcome is what came of it: answered on the spot (with the answer), an order (with what that needs), or a day to follow
 * up by. The community is that of the order, of the group, or the one named.
 */
export const createVisit = z
  .strictObject({
    collectedAt: instant.optional(),
    channel: z.enum(VISIT_CHANNELS, { error: '请选择来源' }),
    reporter: particulars,
    group: orgId.optional(),
    community: orgId.optional(),
    grid: orgId.optional(),
    text: requiredWords(LIMITS.words),
    hideName: z.boolean().default(false),
    informed: z.literal(true, { error: '请先告知反映人登记的内容和用途' }),
    outcome: z.enum(VISIT_OUTCOMES, { error: '请选择处理结果' }),
    answer: requiredWords(LIMITS.answer).optional(),
    followUpOn: z.iso.date('请选择日期').optional(),
    order: orderOfVisit.optional(),
  })
  .refine((visit) => visit.outcome !== 'answered' || visit.answer !== undefined, {
    path: ['answer'],
    error: '请填写当场答复的内容',
  })
  .refine((visit) => visit.outcome !== 'follow_up' || visit.followUpOn !== undefined, {
    path: ['followUpOn'],
    error: '请选择跟进日期',
  })
  .refine((visit) => (visit.outcome === 'order') === (visit.order !== undefined), {
    path: ['order'],
    error: '转为工单时请填写位置',
  })
  .refine(
    ({ reporter, group }) =>
      'personId' in reporter || reporter.phone !== undefined || Boolean(reporter.address) || group !== undefined,
    {
      path: ['reporter'],
      error: '请填写手机号、住址或所在小组中的一项',
    },
  );
export type CreateVisit = z.infer<typeof createVisit>;

/** An entry that waited becomes an order; `text` replaces what was first written down. */
export const orderVisit = orderOfVisit.extend({ text: requiredWords(LIMITS.words).optional() });
export type OrderVisit = z.infer<typeof orderVisit>;
/** An entry that waited was answered after all. */
export const answerVisit = z.strictObject({ answer: requiredWords(LIMITS.answer) });

export const visitQuery = z.object({
  ...paging,
  outcome: z.enum(VISIT_OUTCOMES).optional(),
  channel: z.enum(VISIT_CHANNELS).optional(),
  org: orgId.optional(),
  group: orgId.optional(),
  q: words(LIMITS.search).optional(),
});
export type VisitQuery = z.infer<typeof visitQuery>;

export const visitView = z.object({
  id,
  collectedAt: instant,
  createdAt: instant,
  channel: z.enum(CHANNELS),
  channelWords: z.string(),
  text: z.string(),
  community: named,
  grid: named.nullable(),
  group: named.nullable(),
  /** Masked; null where the resident asked that his name be kept. */
  reporter: z.object({ name: z.string().nullable(), phone: z.string().nullable(), hidden: z.boolean() }),
  enteredBy: z.object({ name: z.string().nullable(), org: named.nullable() }),
  outcome: z.enum(VISIT_OUTCOMES),
  outcomeWords: z.string(),
  answer: z.string().nullable(),
  /** `2026-11-30`; `overdue` where that day is over and nothing came of it. */
  followUpOn: z.string().nullable(),
  overdue: z.boolean(),
  /** `visible`: whether the viewer may open it. */
  ticket: z.object({ id, number: z.string(), stateWords: z.string(), visible: z.boolean() }).nullable(),
  canSettle: z.boolean(),
});
export type VisitView = z.infer<typeof visitView>;
export const visitPage = pageOf(visitView);

/** The unmasked particulars of an entry; each look is kept. */
export const visitRevealed = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
});
