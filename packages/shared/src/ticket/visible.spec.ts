/** Who sees what: lists and single tickets agree for everybody on the roster, and the reporter's name is kept from whom it must be. */
import {
  communityHandles,
  departmentHandles,
  dispatched,
  district,
  PEOPLE,
  type Person,
  reported,
  reportedUp,
  resolvedByCommunity,
  resolvedByDepartment,
  resolvedByStreet,
  type Story,
  signed,
} from '../../../../test/support/rules.ts';
import type { Actor, Role } from '../identity/roles.ts';
import type { Part, Whole } from './facts.ts';
import {
  LIVE_PART_STATES,
  maskName,
  maskPhone,
  may,
  mayReveal,
  maySeeReporter,
  type Scope,
  scopeOf,
} from './visible.ts';

/** The whole roster, the residents, and people whose duties cross areas. */
const ROSTER: readonly Actor[] = [
  ...district.people.map(({ key, roles }): Actor => ({ personId: key, duties: roles })),
  ...district.residents.map(({ key }): Actor => ({ personId: key, duties: [] })),
  { personId: 'resident-1', duties: PEOPLE.foreignCommunity.duties },
  { personId: 'clerk', duties: [{ role: 'street_staff', org: 'hbl-s-law' }] },
  { personId: 'both', duties: [...PEOPLE.foreignGridWorker.duties, ...PEOPLE.water.duties] },
];

const moved = ({ whole }: Story, ticket: Partial<Whole['ticket']>): Whole => ({
  ...whole,
  ticket: { ...whole.ticket, ...ticket },
});
const partsAs = ({ whole }: Story, state: Part['state']): Whole => ({
  ...whole,
  parts: whole.parts.map((part) => (part.kind === 'assisting' ? { ...part, state } : part)),
});

/** Tickets in every state, area and division of work. */
const TICKETS: readonly Whole[] = [
  ...[reported, communityHandles, reportedUp, signed, resolvedByCommunity, resolvedByDepartment, resolvedByStreet].map(
    (from) => from().whole,
  ),
  dispatched(['dept-water']).whole,
  departmentHandles(['dept-water', 'dept-market']).whole,
  dispatched(['dept-water']).does('urban', 'return').whole,
  dispatched(['dept-water']).does('resident', 'withdraw').whole,
  resolvedByDepartment().does('resident', 'rate').whole,
  ...(['offered', 'accepted', 'done', 'returned', 'withdrawn'] as const).map((state) =>
    partsAs(departmentHandles(['dept-water', 'dept-market']), state),
  ),
  communityHandles().does('community', 'assign', { person: 'hbl-hbl-g2-worker', personId: 'hbl-hbl-g2-worker' }).whole,
  moved(communityHandles(), { gridId: null }),
  moved(communityHandles(), { gridId: 'hy-ys-g2', communityId: 'hy-ys', streetId: 'hy', holderOrg: 'hy-ys' }),
  moved(communityHandles(), { assigneeId: 'both' }),
  // Held by somebody of another area, as when a neighbouring street follows up.
  moved(resolvedByDepartment(), { holderOrg: 'xj' }),
  moved(resolvedByDepartment(), { holderOrg: 'xj-xm' }),
  moved(reported(), { reporterId: 'hbl-hbl-staff-1' }),
];

/** What a query over a scope finds. */
function found(scope: Scope, { ticket, parts }: Whole): boolean {
  const among = (ids: readonly string[], id: string | null) => id !== null && ids.includes(id);
  return (
    scope.everything ||
    scope.own.includes(ticket.reporterId) ||
    (scope.assigned && scope.own.includes(ticket.assigneeId ?? '')) ||
    among(scope.grids, ticket.gridId) ||
    among(scope.communities, ticket.communityId) ||
    among(scope.streets, ticket.streetId) ||
    among(scope.holders, ticket.holderOrg) ||
    parts.some((part) => among(scope.parts, part.orgId) && LIVE_PART_STATES.includes(part.state))
  );
}

test('a list finds exactly the tickets that may be opened', () => {
  let yes = 0;
  for (const actor of ROSTER)
    for (const whole of TICKETS) {
      const opened = may('ticket.see', actor, whole, district);
      expect([actor, whole.ticket.state, found(scopeOf(actor, district), whole)]).toEqual([
        actor,
        whole.ticket.state,
        opened,
      ]);
      if (opened) yes++;
    }
  expect(yes).toBeGreaterThan(TICKETS.length);
  expect(yes).toBeLessThan((ROSTER.length * TICKETS.length) / 4);
});

/** Everybody of the cast on the ticket a department handles while another assists; `y` and `-`, nobody left out. */
const RIGHTS: Readonly<Record<Exclude<Person, 'system'>, string>> = {
  //                 see  internal  reporter  hidden  reveal  reveal hidden
  resident: 'y - y y - -',
  neighbour: '- - - - - -',
  gridWorker: 'y y y - - -',
  otherGridWorker: '- - - - - -',
  community: 'y y y y - -',
  colleague: 'y y y y - -',
  street: 'y y y - - -',
  streetLeader: 'y y y - - -',
  urban: 'y y y - y -',
  urbanSection: 'y y y - y -',
  housing: '- - - - - -',
  water: 'y y y - y -',
  centre: 'y y y y - -',
  leader: 'y y - - - -',
  supervisor: 'y y - - - -',
  operator: '- - - - - -',
  foreignCommunity: '- - - - - -',
  foreignStreet: '- - - - - -',
  foreignGridWorker: '- - - - - -',
  foreignDepartment: '- - - - - -',
};

