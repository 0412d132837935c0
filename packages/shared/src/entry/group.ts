/**
 * Residents' WeChat groups: a member who opens a card that was shared into one brings the group's name-less id with him. Staff of the
 * community confirm once that it is theirs; from then on whoever comes from it is in the right community by himself.
 */

/** How WeChat says that a person came out of a group: its card, the same with a ticket, its tools, its to-do, its announcement. */
const GROUP_SCENES: readonly number[] = [1008, 1044, 1158, 1160, 1185];
export const isFromGroup = (scene: number | undefined): boolean => scene !== undefined && GROUP_SCENES.includes(scene);

/** `proposed` until somebody of the staff says whether it is theirs. */
export const GROUP_STATES = ['proposed', 'confirmed', 'refused'] as const;
export type GroupState = (typeof GROUP_STATES)[number];
export const GROUP_STATE_WORDS: Readonly<Record<GroupState, string>> = {
  proposed: '待确认',
  confirmed: '本社区居民群',
  refused: '不是本社区的群',
};

/** So many groups wait at a community at most; nobody can bury its desk under cards he shares. */
export const PROPOSED_MAX = 30;

/** What becomes of a group that somebody comes from with the card of a community. `known` are all its rows, in any community. */
export function arrivedFrom(
  known: readonly { readonly communityId: string; readonly state: GroupState }[],
  communityId: string | null,
): { readonly community: string } | { readonly propose: string } | null {
  const confirmed = known.find(({ state }) => state === 'confirmed');
  if (confirmed) return { community: confirmed.communityId };
  // Once a community has said that it isn't theirs, the same card doesn't ask it again.
  if (communityId === null || known.some((row) => row.communityId === communityId)) return null;
  return { propose: communityId };
}
