/**
 * Whose lists of supervision orders, of waiting requests and of appeals somebody reads. What he may do with one of them the journey
 * decides; a test walks both.
 */
import type { District } from '../district/schema.ts';
import type { Actor, Role } from '../identity/roles.ts';
import type { Ticket } from '../ticket/facts.ts';
import { actsFor } from '../ticket/relation.ts';
import type { State } from '../ticket/status.ts';

const held = (actor: Actor, roles: readonly Role[]): boolean => actor.duties.some(({ role }) => roles.includes(role));
const orgsOf = (actor: Actor, roles: readonly Role[], district: District): string[] =>
  actor.duties.filter(({ role }) => roles.includes(role)).map(({ org }) => actsFor(org, district));
const chargeOf = (actor: Actor): readonly string[] => (held(actor, ['district_leader']) ? (actor.charge ?? []) : []);

/** 督办单 by what ties an order to the reader; one of them is enough. */
export interface OrdersScope {
  everything: boolean;
  /** Streets and departments whose tickets a leader answers for. */
  charge: readonly string[];
  /** Streets, for all tickets of theirs. */
  streets: readonly string[];
  /** Communities and departments, for the orders over themselves. */
  supervised: readonly string[];
}

const ORDER_READERS: readonly Role[] = [
  'district_leader',
  'supervisor',
  'dispatch_staff',
  'street_staff',
  'street_leader',
  'community_staff',
  'department_staff',
];

/** Null for whom there is no such list. */
export function ordersFor(actor: Actor, district: District): OrdersScope | null {
  if (!held(actor, ORDER_READERS)) return null;
  return {
    everything: held(actor, ['supervisor', 'dispatch_staff']),
    charge: chargeOf(actor),
    streets: orgsOf(actor, ['street_staff', 'street_leader'], district),
    supervised: orgsOf(actor, ['community_staff', 'department_staff'], district),
  };
}

/** The requests of one kind that wait for the reader, in these states and of these organisations. */
export interface RequestsOf {
  states: readonly State[];
  /** Both kinds wait for the leader in charge; the others are asked for more time alone. */
  kinds: readonly NonNullable<Ticket['asked']>[];
  /** By street; or by what a leader is in charge of; or all. */
  streets?: readonly string[];
  charge?: readonly string[];
}

const HANDLED: readonly State[] = ['community_handling', 'street_handling', 'department_handling'];

/** What waits for the reader's decision; empty where he decides nothing. */
export function requestsFor(actor: Actor, district: District): RequestsOf[] {
  const found: RequestsOf[] = [];
  if (held(actor, ['district_leader']))
    found.push({ states: HANDLED, kinds: ['extension', 'leader'], charge: chargeOf(actor) });
  if (held(actor, ['supervisor'])) found.push({ states: HANDLED, kinds: ['extension'] });
  if (held(actor, ['dispatch_staff']))
    found.push({ states: ['street_handling', 'department_handling'], kinds: ['extension'] });
  const streets = orgsOf(actor, ['street_leader'], district);
  if (streets.length > 0) found.push({ states: ['community_handling'], kinds: ['extension'], streets });
  return found;
}

/** The supervision office decides appeals, and nobody else reads the list of them. */
export const readsAppeals = (actor: Actor): boolean => held(actor, ['supervisor']);
