/**
 * How a person stands to a ticket. Every permission, of the journey and of looking, is asked in these words.
 *
 * A relation belongs to one duty: somebody who is grid worker here and resident there is asked duty by duty. Whoever reported the
 * ticket stands to it as its owner only, so that nobody handles and scores the same ticket.
 */
import type { District } from '../district/schema.ts';
import type { Actor, Duty, Role } from '../identity/roles.ts';
import { isWithin } from '../org/tree.ts';
import type { ActedAs, Follower, Part, Ticket } from './facts.ts';

export const RELATIONS = [
  'system',
  'owner',
  'follower',
  'holder',
  'grid_of_holder',
  'same_org',
  'subtree',
  'lead',
  'assisting',
  'handled',
  'in_charge',
  'staff',
  'foreign',
] as const;
export type Relation = (typeof RELATIONS)[number];

const DISTRICT_WIDE: readonly Role[] = ['dispatch_staff', 'district_leader', 'supervisor'];
const LIVE_PART: readonly Part['state'][] = ['offered', 'accepted', 'done'];

type Seen = {
  ticket: Pick<
    Ticket,
    | 'holderOrg'
    | 'communityId'
    | 'streetId'
    | 'gridId'
    | 'assigneeId'
    | 'reporterId'
    | 'state'
    | 'leadOrg'
    | 'handlingOrgs'
  >;
  parts: readonly Part[];
  followers: readonly Follower[];
};

export interface Standing {
  as: ActedAs;
  relations: ReadonlySet<Relation>;
}

/** Whether this id is the person himself, under the name he has now or one that was kept for him before. */
export const isHimself = (actor: Actor, personId: string | null): boolean =>
  personId !== null && (actor.personId === personId || actor.formerly?.includes(personId) === true);

/** The row under which this person follows; undefined for who does not. */
export const followingOf = (actor: Actor, followers: readonly Follower[]): Follower | undefined =>
  followers.find(({ personId, leftAt }) => leftAt === null && isHimself(actor, personId));

/**
 * One standing per duty, the owner's and the follower's alone: whoever waits for the answer himself has no part in it as staff.
 * Somebody with no tie to the ticket stands to it as a stranger, and besides as what he is.
 */
export function standings(actor: Actor, seen: Seen, district: District): Standing[] {
  const resident = (relation: Relation, personId = actor.personId): Standing => ({
    as: { personId, role: 'resident', org: null },
    relations: new Set([relation]),
  });
  if (actor.personId === 'system')
    return [{ as: { personId: 'system', role: 'system', org: null }, relations: new Set<Relation>(['system']) }];
  if (isHimself(actor, seen.ticket.reporterId)) return [resident('owner')];
  const follower = followingOf(actor, seen.followers);
  // He may still follow under a name that was kept for him before.
  if (follower) return [resident('follower', follower.personId)];
  const found = actor.duties.map((duty) => ({
    as: { personId: actor.personId, role: duty.role, org: duty.org },
    relations: relationsOf(duty, actor, seen, district),
  }));
  // Every duty is a staff's; that alone is no tie.
  return found.some(({ relations }) => relations.size > 1) ? found : [resident('foreign'), ...found];
}

function relationsOf(duty: Duty, actor: Actor, { ticket, parts }: Seen, district: District): Set<Relation> {
  const relations = new Set<Relation>(['staff']);
  const orgId = actsFor(duty.org, district);
  if (ticket.holderOrg === orgId) relations.add('holder');
  if (duty.role !== 'grid_worker' && ticket.handlingOrgs.includes(orgId)) relations.add('handled');
  const mine = parts.findLast((part) => part.orgId === orgId && LIVE_PART.includes(part.state));
  if (mine) relations.add(mine.kind);
  if (duty.role === 'grid_worker') {
    const inGrid = duty.org === ticket.gridId || isHimself(actor, ticket.assigneeId);
    if (inGrid) relations.add('same_org');
    if (inGrid && ticket.holderOrg === ticket.communityId && isWithin(district, duty.org, ticket.communityId))
      relations.add('grid_of_holder');
  } else if (orgId === ticket.communityId) relations.add('same_org');
  else if (orgId === ticket.streetId) relations.add('subtree');
  else if (DISTRICT_WIDE.includes(duty.role)) relations.add('subtree');
  if (duty.role === 'district_leader' && inCharge(actor, ticket)) relations.add('in_charge');
  return relations;
}

/** A leader answers for the tickets of his streets, and for those his departments lead. */
const inCharge = ({ charge = [] }: Actor, { streetId, leadOrg, holderOrg }: Seen['ticket']): boolean =>
  [streetId, leadOrg, holderOrg].some((orgId) => orgId !== null && charge.includes(orgId));

/** A section's people act for the street or department it belongs to; a grid's do not act for its community. */
export function actsFor(orgId: string, district: District): string {
  const org = district.orgs.get(orgId);
  return org?.tier === 'section' ? (org.parentId ?? orgId) : orgId;
}

/** The last part of an organisation in a ticket, which is the one it can still act on. */
export const partOf = (parts: readonly Part[], orgId: string | null, district: District): Part | undefined =>
  orgId === null ? undefined : parts.findLast((part) => part.orgId === actsFor(orgId, district));
