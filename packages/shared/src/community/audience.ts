/** Who is told what of a post: one table, as the journey has one. Nobody is told of what he did himself. */
import type { NoticeKind } from '../notify/contract.ts';

/** What can happen to a post; the log of a post is made of these. */
export const POST_EVENTS = [
  'posted',
  'commented',
  'shown',
  'hidden',
  'answered',
  'ordered',
  'warned',
  'expired',
] as const;
export type PostEvent = (typeof POST_EVENTS)[number];

/** `writer` wrote what the event is about (the post, or the comment that was hidden); `asker` wrote the post. */
export const POST_WHO = ['writer', 'asker', 'community_staff', 'street_staff'] as const;
export type PostWho = (typeof POST_WHO)[number];

/** An order has its own messages, so its asker is told by those. */
export const POST_AUDIENCE: Readonly<Record<PostEvent, readonly { who: PostWho; notice: NoticeKind }[]>> = {
  posted: [{ who: 'community_staff', notice: 'post_to_look' }],
  commented: [{ who: 'community_staff', notice: 'post_to_look' }],
  shown: [],
  hidden: [{ who: 'writer', notice: 'post_hidden' }],
  answered: [{ who: 'asker', notice: 'post_answered' }],
  ordered: [],
  warned: [{ who: 'community_staff', notice: 'post_due_soon' }],
  expired: [
    { who: 'community_staff', notice: 'post_overdue' },
    { who: 'street_staff', notice: 'post_overdue' },
  ],
};