const rightsOf = (actor: Actor, whole: Whole): string => {
  const hidden = { ...whole, ticket: { ...whole.ticket, hideName: true } };
  return [
    may('ticket.see', actor, whole, district),
    may('ticket.see_internal', actor, whole, district),
    maySeeReporter(actor, whole, district),
    maySeeReporter(actor, hidden, district),
    mayReveal(actor, whole, district),
    mayReveal(actor, hidden, district),
  ]
    .map((yes) => (yes ? 'y' : '-'))
    .join(' ');
};

test.each(Object.entries(RIGHTS))('the rights of %s in a ticket a department handles: %s', (person, expected) => {
  expect(rightsOf(PEOPLE[person as Person], departmentHandles(['dept-water']).whole)).toBe(expected);
});

describe('the audited look at name and phone', () => {
  // Who must act on the ticket may look, and nobody else: one line per situation, with everybody who may.
  test.each<[string, () => Story, Person[], Person[]]>([
    ['submitted', reported, ['gridWorker', 'community', 'colleague'], ['community', 'colleague']],
    ['community handles', communityHandles, ['gridWorker', 'community', 'colleague'], ['community', 'colleague']],
    ['reported up', reportedUp, ['street', 'streetLeader'], []],
    ['street follows', signed, ['street', 'streetLeader'], []],
    ['dispatched', () => dispatched(['dept-water']), ['urban', 'urbanSection', 'water'], []],
    ['department handles', () => departmentHandles(['dept-water']), ['urban', 'urbanSection', 'water'], []],
    ['the community asks', resolvedByDepartment, ['gridWorker', 'community', 'colleague'], ['community', 'colleague']],
    ['the street asks', resolvedByCommunity, ['street', 'streetLeader'], []],
    ['the centre asks', resolvedByStreet, ['centre'], ['centre']],
    ['closed', () => resolvedByCommunity().does('resident', 'rate'), [], []],
  ])('%s', (_, from, open, hidden) => {
    const { whole } = from();
    const people = (Object.keys(PEOPLE) as Person[]).filter((person) => person !== 'system');
    const withName = (hideName: boolean) => ({ ...whole, ticket: { ...whole.ticket, hideName } });
    expect(people.filter((person) => mayReveal(PEOPLE[person], withName(false), district))).toEqual(open);
    expect(people.filter((person) => mayReveal(PEOPLE[person], withName(true), district))).toEqual(hidden);
  });

  test('ends for a department with its part, and begins again with rework', () => {
    const assisted = departmentHandles(['dept-water']).does('water', 'accept').does('water', 'part.finish');
    expect(mayReveal(PEOPLE.water, assisted.whole, district)).toBe(false);
    expect(mayReveal(PEOPLE.urban, assisted.whole, district)).toBe(true);
    const resolved = assisted.does('urban', 'resolve');
    expect(mayReveal(PEOPLE.urban, resolved.whole, district)).toBe(false);
    expect(maySeeReporter(PEOPLE.urban, resolved.whole, district)).toBe(true);
    const reworked = resolved.does('resident', 'rate', { score: 'dissatisfied' });
    expect(mayReveal(PEOPLE.urban, reworked.whole, district)).toBe(true);
  });

  test('no department, grid worker, street or leader ever learns a hidden name', () => {
    const never: readonly Role[] = [
      'department_staff',
      'grid_worker',
      'street_staff',
      'street_leader',
      'district_leader',
      'supervisor',
    ];
    const others = ROSTER.filter(({ duties }) => duties.length > 0 && duties.every(({ role }) => never.includes(role)));
    for (const actor of others)
      for (const whole of TICKETS) {
        const hidden = { ...whole, ticket: { ...whole.ticket, hideName: true } };
        if (actor.personId === whole.ticket.reporterId) continue;
        expect([actor, maySeeReporter(actor, hidden, district), mayReveal(actor, hidden, district)]).toEqual([
          actor,
          false,
          false,
        ]);
      }
  });
});

describe('masks', () => {
  test.each([
    ['13912345678', '139****5678'],
    ['07450001234', '074****1234'],
    ['', ''],
  ])('%s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

  test('every phone of the roster loses its middle', () => {
    for (const { phone } of [...district.people, ...district.residents])
      expect(maskPhone(phone)).toMatch(/^\d{3}\*{4}\d{4}$/);
  });

  test.each([
    ['王小明', '王**'],
    ['王五', '王**'],
    ['欧阳修文', '欧**'],
    ['𠮷田太郎', '𠮷**'],
    ['', '**'],
  ])('%s is shown as %s', (name, shown) => expect(maskName(name)).toBe(shown));
});
