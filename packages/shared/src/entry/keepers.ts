/** Which codes stand by themselves, and who keeps the ways into a community. */
import type { District } from '../district/schema.ts';
import type { Actor } from '../identity/roles.ts';
import type { Org } from '../org/tier.ts';
import { isWithin, orgsOfTier } from '../org/tree.ts';
import { actsFor } from '../ticket/relation.ts';

/** The communities and grids that have a code each, as long as they stand in the district's files. */
export const standingOrgs = (district: Pick<District, 'orgs'>): Org[] => [
  ...orgsOfTier(district, 'community'),
  ...orgsOfTier(district, 'grid'),
];

/**
 * Whether somebody looks after the codes and the residents' groups of a community: its own staff, its grid workers, and the street for
 * its communities.
 */
export const keepsWaysIn = (communityId: string, actor: Actor, district: District): boolean =>
  actor.duties.some(({ role, org }) => {
    if (role === 'community_staff') return org === communityId;
    if (role === 'grid_worker') return district.orgs.get(org)?.communityId === communityId;
    if (role !== 'street_staff' && role !== 'street_leader') return false;
    return isWithin(district, communityId, actsFor(org, district));
  });

/** The communities whose ways in somebody looks after, in the order of the files. */
export const waysInOf = (actor: Actor, district: District): Org[] =>
  orgsOfTier(district, 'community').filter(({ id }) => keepsWaysIn(id, actor, district));
