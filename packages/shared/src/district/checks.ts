/** What no single line can show to be wrong: references between files, and promises the whole district has to keep. */
import { isDate } from '../deadline/calendar.ts';
import type { Role } from '../identity/roles.ts';
import type { Tier } from '../org/tier.ts';
import { checkWorkingTime } from './calendar-checks.ts';
import type { DistrictFiles, Problem } from './files.ts';
import { ROOT_IDS } from './lines.ts';
import { checkDifficulties, checkGroups, checkLeadingGroup, checkScale } from './method-checks.ts';
import { checkNotify } from './notify-file.ts';
import { checkOrgs } from './org-checks.ts';
import { shown } from './reason.ts';
import { checkTemplates } from './template-checks.ts';

type TierOf = ReadonlyMap<string, Tier>;

/** The tiers a role can be held at. */
const ROLE_TIERS: Readonly<Record<Role, readonly Tier[]>> = {
  grid_worker: ['grid'],
  community_staff: ['community'],
  street_staff: ['street', 'section'],
  street_leader: ['street'],
  department_staff: ['department', 'section'],
  dispatch_staff: ['dispatch_centre'],
  district_leader: ['district'],
  supervisor: ['supervision_office'],
  operator: ['district', 'dispatch_centre'],
};

/** Every problem between lines and files, in the order of the files. */
export function crossCheck(files: DistrictFiles): Problem[] {
  const tierOf: TierOf = new Map(files.orgs.map(({ row }) => [row.id, row.tier]));
  return [
    ...checkOrgs(files),
    ...checkPeople(files, tierOf),
    ...checkDuties(files),
    ...checkCategories(files, tierOf),
    ...checkDifficulties(files),
    ...checkScale(files),
    ...checkGroups(files),
    ...checkLeadingGroup(files),
    ...checkWorkingTime(files),
    ...checkTemplates(files),
    ...checkNotify(files),
    ...checkNotices(files, tierOf),
  ];
}

function checkPeople({ people: file }: DistrictFiles, tierOf: TierOf): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, reason: string) => problems.push({ file: 'people.yaml', path, reason });
  const everybody = [
    ...file.people.map((person, index) => ({ ...person, path: `people[${index}]` })),
    ...file.residents.map((resident, index) => ({ ...resident, path: `residents[${index}]` })),
  ];
  for (const key of ['key', 'phone'] as const) {
    const seen = new Map<string, string>();
    for (const person of everybody) {
      const before = seen.get(person[key]);
      if (before) say(`${person.path}.${key}`, `${shown(person[key])} is the ${key} of ${before} already`);
      seen.set(person[key], person.path);
    }
  }
  for (const [index, person] of file.people.entries()) {
    for (const [at, { role, org }] of person.roles.entries()) {
      const path = `people[${index}].roles[${at}].org`;
      const tier = tierOf.get(org);
      const expected = `expected the id of a ${ROLE_TIERS[role].join(' or a ')} for the role ${role}`;
      if (!tier) say(path, `${shown(org)} is no organisation; ${expected}`);
      else if (!ROLE_TIERS[role].includes(tier)) say(path, `${shown(org)} is a ${tier}; ${expected}`);
    }
    for (const [at, org] of (person.charge ?? []).entries()) {
      const path = `people[${index}].charge[${at}]`;
      if (!person.roles.some(({ role }) => role === 'district_leader'))
        say(
          path,
          `${shown(person.key)} is no district_leader; only a district leader is in charge of a street or department`,
        );
      const tier = tierOf.get(org);
      if (tier !== 'street' && tier !== 'department')
        say(
          path,
          `${shown(org)} is ${tier ? `a ${tier}` : 'no organisation'}; expected the id of a street or a department`,
        );
    }
  }
  for (const [index, { community }] of file.residents.entries())
    if (tierOf.get(community) !== 'community')
      say(`residents[${index}].community`, `${shown(community)} is here; expected the id of a community`);
  return problems;
}

/** An organisation that can hold a ticket needs somebody to act, and a leader who takes it up when it is overdue. */
function checkDuties({ orgs, people }: DistrictFiles): Problem[] {
  const held = new Set(people.people.flatMap((person) => person.roles.map(({ org }) => org)));
  const charged = new Set(people.people.flatMap((person) => person.charge ?? []));
  const holders: readonly Tier[] = ['dispatch_centre', 'supervision_office', 'street', 'community', 'department'];
  return orgs.flatMap(({ file, path, row }) => {
    const problems: Problem[] = [];
    if (holders.includes(row.tier) && !held.has(row.id))
      problems.push({
        file,
        path,
        reason: `nobody in people.yaml holds a duty at ${shown(row.id)}; a ${row.tier} needs at least one person`,
      });
    if ((row.tier === 'street' || row.tier === 'department') && !charged.has(row.id))
      problems.push({
        file,
        path,
        reason: `no district leader in people.yaml is in charge of ${shown(row.id)}; a ${row.tier} needs one`,
      });
    return problems;
  });
}

function checkCategories({ categories }: DistrictFiles, tierOf: TierOf): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, reason: string) => problems.push({ file: 'categories.yaml', path, reason });
  for (const id of ROOT_IDS)
    if (!categories.roots.some((root) => root.id === id))
      say('roots', `the root ${shown(id)} is missing; expected ${ROOT_IDS.join(', ')}`);
  const seen = new Set<string>();
  for (const [index, root] of categories.roots.entries()) {
    const rows = [{ id: root.id as string, path: `roots[${index}]` }];
    for (const [at, leaf] of root.leaves.entries()) {
      const path = `roots[${index}].leaves[${at}]`;
      rows.push({ id: leaf.id, path });
      const tier = leaf.department === null ? undefined : tierOf.get(leaf.department);
      if (leaf.department !== null && tier !== 'department')
        say(
          `${path}.department`,
          `${shown(leaf.department)} is ${tier ? `a ${tier}` : 'no organisation'}; expected the id of a department, or null`,
        );
      if (leaf.direct && leaf.department === null)
        say(`${path}.direct`, 'true is here without a department; only a named department can be competent alone');
    }
    for (const { id, path } of rows) {
      if (seen.has(id)) say(`${path}.id`, `${shown(id)} stands here twice; expected unique ids`);
      seen.add(id);
    }
  }
  return problems;
}

function checkNotices({ notices: { notices } }: DistrictFiles, tierOf: TierOf): Problem[] {
  const file = 'notices.yaml';
  const seen = new Set<string>();
  return notices.flatMap(({ id, org, publishedAt }, index) => {
    const problems: Problem[] = [];
    const tier = tierOf.get(org);
    if (seen.has(id))
      problems.push({
        file,
        path: `notices[${index}].id`,
        reason: `${shown(id)} stands here twice; expected unique ids`,
      });
    seen.add(id);
    if (tier !== 'community' && tier !== 'street')
      problems.push({
        file,
        path: `notices[${index}].org`,
        reason: `${shown(org)} is ${tier ? `a ${tier}` : 'no organisation'}; expected the id of a community or a street`,
      });
    if (!isDate(publishedAt.slice(0, 10)))
      problems.push({
        file,
        path: `notices[${index}].publishedAt`,
        reason: `${shown(publishedAt)} is no day of the calendar`,
      });
    return problems;
  });
}
