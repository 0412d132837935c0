/**
 * Who may see what of a ticket: one table of permissions by role and relation, and the masks.
 *
 * What is not in the table is refused. A foreign ticket is answered as if it did not exist.
 */
import type { District } from '../district/schema.ts';
import type { Actor, Role } from '../identity/roles.ts';
import { anyStaff } from './by.ts';
import type { Part, Ticket } from './facts.ts';
import { type Relation, standings } from './relation.ts';

export const PERMISSIONS = [
  'ticket.see',
  /** Internal notes: reasons of returns, dispatch notes, assignments. */
  'ticket.see_internal',
  /** The reporter's masked name and phone. */
  'reporter.see',
  /** The same where the reporter asked that his name be kept from the handlers. */
  'reporter.see_hidden',
  /** The audited look at the unmasked name and phone. */
  'reporter.reveal',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

type Grants = Readonly<Partial<Record<Role | 'resident', readonly Relation[]>>>;

const EVERY_TIE: Grants = {
  grid_worker: ['same_org'],
  community_staff: ['same_org', 'holder'],
  street_staff: ['subtree', 'holder'],
  street_leader: ['subtree', 'holder'],
  department_staff: ['lead', 'assisting'],
  dispatch_staff: ['subtree'],
  district_leader: ['subtree'],
  supervisor: ['subtree'],
};

export const GRANTS: Readonly<Record<Permission, Grants>> = {
  'ticket.see': { resident: ['owner', 'follower'], ...EVERY_TIE },
  'ticket.see_internal': EVERY_TIE,
  'reporter.see': {
    resident: ['owner'],
    grid_worker: ['same_org'],
    community_staff: ['same_org'],
    street_staff: ['subtree'],
    street_leader: ['subtree'],
    department_staff: ['lead', 'assisting'],
    dispatch_staff: ['subtree'],
  },
  'reporter.see_hidden': { resident: ['owner'], community_staff: ['same_org'], dispatch_staff: ['subtree'] },
  'reporter.reveal': {
    grid_worker: ['grid_of_holder'],
    community_staff: ['holder'],
    street_staff: ['holder'],
    street_leader: ['holder'],
    department_staff: ['holder', 'assisting'],
    dispatch_staff: ['holder'],
  },
};

type Seen = Parameters<typeof standings>[1];

/** Whether this person may do this with this ticket. */
export function may(permission: Permission, actor: Actor, seen: Seen, district: District): boolean {
  const grants = GRANTS[permission];
  return standings(actor, seen, district).some((standing) => {
    const role = standing.as.role;
    return role !== 'system' && (grants[role] ?? []).some((relation) => standing.relations.has(relation));
  });
}

/** Whether this person may write down reports for residents and look up who they are: with any duty but the operator's. */
export const mayEnter = (actor: Actor): boolean => actor.duties.some(({ role }) => anyStaff.roles.includes(role));

/** Whether this person may know who reported, masked; with the reporter's own wish respected. */
export const maySeeReporter = (actor: Actor, seen: Seen & { ticket: Ticket }, district: District): boolean =>
  may(seen.ticket.hideName ? 'reporter.see_hidden' : 'reporter.see', actor, seen, district);

/**
 * Whether this person may look at the unmasked name and phone, which is logged. A part that is done gives no reason any more
 * to call the resident, so from then on only the mask is left.
 */
export const mayReveal = (actor: Actor, seen: Seen & { ticket: Ticket }, district: District): boolean =>
  maySeeReporter(actor, seen, district) &&
  may('reporter.reveal', actor, { ...seen, parts: seen.parts.filter(({ state }) => state !== 'done') }, district);

/**
 * The tickets a person may find in lists, as sets of ids for a query. It must say the same as `ticket.see`; a test walks both.
 * `own` are his ids: the tickets reported by them are his, and with `assigned` those given to him by name.
 */
export interface Scope {
  own: string[];
  assigned: boolean;
  everything: boolean;
  grids: string[];
  communities: string[];
  streets: string[];
  /** Departments, by their live parts. */
  parts: string[];
  /** Organisations that may hold a ticket of a foreign area, such as a street that follows up. */
  holders: string[];
}

export function scopeOf(actor: Actor, district: District): Scope {
  const at = (...roles: Role[]) =>
    actor.duties
      .filter((duty) => roles.includes(duty.role))
      .map((duty) => {
        const org = district.orgs.get(duty.org);
        return org?.tier === 'section' && org.parentId !== null ? org.parentId : duty.org;
      });
  return {
    own: [actor.personId, ...(actor.formerly ?? [])],
    assigned: at('grid_worker').length > 0,
    everything: at('dispatch_staff', 'district_leader', 'supervisor').length > 0,
    grids: at('grid_worker'),
    communities: at('community_staff'),
    streets: at('street_staff', 'street_leader'),
    parts: at('department_staff'),
    holders: at('community_staff', 'street_staff', 'street_leader'),
  };
}

export const LIVE_PART_STATES: readonly Part['state'][] = ['offered', 'accepted', 'done'];

/** `13912345678` -> `139****5678`. */
export const maskPhone = (phone: string): string => phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');

/** 王小明 -> 王**; a name is never shown longer or shorter than three signs, so that its length tells nothing. */
export const maskName = (name: string): string => `${Array.from(name)[0] ?? ''}**`;
