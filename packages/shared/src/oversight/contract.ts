/** HTTP contract of 督单: supervision orders, requests that wait for the tier above, and appeals against ratings. */
import * as z from 'zod';
import { id, instant, named, orgId, pageOf, paging } from '../contract.ts';
import { supervisionView } from '../supervision/contract.ts';
import { ticketCard } from '../ticket/contract.ts';
import { LIGHTS, SCORES } from '../ticket/status.ts';

const count = z.number().int();

/** `open` is both of the two after it: without a plan yet, and with one. */
const ORDER_STATES = ['open', 'waiting', 'planned', 'closed'] as const;

export const ordersQuery = z.object({
  ...paging,
  state: z.enum(ORDER_STATES).default('open'),
  /** The organisation that is supervised, or the street it is about. */
  org: orgId.optional(),
  reason: supervisionView.shape.reason.optional(),
  cause: supervisionView.shape.cause.unwrap().optional(),
  /** The leader's own time is up. */
  overdue: z.stringbool().optional(),
});
export type OrdersQuery = z.infer<typeof ordersQuery>;

/** One 督办单. Open ones come with the oldest first, closed ones with the last first. */
export const orderRow = z.object({
  id: z.string(),
  ticket: ticketCard,
  order: supervisionView,
  /** The leader's own clock; null once there is a plan. */
  clock: z.object({ light: z.enum(LIGHTS), dueWords: z.string(), dueAt: instant }).nullable(),
});
export type OrderRow = z.infer<typeof orderRow>;
export const orderPage = pageOf(orderRow);

/** What waits in each list, for its tabs and for the desk; nought where the list is not the viewer's. */
export const supervisionCounts = z.object({
  waiting: count,
  planned: count,
  closed: count,
  overdue: count,
  requests: count,
  appeals: count,
  /** The organisations that orders of the viewer's list are over. */
  orgs: z.array(named),
});
export type SupervisionCounts = z.infer<typeof supervisionCounts>;

export const requestsQuery = z.object(paging);

/** What the holder of a ticket asks of the viewer; the oldest ticket first. */
export const requestRow = z.object({
  id,
  ticket: ticketCard,
  kind: z.enum(['extension', 'leader']),
  /** 「申请延期」「提请领导定时限」 */
  kindWords: z.string(),
  by: named.nullable(),
  askedAt: instant.nullable(),
  reason: z.string().nullable(),
  /** The wish; and until when it is due as it stands, null where no clock runs. */
  until: instant,
  dueAt: instant.nullable(),
});
export type RequestRow = z.infer<typeof requestRow>;
export const requestPage = pageOf(requestRow);

export const appealsQuery = z.object({ ...paging, state: z.enum(['open', 'decided']).default('open') });
export type AppealsQuery = z.infer<typeof appealsQuery>;

/** An appeal with the rating it is about. Whose rating it is nobody learns here. Open ones by what is due first. */
export const appealRow = z.object({
  id,
  ticket: ticketCard,
  state: z.enum(['open', 'accepted', 'refused']),
  by: named.nullable(),
  askedAt: instant.nullable(),
  reason: z.string().nullable(),
  rating: z
    .object({
      score: z.enum(SCORES),
      words: z.string(),
      tags: z.array(z.string()),
      text: z.string().nullable(),
      at: instant,
    })
    .nullable(),
  decidedAt: instant.nullable(),
  decision: z.string().nullable(),
  /** Until when the office decides; null once it has. */
  clock: z.object({ light: z.enum(LIGHTS), dueWords: z.string(), dueAt: instant }).nullable(),
});
export type AppealRow = z.infer<typeof appealRow>;
export const appealPage = pageOf(appealRow);
