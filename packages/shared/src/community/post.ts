/**
 * Questions on the page of a community: who may look at them, answer them and see them, and the clock that runs until one is answered.
 *
 * Source: the method's first order: 「信息全掌握、回复全覆盖、互动全天候」. Invariants: neighbours see nothing that no member of staff has
 * looked at; the author always sees his own; the clock runs from the asking, looked at or not, and no act but an answer ends it. A post
 * that is hidden waits for no answer, because its author was told why; shown again it waits with the due time it had.
 */
import { dueOf, light, remainingInWords } from '../deadline/clock.ts';
import type { DeadlineRule } from '../deadline/rule.ts';
import type { District } from '../district/schema.ts';
import type { Actor } from '../identity/roles.ts';
import { isWithin } from '../org/tree.ts';
import { FOUND, type Found } from '../safety/verdict.ts';
import { actsFor } from '../ticket/relation.ts';
import type { Light } from '../ticket/status.ts';

/** `waiting` for a look, `shown` to the neighbours, or `hidden` with a reason the author is told. Comments have the same three. */
export const POST_STATES = ['waiting', 'shown', 'hidden'] as const;
export type PostState = (typeof POST_STATES)[number];
export const POST_STATE_WORDS: Readonly<Record<PostState, string>> = {
  waiting: '等待工作人员查看',
  shown: '邻居可见',
  hidden: '未公开',
};

/** What the thread says of a post that became an order; the order itself says how far it is. */
export const ORDERED_WORDS = '已转为工单办理，办到哪一步，可以在这条提问下面看到。';

/** The worst of what was found in the words and the pictures; pictures are looked at later. */
export const CHECKS = FOUND;
export type Check = Found;
export const CHECK_WORDS: Readonly<Record<Check, string>> = {
  pass: '内容检查通过',
  review: '内容检查存疑，请仔细看',
  risky: '内容检查不通过，请仔细看',
  none: '内容检查没有完成，请仔细看',
};

/** How somebody stands to a community's page. */
export type Standing = 'desk' | 'above' | 'neighbour';

/** A person with the community he chose as his own. */
export interface Visitor extends Actor {
  readonly home: string | null;
}

/**
 * `desk`: staff of the community or of its street; `above`: who looks on for the district; `neighbour`: whose own community it is, or
 * who works in one of its grids. Nobody else has to do with it.
 */
export function standingsAt(communityId: string, visitor: Visitor, district: District): ReadonlySet<Standing> {
  const found = new Set<Standing>();
  if (visitor.home === communityId) found.add('neighbour');
  const streetId = district.orgs.get(communityId)?.streetId;
  for (const { role, org } of visitor.duties) {
    const orgId = actsFor(org, district);
    if (role === 'community_staff' && orgId === communityId) found.add('desk');
    if ((role === 'street_staff' || role === 'street_leader') && orgId === streetId) found.add('desk');
    if (role === 'grid_worker' && isWithin(district, org, communityId)) found.add('neighbour');
    if (role === 'dispatch_staff' || role === 'district_leader' || role === 'supervisor') found.add('above');
  }
  return found;
}

/** The organisation somebody answers for at this community: his community before his street; null where he has no desk there. */
export function deskOrg(communityId: string, actor: Actor, district: District): string | null {
  const orgs = actor.duties
    .filter(({ role }) => role === 'community_staff' || role === 'street_staff' || role === 'street_leader')
    .map(({ org }) => actsFor(org, district));
  const streetId = district.orgs.get(communityId)?.streetId;
  return orgs.find((org) => org === communityId) ?? orgs.find((org) => org === streetId) ?? null;
}

/** The communities whose posts somebody sees as staff. */
export function communitiesOfDesk(actor: Actor, district: District): string[] {
  const visitor = { ...actor, home: null };
  return [...district.orgs.values()]
    .filter(({ tier }) => tier === 'community')
    .map(({ id }) => id)
    .filter((id) => {
      const standings = standingsAt(id, visitor, district);
      return standings.has('desk') || standings.has('above');
    });
}

/** Whether somebody may read what another person wrote, given how he stands to the community. */
export const maySee = (written: { state: PostState; authorId: string }, personId: string, at: ReadonlySet<Standing>) =>
  written.authorId === personId ||
  at.has('desk') ||
  at.has('above') ||
  (at.has('neighbour') && written.state === 'shown');

/** The clock of a post until its first official answer, as it is stored with it. */
export interface AnswerClock {
  readonly rule: DeadlineRule;
  readonly dueAt: number;
  readonly warnAt: number;
}

/** Starts the clock of a post by the district's rule of today, which stays with it. */
export function startAnswerClock(askedAt: number, { rules, calendar }: District): AnswerClock {
  const { dueAt, warnAt } = dueOf(rules.post_answer, askedAt, calendar);
  return { rule: rules.post_answer, dueAt, warnAt };
}

export interface Answering {
  readonly state: PostState;
  readonly answeredAt: number | null;
}

/** Whether a post still waits for its answer. */
export const awaitsAnswer = ({ state, answeredAt }: Answering): boolean => answeredAt === null && state !== 'hidden';

interface Sweeping extends Answering {
  readonly dueAt: number;
  readonly warnAt: number;
  readonly warnedAt: number | null;
  readonly expiredAt: number | null;
}

/** When time has to act on a post next: its light turns yellow, then red; null where nothing more happens to it. */
export function nextSweepAt(post: Sweeping): number | null {
  if (!awaitsAnswer(post) || post.expiredAt !== null) return null;
  return post.warnedAt === null ? post.warnAt : post.dueAt + 1;
}

/** What time does to a post now: each once, and the later alone where nobody swept in between. */
export function actOfTime(post: Sweeping, now: number): 'warned' | 'expired' | null {
  if (!awaitsAnswer(post) || post.expiredAt !== null) return null;
  if (now > post.dueAt) return 'expired';
  return post.warnedAt === null && now >= post.warnAt ? 'warned' : null;
}

/** The light of a post that waits for its answer, with its words: 「还剩 3 小时」. */
export function answerLight(
  post: Answering & AnswerClock,
  now: number,
  { calendar }: District,
): { light: Light; words: string } | null {
  if (!awaitsAnswer(post)) return null;
  const clock = { rule: { rule: post.rule }, dueAt: post.dueAt, warnAt: post.warnAt, pausedAt: null };
  return { light: light(clock, now), words: remainingInWords(clock, now, calendar) };
}
