/** HTTP contract of tickets that are alike: what residents are shown before they send, and staff to merge. */
import * as z from 'zod';
import { id, instant, words } from '../../contract.ts';
import { LIMITS } from '../../limits.ts';
import { dot, ticketCard } from '../contract.ts';
import { reportPlace } from '../reporting/contract.ts';

/** What is asked before a report is sent. All but the place may still be missing. */
export const likeReport = z.strictObject({
  text: words(LIMITS.words).default(''),
  place: reportPlace,
  category: z.string().max(LIMITS.orgId).optional(),
});
export type LikeReport = z.infer<typeof likeReport>;

/** An open ticket as strangers may know it: nothing of whose it is. */
export const similarTicket = z.object({
  id,
  /** The first words, without numbers; the kind of thing, where the reporter wants his name kept. */
  summary: z.string(),
  thumbUrl: z.string().nullable(),
  /** 「约 30 米」「同一网格」. */
  distanceWords: z.string(),
  reasons: z.array(z.string()),
  submittedAt: instant,
  stateWords: z.string(),
  sentence: z.string(),
  dots: z.array(dot),
  dotsWords: z.string(),
  /** The viewer reported it himself. */
  mine: z.boolean(),
});
export type SimilarTicket = z.infer<typeof similarTicket>;
export const similarTickets = z.object({ items: z.array(similarTicket) });

/** Open tickets like one, for who may see both: to be merged, or known of. The most alike first. */
export const likeTickets = z.object({
  items: z.array(z.object({ card: ticketCard, distanceWords: z.string(), reasons: z.array(z.string()) })),
});
export type LikeTickets = z.infer<typeof likeTickets>;
