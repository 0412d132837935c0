/**
 * Questions to the organisation tree. An id that isn't in the district is a programming error (ids reach this file from
 * the config or from stored tickets), so `orgOf` throws and everything else builds on it.
 */
import type { District } from '../district/schema.ts';
import type { Org, Tier } from './tier.ts';

type Tree = Pick<District, 'orgs'>;

/** The organisation with this id; throws where the district has none. */
export function orgOf(district: Tree, orgId: string): Org {
  const org = district.orgs.get(orgId);
  if (!org) throw new RangeError(`no organisation ${orgId} in this district`);
  return org;
}

/** True where the organisation is the ancestor itself or lies anywhere under it; false for an unknown id. */
export function isWithin(district: Tree, orgId: string, ancestorId: string): boolean {
  for (
    let org = district.orgs.get(orgId);
    org;
    org = org.parentId === null ? undefined : district.orgs.get(org.parentId)
  )
    if (org.id === ancestorId) return true;
  return false;
}

/** The street an organisation is, lies in, or (a department's section) serves. */
export function streetOf(district: Tree, orgId: string): Org | null {
  const { streetId } = orgOf(district, orgId);
  return streetId === undefined ? null : orgOf(district, streetId);
}

/** The community an organisation is or lies in. */
export function communityOf(district: Tree, orgId: string): Org | null {
  const { communityId } = orgOf(district, orgId);
  return communityId === undefined ? null : orgOf(district, communityId);
}

/** All organisations of one tier, in the order of the files. */
export function orgsOfTier(district: Tree, tier: Tier): Org[] {
  return [...district.orgs.values()].filter((org) => org.tier === tier);
}

/** The departments of the district, in the order of the files. */
export function departments(district: Tree): Org[] {
  return orgsOfTier(district, 'department');
}

/** The organisations directly under this one, in the order of the files. */
export function childrenOf(district: Tree, orgId: string): Org[] {
  return [...district.orgs.values()].filter((org) => org.parentId === orgId);
}

/** The district itself, for which its leaders act. */
export function districtOrg(district: Tree): Org {
  return only(district, 'district');
}

/** The centre that decides objections to a dispatch; every valid district has exactly one. */
export function dispatchCentre(district: Tree): Org {
  return only(district, 'dispatch_centre');
}

/** The office that follows what leaders supervise; every valid district has exactly one. */
export function supervisionOffice(district: Tree): Org {
  return only(district, 'supervision_office');
}

/**
 * The organisation one tier up, which approves for this one: a grid's community, a community's street, a section's
 * street or department; for a street or a department it is the dispatch centre, for the offices of the district the
 * district. The district itself answers to nobody here: null.
 */
export function managerOf(district: Tree, orgId: string): Org | null {
  const org = orgOf(district, orgId);
  if (org.tier === 'street' || org.tier === 'department') return dispatchCentre(district);
  return org.parentId === null ? null : orgOf(district, org.parentId);
}

/** Keys of the district leaders in charge of a street or a department, or of the street an organisation lies in. */
export function leadersInCharge(district: Pick<District, 'orgs' | 'people'>, orgId: string): string[] {
  return district.people
    .filter((person) => person.charge.some((charged) => isWithin(district, orgId, charged)))
    .map((person) => person.key);
}

function only(district: Tree, tier: Tier): Org {
  const [org] = orgsOfTier(district, tier);
  if (!org) throw new RangeError(`the district has no ${tier}`);
  return org;
}
