/**
 * Those who have the same problem: they join by a tap, at a desk, or because their own ticket was merged. Each is told like the
 * reporter and scores for himself.
 */
import { refuse } from '../problem.ts';
import { type Draft, type EffectRule, patch } from './draft.ts';
import type { Follower } from './facts.ts';
import { followerOf, type GuardRule, list, notNow, type Situation, text } from './situation.ts';

/** Who joins: named by the staff member at the desk, or the person himself. */
const joining = ({ input, as }: Situation): string => text(input, 'followerId') ?? as.personId;

export const FOLLOWER_GUARDS = {
  follows_not_yet: (situation) => {
    const personId = joining(situation);
    const { whole } = situation;
    if (personId === whole.ticket.reporterId) return notNow('本来就是他反映的', '再跟进');
    return followerOf(whole, personId) ? notNow('已在一起跟进', '再跟进') : null;
  },
  follower_named: ({ input }) => (text(input, 'followerId') === null ? refuse('INVALID_INPUT') : null),
  follower_not_rated: ({ whole, as }) =>
    followerOf(whole, as.personId)?.score == null ? null : refuse('ALREADY_RATED'),
  was_resolved: ({ whole: { ticket } }) =>
    ticket.resolvedAt !== null &&
    (ticket.state === 'resolved' || ticket.outcome === 'rated' || ticket.outcome === 'unrated')
      ? null
      : notNow('还没有办结', '评价'),
} satisfies Record<string, GuardRule>;

const add = (draft: Draft, rows: readonly Pick<Follower, 'personId' | 'via' | 'fromTicketId'>[], now: number): void => {
  const known = draft.whole.followers;
  const fresh = rows.filter(
    ({ personId }, index) =>
      personId !== draft.whole.ticket.reporterId &&
      !followerOf(draft.whole, personId) &&
      rows.findIndex((other) => other.personId === personId) === index,
  );
  const followers = fresh.map(
    (row, index): Follower => ({
      id: `${draft.seq}-${index}`,
      ...row,
      since: now,
      score: null,
      ratedAt: null,
      leftAt: null,
    }),
  );
  draft.whole = { ...draft.whole, followers: [...known, ...followers] };
  count(draft);
};

const change = (draft: Draft, fits: (follower: Follower) => boolean, part: Partial<Follower>): void => {
  const followers = draft.whole.followers.map((one) => (fits(one) ? { ...one, ...part } : one));
  draft.whole = { ...draft.whole, followers };
};

const count = (draft: Draft): void =>
  patch(draft, { followerCount: draft.whole.followers.filter(({ leftAt }) => leftAt === null).length });

export const FOLLOWER_EFFECTS = {
  join: (draft, situation) =>
    add(draft, [{ personId: joining(situation), via: 'join', fromTicketId: null }], situation.now),
  leave: (draft, { as, now }) => {
    const row = followerOf(draft.whole, as.personId);
    change(draft, ({ id }) => id === row?.id, { leftAt: now });
    count(draft);
  },
  absorb: (draft, { input, now }) =>
    add(
      draft,
      list(input, 'people').map((personId) => ({ personId, via: 'merge', fromTicketId: text(input, 'source') })),
      now,
    ),
  merged: (draft, { input }) => patch(draft, { mergedInto: text(input, 'targetId') }),
  follower_rating: (draft, { as, input, now }) => {
    const row = followerOf(draft.whole, as.personId);
    change(draft, ({ id }) => id === row?.id, { score: input.score as Follower['score'], ratedAt: now });
  },
  /** A new resolution is scored anew by everybody. */
  followers_unrated: (draft) => change(draft, ({ score }) => score !== null, { score: null, ratedAt: null }),
} satisfies Record<string, EffectRule>;
