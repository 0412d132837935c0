/** Who may do the acts of the journey: roles, in a relation to the ticket. */
import { ROLES } from '../identity/roles.ts';
import type { By } from './row.ts';

export const reporter: By = { roles: ['resident'], as: 'owner' };
/** Whoever serves residents may write down what one of them says; the operator serves the system. */
export const anyStaff: By = { roles: ROLES.filter((role) => role !== 'operator'), as: 'staff' };
export const system: By = { roles: ['system'], as: 'system' };
export const communityHolds: By = { roles: ['community_staff'], as: 'holder' };
export const streetHolds: By = { roles: ['street_staff', 'street_leader'], as: 'holder' };
export const gridHandles: By = { roles: ['grid_worker'], as: 'grid_of_holder' };
export const leadPart: By = { roles: ['department_staff'], as: 'lead' };
export const assistingPart: By = { roles: ['department_staff'], as: 'assisting' };
export const anyHolder: By = {
  roles: ['community_staff', 'street_staff', 'street_leader', 'department_staff'],
  as: 'holder',
};
export const follower: By = {
  roles: ['community_staff', 'street_staff', 'street_leader', 'dispatch_staff'],
  as: 'holder',
};
export const centre: By = { roles: ['dispatch_staff'], as: 'subtree' };
/** The dispatch centre, while it triages what came in through it or decides an objection. */
export const centreHolds: By = { roles: ['dispatch_staff'], as: 'holder' };
/** The second tier, whoever holds the ticket. */
export const streetOfTicket: By = { roles: ['street_staff', 'street_leader'], as: 'subtree' };
/** Whoever has the same problem and no part in the ticket yet. */
export const stranger: By = { roles: ['resident'], as: 'foreign' };
export const followerSelf: By = { roles: ['resident'], as: 'follower' };
/** The community it lies in, whoever holds it. */
export const communityOfTicket: By = { roles: ['community_staff'], as: 'same_org' };
export const streetLeader: By = { roles: ['street_leader'], as: 'subtree' };
/** 挂点区领导 */
export const inCharge: By = { roles: ['district_leader'], as: 'in_charge' };
export const overseer: By = { roles: ['supervisor'], as: 'subtree' };
export const handledIt: By = {
  roles: ['community_staff', 'street_staff', 'street_leader', 'department_staff'],
  as: 'handled',
};
