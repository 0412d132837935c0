/** Notices on the page of a community: who writes them for whom, and when they are there to read. */
import { DAY } from '../deadline/calendar.ts';
import type { District } from '../district/schema.ts';
import type { Actor, Role } from '../identity/roles.ts';
import type { Org } from '../org/tier.ts';
import { isWithin } from '../org/tree.ts';
import { actsFor } from '../ticket/relation.ts';

export const NOTICE_TOPICS = ['policy', 'works', 'cutoff', 'event'] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];
export const NOTICE_TOPIC_WORDS: Readonly<Record<NoticeTopic, string>> = {
  policy: '政策',
  works: '施工',
  cutoff: '停水停电',
  event: '活动',
};

/** A notice can be planned, and last, at most this long from now on. */
const LONGEST_PLAN = 2 * 366 * DAY;

const FOR_THEIR_OWN: readonly Role[] = ['community_staff', 'street_staff', 'street_leader'];
const FOR_THE_DISTRICT: readonly Role[] = ['dispatch_staff', 'district_leader'];

/** The communities, streets and (for staff of the district) the district that somebody may write notices for, the widest first. */
export function noticeOrgs(actor: Actor, district: District): Org[] {
  return (['district', 'street', 'community'] as const).flatMap((tier) =>
    [...district.orgs.values()].filter((org) => org.tier === tier && mayWriteFor(org.id, actor, district)),
  );
}

/** Whether somebody may write, change and withdraw the notices of this organisation: it is his own or lies within it. */
export const mayWriteFor = (orgId: string, actor: Actor, district: District): boolean =>
  ['community', 'street', 'district'].includes(district.orgs.get(orgId)?.tier ?? '') &&
  actor.duties.some(
    ({ role, org }) =>
      FOR_THE_DISTRICT.includes(role) ||
      (FOR_THEIR_OWN.includes(role) && isWithin(district, orgId, actsFor(org, district))),
  );

/** The organisations whose notices stand on the page of a community: its own, its street's, its district's. */
export function noticesComeFrom(communityId: string, district: District): string[] {
  const org = district.orgs.get(communityId);
  return [org?.id, org?.streetId, org?.districtId].filter((id) => id !== undefined);
}

/** The communities whose residents a notice of this organisation is for. */
export const communitiesOf = (orgId: string, district: District): string[] =>
  [...district.orgs.values()]
    .filter(({ tier, id }) => tier === 'community' && isWithin(district, id, orgId))
    .map(({ id }) => id);

export interface NoticeTimes {
  readonly publishAt: number;
  readonly untilAt: number | null;
  readonly withdrawnAt: number | null;
}

/** `planned` until it is published, `out`, `ended` after its last moment, `withdrawn` by who wrote it. */
export type NoticeState = 'planned' | 'out' | 'ended' | 'withdrawn';
export const NOTICE_STATE_WORDS: Readonly<Record<NoticeState, string>> = {
  planned: '定时发布',
  out: '已发布',
  ended: '已过期',
  withdrawn: '已撤回',
};

export function noticeStateOf({ publishAt, untilAt, withdrawnAt }: NoticeTimes, now: number): NoticeState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (publishAt > now) return 'planned';
  return untilAt !== null && untilAt <= now ? 'ended' : 'out';
}

/** What is wrong with the times of a notice, by field; null where nothing is. `before` is what it says so far. */
export function wrongTimes(
  { publishAt, untilAt }: { publishAt: number; untilAt: number | null },
  now: number,
  before: NoticeTimes | null,
): Readonly<Record<string, string>> | null {
  const moved = before === null || before.publishAt !== publishAt;
  if (before !== null && moved && before.publishAt <= now) return { publishAt: '已经发布的公告不能再改发布时间' };
  if (moved && publishAt < now) return { publishAt: '发布时间要晚于现在' };
  if (publishAt > now + LONGEST_PLAN) return { publishAt: '最多提前两年安排' };
  if (untilAt === null || untilAt === before?.untilAt) return null;
  if (untilAt <= Math.max(now, publishAt)) return { until: '截止时间要晚于现在和发布时间' };
  return untilAt > now + LONGEST_PLAN ? { until: '截止时间最多在两年以内' } : null;
}
