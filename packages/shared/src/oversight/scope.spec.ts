/** Who reads which list of 督单, and that what waits in it is for him to decide (HJ-25, HJ-22). */
import { district, PEOPLE } from '../../../../test/support/rules.ts';
import type { Actor, Role } from '../identity/roles.ts';
import { ONE_TIER_UP } from '../ticket/rows/request.ts';
import { ordersFor, readsAppeals, requestsFor } from './scope.ts';

const somebody = (role: Role, org: string, charge?: string[]): Actor => ({
  personId: role,
  duties: [{ role, org }],
  ...(charge ? { charge } : {}),
});
const leader = somebody('district_leader', 'hongjiang', ['hbl', 'dept-urban']);
const ROSTER: readonly Actor[] = district.people.map(({ key, roles, charge }) => ({
  personId: key,
  duties: roles,
  charge,
}));

describe('the lists of 督单', () => {
  it('are wider the higher the reader stands', () => {
    const none = { everything: false, charge: [], streets: [], supervised: [] };
    expect(ordersFor(somebody('supervisor', 'office'), district)).toEqual({ ...none, everything: true });
    expect(ordersFor(somebody('dispatch_staff', 'centre'), district)).toEqual({ ...none, everything: true });
    expect(ordersFor(leader, district)).toEqual({ ...none, charge: ['hbl', 'dept-urban'] });
    // A section's people act for their street.
    expect(ordersFor(somebody('street_staff', 'hbl-s-law'), district)).toEqual({ ...none, streets: ['hbl'] });
    expect(ordersFor(somebody('department_staff', 'dept-water'), district)).toEqual({
      ...none,
      supervised: ['dept-water'],
    });
    for (const nobody of [somebody('grid_worker', 'hbl-hbl-g1'), somebody('operator', 'hongjiang'), PEOPLE.resident])
      expect(ordersFor(nobody, district)).toBeNull();
  });

  it('give nobody a charge who is not a leader', () => {
    expect(ordersFor({ ...somebody('department_staff', 'dept-water'), charge: ['hbl'] }, district)?.charge).toEqual([]);
    expect(requestsFor({ ...somebody('street_staff', 'hbl'), charge: ['hbl'] }, district)).toEqual([]);
  });

  it('show requests in those states alone in which the journey lets the reader decide them', () => {
    for (const actor of ROSTER)
      for (const { states } of requestsFor(actor, district))
        for (const state of states) {
          const deciders = ONE_TIER_UP.flatMap(([from, by]) =>
            from === state ? by.flatMap(({ roles }) => roles) : [],
          );
          expect(actor.duties.some(({ role }) => deciders.includes(role))).toBe(true);
        }
    const asked = ROSTER.filter((actor) => requestsFor(actor, district).length > 0);
    expect(new Set(asked.flatMap(({ duties }) => duties.map(({ role }) => role)))).toEqual(
      new Set(['district_leader', 'supervisor', 'dispatch_staff', 'street_leader']),
    );
  });

  it('keep appeals for the supervision office', () => {
    expect(readsAppeals(somebody('supervisor', 'office'))).toBe(true);
    expect(readsAppeals(leader)).toBe(false);
  });
});
