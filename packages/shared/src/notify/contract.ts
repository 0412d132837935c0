/** HTTP contract of in-app messages, subscribe-message consents, and the operator's list of failed deliveries. */
import * as z from 'zod';
import { id, instant, pageOf, paging } from '../contract.ts';

export const NOTICE_KINDS = [
  'report_received',
  'new_ticket',
  'reported_up',
  'answered',
  'question_asked',
  'supplemented',
  'dispatched',
  'returned',
  'sent_back',
  'resolved_please_rate',
  'reworked',
  'rated',
  'withdrawn',
  'due_soon',
  'overdue',
  'assigned',
  'part_done',
  'explanation_check',
  'explanation_agreed',
  'review_asked',
  'supervised',
  'request_asked',
  'request_decided',
  'merged',
  'appealed',
  'content_to_look',
  'content_held',
  'content_shown',
  'content_hidden',
  // About a post on the community's page and not about a ticket.
  'post_to_look',
  'post_hidden',
  'post_answered',
  'post_due_soon',
  'post_overdue',
  // About the house and not about a ticket; only operators get it.
  'calendar_ending',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const message = z.object({
  id,
  kind: z.enum(NOTICE_KINDS),
  title: z.string(),
  body: z.string(),
  ticketId: id.nullable(),
  /** The post of a community's page it is about. */
  postId: id.nullable(),
  /** Whether the reader meets it as staff (opens the staff page) or as the reporter. */
  side: z.enum(['resident', 'staff']),
  at: instant,
  readAt: instant.nullable(),
});
export type Message = z.infer<typeof message>;
export const messagePage = pageOf(message).extend({ unread: z.number().int() });
export const messageQuery = z.object({ ...paging, unread: z.stringbool().optional() });

/** What the person answered in WeChat's popup, by template id. One accept is one credit for one message. */
export const subscriptionAnswer = z.strictObject({
  result: z.record(z.string().max(64), z.enum(['accept', 'reject', 'ban', 'filter'])),
});

/** Outside production, where a stand-in takes WeChat's place: the popup as a demo person's phone would answer it. */
export const demoConsent = z.strictObject({ templates: z.array(z.string().min(1).max(64)).min(1).max(5) });
export const demoConsented = z.object({ result: subscriptionAnswer.shape.result });

export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'unknown', 'failed', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const delivery = z.object({
  id,
  eventId: id,
  ticketId: id.nullable(),
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(['wechat']),
  person: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  reason: z.string().nullable(),
  at: instant,
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryPage = pageOf(delivery);
export const deliveryQuery = z.object({ ...paging, state: z.enum(DELIVERY_STATES).optional() });
