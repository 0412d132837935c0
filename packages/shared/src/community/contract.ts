/** HTTP contract of a community's page: its notices, and the questions of its residents with the answers. */
import * as z from 'zod';
import { id, instant, named, orgId, pageOf, paging, requiredWords, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { photo, photoIds } from '../media/contract.ts';
import { dot } from '../ticket/contract.ts';
import { reportPlace } from '../ticket/reporting/contract.ts';
import { LIGHTS } from '../ticket/status.ts';
import { NOTICE_TOPICS } from './notice.ts';
import { CHECKS, POST_STATES } from './post.ts';

/** What somebody types to find an answer. */
const q = words(LIMITS.search).optional();

export const noticeQuery = z.object({ ...paging, q });
export type NoticeQuery = z.infer<typeof noticeQuery>;

export const noticeCard = z.object({
  id,
  title: z.string(),
  topic: z.enum(NOTICE_TOPICS),
  topicWords: z.string(),
  /** The beginning of the text, at most 60 characters. */
  beginning: z.string(),
  /** Who published it. */
  from: z.string(),
  pinned: z.boolean(),
  publishedAt: instant,
  /** When it ends to be of interest; null for one without an end. */
  until: instant.nullable(),
  thumbUrl: z.string().nullable(),
});
export type NoticeCard = z.infer<typeof noticeCard>;
export const noticePage = pageOf(noticeCard);

/** What only those who may write it see of a notice. Readers are residents, each counted once. */
export const noticeDesk = z.object({
  state: z.enum(['planned', 'out', 'ended', 'withdrawn']),
  stateWords: z.string(),
  version: z.number().int(),
  org: named,
  readers: z.number().int(),
  /** The registered residents of its area, and how many of those have read it. */
  reach: z.object({ residents: z.number().int(), readers: z.number().int() }),
  withdrawnBecause: z.string().nullable(),
});
export const noticeView = noticeCard.extend({
  body: z.string(),
  photos: z.array(photo),
  /** When its text was last changed after it was published. */
  editedAt: instant.nullable(),
  ended: z.boolean(),
  desk: noticeDesk.nullable(),
});
export type NoticeView = z.infer<typeof noticeView>;

export const noticeDeskCard = noticeCard.extend({ desk: noticeDesk });
export type NoticeDeskCard = z.infer<typeof noticeDeskCard>;
/** The notices somebody may write, the latest first, with the organisations he may write for. */
export const noticeDeskPage = pageOf(noticeDeskCard).extend({ orgs: z.array(named) });
export type NoticeDeskPage = z.infer<typeof noticeDeskPage>;
export const noticeDeskQuery = z.object(paging);

const writing = {
  topic: z.enum(NOTICE_TOPICS),
  title: requiredWords(LIMITS.shortText),
  body: requiredWords(LIMITS.notice),
  pinned: z.boolean().default(false),
  photos: photoIds(LIMITS.photosPerAct).default([]),
  /** Left out: now, or as it was. */
  publishAt: instant.optional(),
  until: instant.nullable().default(null),
};
export const writeNotice = z.strictObject({ org: orgId, ...writing });
export type WriteNotice = z.infer<typeof writeNotice>;
export const editNotice = z.strictObject({ version: z.number().int().min(1), ...writing });
export type EditNotice = z.infer<typeof editNotice>;
export const withdrawNotice = z.strictObject({
  version: z.number().int().min(1),
  reason: requiredWords(LIMITS.reason),
});
export type WithdrawNotice = z.infer<typeof withdrawNotice>;
export const written = z.object({ id, version: z.number().int() });
export type Written = z.infer<typeof written>;

/** The order a post was turned into. Neighbours learn how far it is and nothing else. */
export const postOrder = z.object({
  sentence: z.string(),
  dots: z.array(dot),
  dotsWords: z.string(),
  /** Only staff who see the post at their desk know the number; they and its reporter can open it. */
  number: z.string().nullable(),
  ticketId: id.nullable(),
});

const author = z.object({ name: z.string(), mine: z.boolean() });

export const postQuery = z.object({ ...paging, q });
export type PostQuery = z.infer<typeof postQuery>;

export const postCard = z.object({
  id,
  summary: z.string(),
  author,
  state: z.enum(POST_STATES),
  stateWords: z.string(),
  at: instant,
  thumbUrl: z.string().nullable(),
  photoCount: z.number().int(),
  answered: z.boolean(),
  /** The last official answer, shortened. */
  answer: z.object({ from: z.string(), beginning: z.string() }).nullable(),
  /** The promise while it isn't answered: 「河滨社区最晚 11月23日 周一 17:30 前答复」. */
  promise: z.string().nullable(),
  order: postOrder.nullable(),
});
export type PostCard = z.infer<typeof postCard>;
export const postPage = pageOf(postCard);

export const DESK_VIEWS = ['look', 'answer', 'overdue', 'all'] as const;
export const postDeskQuery = z.object({
  ...paging,
  /** Waits for a look (the oldest first), for an answer (by due time), is overdue (by due time), or all (the latest first). */
  view: z.enum(DESK_VIEWS).default('answer'),
  community: orgId.optional(),
  q,
});
export type PostDeskQuery = z.infer<typeof postDeskQuery>;

const deskFacts = {
  community: named,
  light: z.enum(LIGHTS).nullable(),
  /** 「还剩 3 小时」「超时 5 小时」; null where no answer is awaited. */
  dueWords: z.string().nullable(),
  dueAt: instant,
  check: z.enum(CHECKS),
  checkWords: z.string(),
  /** Comments nobody has looked at. */
  waitingComments: z.number().int(),
};
export const postDeskCard = postCard.extend(deskFacts);
export type PostDeskCard = z.infer<typeof postDeskCard>;
export const postDeskPage = pageOf(postDeskCard);

export const replyView = z.object({
  id,
  /** An answer of an organisation, which stands out. */
  official: z.boolean(),
  /** The organisation of an official answer, or the masked name. */
  from: z.string(),
  mine: z.boolean(),
  text: z.string(),
  at: instant,
  state: z.enum(POST_STATES),
  stateWords: z.string(),
  hiddenBecause: z.string().nullable(),
  /** For staff who look at it. */
  checkWords: z.string().nullable(),
});
export type ReplyView = z.infer<typeof replyView>;

export const postView = postCard.extend({
  text: z.string(),
  community: named,
  photos: z.array(photo),
  hiddenBecause: z.string().nullable(),
  replies: z.array(replyView),
  /** What this person may do here. */
  may: z.object({ comment: z.boolean(), look: z.boolean(), answer: z.boolean(), order: z.boolean() }),
  /** For staff; `ready` are the district's ready answers and reasons. */
  desk: z
    .object({ ...deskFacts, ready: z.object({ answer: z.array(z.string()), hide: z.array(z.string()) }) })
    .nullable(),
});
export type PostView = z.infer<typeof postView>;

export const askPost = z.strictObject({
  text: requiredWords(LIMITS.words),
  photos: photoIds(LIMITS.photosPerReport).default([]),
  /** The privacy notice the author agreed to. */
  consent: z.string().min(1).max(20),
});
export type AskPost = z.infer<typeof askPost>;
export const sayOnPost = z.strictObject({ text: requiredWords(LIMITS.answer) });
/** A member of staff's look. `seen` is the state he saw, so that two who look at once learn of each other. */
export const lookAt = z
  .strictObject({
    seen: z.enum(POST_STATES),
    verdict: z.enum(['show', 'hide']),
    reason: requiredWords(LIMITS.reason).optional(),
  })
  .refine((look) => look.verdict === 'show' || look.reason !== undefined, {
    path: ['reason'],
    error: '请写明理由，作者会看到',
  });
export type LookAt = z.infer<typeof lookAt>;
export const posted = z.object({ id, state: z.enum(POST_STATES) });
export type Posted = z.infer<typeof posted>;

/** What the desk makes of a post: its words and photos, changed where the desk knows better, and where it is. */
export const orderFromPost = z.strictObject({
  text: requiredWords(LIMITS.words),
  place: reportPlace,
  photos: photoIds(LIMITS.photosPerReport).default([]),
  category: z.string().max(LIMITS.orgId).optional(),
});
export type OrderFromPost = z.infer<typeof orderFromPost>;

/** How well questions are answered, community by community: all that were asked in the last `days` days and not hidden. */
export const coverageQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });
export const coverage = z.object({
  days: z.number().int(),
  counts: z.object({ look: z.number().int(), answer: z.number().int(), overdue: z.number().int() }),
  communities: z.array(
    z.object({
      community: named,
      asked: z.number().int(),
      answered: z.number().int(),
      inTime: z.number().int(),
      overdue: z.number().int(),
    }),
  ),
});
export type Coverage = z.infer<typeof coverage>;
