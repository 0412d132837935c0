/**
 * 民情走访台账: what came in offline, who may read it, and how an entry ends.
 *
 * Every entry has the time, the reporter's basic particulars and the content, whatever became of it. The ledger is about residents:
 * nothing here counts the entries of a person.
 */
import type { District } from '../district/schema.ts';
import type { Actor, Duty, Role } from '../identity/roles.ts';
import { actsFor, isHimself } from '../ticket/relation.ts';
import type { Channel } from '../ticket/status.ts';

export const VISIT_OUTCOMES = ['answered', 'order', 'follow_up'] as const;
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number];
export const VISIT_OUTCOME_WORDS: Readonly<Record<VisitOutcome, string>> = {
  answered: '当场答复',
  order: '已转为工单',
  follow_up: '需要跟进',
};

/** What a resident told somebody himself. A transfer and a patrol have no resident who was met, and so no entry. */
export const VISIT_CHANNELS = [
  'visit',
  'service_hall',
  'phone',
  'letter',
  'volunteer',
  'group_relay',
] as const satisfies readonly Channel[];
export const isOfLedger = (channel: Channel): boolean => VISIT_CHANNELS.some((one) => one === channel);

/** What of an entry decides who may read it. */
export interface VisitPlace {
  communityId: string;
  streetId: string;
  gridId: string | null;
  enteredBy: string;
}

const DISTRICT_WIDE: readonly Role[] = ['dispatch_staff', 'district_leader', 'supervisor'];
const STREET: readonly Role[] = ['street_staff', 'street_leader'];

/** The entries a person may read, as sets of ids for a query. It says the same as `maySeeVisit`. */
export interface VisitScope {
  own: string[];
  everything: boolean;
  grids: string[];
  communities: string[];
  streets: string[];
}

export function visitScopeOf(actor: Actor, district: District): VisitScope {
  const at = (...roles: Role[]) =>
    actor.duties.filter(({ role }) => roles.includes(role)).map(({ org }) => actsFor(org, district));
  return {
    own: [actor.personId, ...(actor.formerly ?? [])],
    everything: at(...DISTRICT_WIDE).length > 0,
    grids: at('grid_worker'),
    communities: at('community_staff'),
    streets: at(...STREET),
  };
}

export function maySeeVisit(actor: Actor, visit: VisitPlace, district: District): boolean {
  const { everything, grids, communities, streets } = visitScopeOf(actor, district);
  return (
    everything ||
    isHimself(actor, visit.enteredBy) ||
    grids.includes(visit.gridId ?? '') ||
    communities.includes(visit.communityId) ||
    streets.includes(visit.streetId)
  );
}

/** Who goes on with an entry, and so may read, audited, whom to call: who wrote it down, and who serves that place. */
export function maySettleVisit(actor: Actor, visit: VisitPlace, district: District): boolean {
  const serves = ({ role, org }: Duty): boolean =>
    (role === 'community_staff' && org === visit.communityId) ||
    (role === 'grid_worker' && org === visit.gridId) ||
    (role === 'street_staff' && actsFor(org, district) === visit.streetId);
  return isHimself(actor, visit.enteredBy) || actor.duties.some(serves);
}
