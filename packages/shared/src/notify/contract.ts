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
  // About notices themselves: to a leader whose people don't react, what was gathered, and a test somebody asked for.
  'push_unread',
  'digest',
  'channel_test',
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

/** Marks everything that was told of one ticket: whoever opened it needs no further push. */
export const ticketRead = z.strictObject({ ticketId: id });

/** The ways out of the house, beside the message inside the app. */
export const PUSH_CHANNELS = ['wecom', 'employee', 'subscribe', 'sms'] as const;
export type PushChannel = (typeof PUSH_CHANNELS)[number];

export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'unknown', 'failed', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const delivery = z.object({
  id,
  eventId: id,
  ticketId: id.nullable(),
  kind: z.enum(NOTICE_KINDS),
  channel: z.enum(PUSH_CHANNELS),
  person: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  reason: z.string().nullable(),
  at: instant,
});
export type Delivery = z.infer<typeof delivery>;
export const deliveryPage = pageOf(delivery);
export const deliveryQuery = z.object({
  ...paging,
  state: z.enum(DELIVERY_STATES).optional(),
  channel: z.enum(PUSH_CHANNELS).optional(),
});

/** `ok` it reaches him; `broken` it did or should, and something is to be repaired; `off` this house or he doesn't have it. */
export const CHANNEL_STATES = ['ok', 'broken', 'off'] as const;
/** What one tap does about it. */
export const REPAIRS = ['wecom', 'employee', 'employee_templates', 'subscribe', 'phone'] as const;
export type Repair = (typeof REPAIRS)[number];

export const myChannel = z.object({
  channel: z.enum(PUSH_CHANNELS),
  name: z.string(),
  state: z.enum(CHANNEL_STATES),
  /** How it stands, in one sentence. */
  words: z.string(),
  repair: z.enum(REPAIRS).nullable(),
  /** When it last carried something to him. */
  lastSentAt: instant.nullable(),
});
export type MyChannel = z.infer<typeof myChannel>;

export const myChannels = z.object({
  /** What is wrong, where it must be said before he asks: nothing reaches him, or something that did no longer does. */
  hint: z.string().nullable(),
  channels: z.array(myChannel),
  /** 还能收几条: messages left of each template that staff are asked consent for. */
  credits: z.array(
    z.object({ templateId: z.string(), title: z.string(), left: z.number().int(), longterm: z.boolean() }),
  ),
  /** The templates of 用工消息, and which of them he took. */
  employeeTemplates: z.array(z.object({ templateId: z.string(), title: z.string(), taken: z.boolean() })),
  /** The last test he asked for, and what became of it by channel. */
  test: z
    .object({
      at: instant,
      running: z.boolean(),
      tries: z.array(
        z.object({
          channel: z.enum(PUSH_CHANNELS),
          name: z.string(),
          state: z.enum(DELIVERY_STATES),
          words: z.string(),
        }),
      ),
    })
    .nullable(),
});
export type MyChannels = z.infer<typeof myChannels>;

/** What the phone was answered by `wx.bindEmployeeRelation`, or found by `wx.checkEmployeeRelation`. */
export const employeeReport = z.strictObject({
  bound: z.boolean(),
  /** The answers by template id; those that weren't asked stay as they were. */
  templates: z.record(z.string().max(64), z.enum(['accept', 'reject', 'ban', 'filter'])),
});

const figures = z.object({
  sent: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  /** Not even tried, or refused by the person's own settings. */
  refused: z.number().int(),
});

/** How each channel does, for the operator. */
export const channelFigures = z.object({
  channels: z.array(
    z.object({
      channel: z.enum(PUSH_CHANNELS),
      name: z.string(),
      configured: z.boolean(),
      day: figures,
      week: figures,
      waiting: z.number().int(),
      oldestWaitingAt: instant.nullable(),
      /** Set where the service behind it doesn't answer, in words. */
      broken: z.string().nullable(),
      /** Why something did not arrive within the week, the most frequent first. */
      reasons: z.array(z.object({ words: z.string(), count: z.number().int() })),
    }),
  ),
  /** Notices that are still looking for their person, and leaders told within the week. */
  open: z.number().int(),
  leadersTold: z.number().int(),
});
export type ChannelFigures = z.infer<typeof channelFigures>;
