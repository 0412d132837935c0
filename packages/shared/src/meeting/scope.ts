/**
 * Who holds a meeting and who may read it.
 *
 * A community holds its own study, a street its own weekly meeting; the street reads its communities' and the district reads all.
 * To everybody else a meeting is a thing that does not exist.
 */
import type { District } from '../district/schema.ts';
import type { Actor, Role } from '../identity/roles.ts';
import { isWithin, leadersInCharge, orgsOfTier } from '../org/tree.ts';
import { actsFor } from '../ticket/relation.ts';
import type { Force, MeetingKind } from './words.ts';

export type Seat = 'hold' | 'read';

const DISTRICT_WIDE: readonly Role[] = ['dispatch_staff', 'district_leader', 'supervisor'];
const STREET: readonly Role[] = ['street_staff', 'street_leader'];

/** The tier whose meeting it is. */
export const tierOf = (kind: MeetingKind): 'community' | 'street' => (kind === 'study' ? 'community' : 'street');

/** How somebody stands to the meetings of an organisation; null where they are nothing to him. */
export function seatAt(actor: Actor, kind: MeetingKind, orgId: string, district: District): Seat | null {
  const org = district.orgs.get(orgId);
  if (org?.tier !== tierOf(kind)) return null;
  const holders: readonly Role[] = kind === 'study' ? ['community_staff'] : STREET;
  const has = (roles: readonly Role[], at: string | undefined) =>
    actor.duties.some((duty) => roles.includes(duty.role) && actsFor(duty.org, district) === at);
  if (has(holders, orgId)) return 'hold';
  if (kind === 'study' && has(STREET, org.streetId)) return 'read';
  return actor.duties.some((duty) => DISTRICT_WIDE.includes(duty.role)) ? 'read' : null;
}

/** The organisations whose meetings of a kind somebody may see, his own first, then in the order of the files. */
export function seatsOf(actor: Actor, kind: MeetingKind, district: District): { orgId: string; seat: Seat }[] {
  const found = orgsOfTier(district, tierOf(kind)).flatMap(({ id }) => {
    const seat = seatAt(actor, kind, id, district);
    return seat ? [{ orgId: id, seat }] : [];
  });
  return [...found.filter(({ seat }) => seat === 'hold'), ...found.filter(({ seat }) => seat === 'read')];
}

/** Somebody of the roster, with the duty he comes to a meeting in. */
export interface Invited {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly org: string;
}

const dutiesWhere = (district: District, fits: (duty: { role: Role; org: string }) => boolean): Invited[] =>
  district.people.flatMap(({ key, name, roles }) => {
    const duty = roles.find(fits);
    return duty ? [{ key, name, role: duty.role, org: duty.org }] : [];
  });

/** Who may attend: everybody of the community and its grids; for a street also its sections and all its communities. */
export const attendeesFor = (orgId: string, district: District): Invited[] =>
  dutiesWhere(district, ({ role, org }) => role !== 'operator' && isWithin(district, org, orgId));

/** Who may take the chair: the community's own staff; at the street one of its leaders. */
export const chairsFor = (kind: MeetingKind, orgId: string, district: District): Invited[] =>
  dutiesWhere(
    district,
    ({ role, org }) =>
      role === (kind === 'study' ? 'community_staff' : 'street_leader') && actsFor(org, district) === orgId,
  );

/** Who may be named as one of the four forces for a ticket of a community. */
export function forcesFor(force: Force, communityId: string, district: District): Invited[] {
  const street = district.orgs.get(communityId)?.streetId;
  switch (force) {
    case 'leader': {
      const charged = new Set(leadersInCharge(district, communityId));
      return dutiesWhere(district, ({ role }) => role === 'district_leader').filter(({ key }) => charged.has(key));
    }
    case 'department':
      return dutiesWhere(district, ({ role }) => role === 'department_staff');
    case 'cadre':
      return dutiesWhere(district, ({ role, org }) => STREET.includes(role) && actsFor(org, district) === street);
    case 'member':
      return dutiesWhere(district, ({ org }) => isWithin(district, org, communityId));
  }
}

/** 「龙立新（河滨路街道 街道领导）」 */
export const invitedWords = ({ name, role, org }: Invited, district: District): string =>
  `${name}（${district.orgs.get(org)?.name ?? org} ${district.wording.roles[role]}）`;
