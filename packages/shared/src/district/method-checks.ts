/** Checks how a district runs the method: its difficulties, its scale of scores, its residents' groups and its leading group. */
import { SCORES } from '../ticket/status.ts';
import { type DistrictFiles, GROUPS, type Problem } from './files.ts';
import { shown } from './reason.ts';

const twice = (rows: readonly { id: string }[], list: string, file: string): Problem[] =>
  rows.flatMap(({ id }, index) =>
    rows.findIndex((row) => row.id === id) === index
      ? []
      : [{ file, path: `${list}[${index}].id`, reason: `${shown(id)} stands here twice; expected unique ids` }],
  );

export function checkDifficulties({ deadlines: { difficulties }, categories }: DistrictFiles): Problem[] {
  const problems = twice(difficulties, 'difficulties', 'deadlines.yaml');
  if (difficulties.every(({ rule }) => 'setBy' in rule))
    problems.push({
      file: 'deadlines.yaml',
      path: 'difficulties',
      reason:
        'the leader sets the time of every one; expected at least one with a time of its own, such as {workingDays: 3}',
    });
  const known = difficulties.map(({ id }) => id);
  for (const [index, { leaves }] of categories.roots.entries())
    for (const [at, { difficulty }] of leaves.entries())
      if (!known.includes(difficulty))
        problems.push({
          file: 'categories.yaml',
          path: `roots[${index}].leaves[${at}].difficulty`,
          reason: `${shown(difficulty)} is no difficulty of deadlines.yaml; expected one of ${known.join(', ')}`,
        });
  return problems;
}

/** Best first, so that a list reads downwards; and both ends are there, so that a resident can praise and refuse. */
export function checkScale({ rating: { scale } }: DistrictFiles): Problem[] {
  const file = 'rating.yaml';
  const problems = twice(scale, 'scale', file);
  for (const score of ['satisfied', 'dissatisfied'] as const)
    if (!scale.some(({ countsAs }) => countsAs === score))
      problems.push({ file, path: 'scale', reason: `no grade counts as ${score}; expected at least one` });
  for (const [index, { id, countsAs }] of scale.entries()) {
    const before = scale[index - 1];
    if (before && SCORES.indexOf(before.countsAs) > SCORES.indexOf(countsAs))
      problems.push({
        file,
        path: `scale[${index}].countsAs`,
        reason: `${shown(id)} counts as ${countsAs} and stands after one that counts as ${before.countsAs}; expected the best first`,
      });
  }
  return problems;
}

export function checkGroups({ groups: { groups }, orgs, people }: DistrictFiles): Problem[] {
  const rows = new Map(orgs.map(({ row }) => [row.id, row]));
  const keys = new Set(people.people.map(({ key }) => key));
  const problems = twice(groups, 'groups', GROUPS);
  const say = (path: string, reason: string) => problems.push({ file: GROUPS, path, reason });
  for (const [index, { community, grid, members }] of groups.entries()) {
    const tier = rows.get(community)?.tier;
    if (tier !== 'community')
      say(
        `groups[${index}].community`,
        `${shown(community)} is ${tier ? `a ${tier}` : 'no organisation'}; expected the id of a community`,
      );
    const drawn = grid === undefined ? undefined : rows.get(grid);
    if (grid !== undefined && (drawn?.tier !== 'grid' || drawn.parent !== community))
      say(`groups[${index}].grid`, `${shown(grid)} is no grid of ${shown(community)}`);
    for (const [at, key] of members.entries())
      if (!keys.has(key) || members.indexOf(key) !== at)
        say(
          `groups[${index}].members[${at}]`,
          `${shown(key)} ${keys.has(key) ? 'stands here twice' : 'is nobody of people.yaml'}; expected a key of people.yaml`,
        );
  }
  return problems;
}

export function checkLeadingGroup({ district: { leadingGroup }, people }: DistrictFiles): Problem[] {
  return leadingGroup.flatMap(({ person }, index) =>
    people.people.some(({ key }) => key === person)
      ? []
      : [
          {
            file: 'district.yaml',
            path: `leadingGroup[${index}].person`,
            reason: `${shown(person)} is nobody of people.yaml; expected a key of people.yaml`,
          },
        ],
  );
}
