/** Checks the organisation tree: unique ids, right parents, one of each office, grids drawn without overlap. */
import { PARENT_TIERS, type Tier } from '../org/tier.ts';
import type { DistrictFiles, OrgRow, Placed, Problem } from './files.ts';
import { pointInBoth, ringFault } from './polygons.ts';
import { shown } from './reason.ts';

type Rows = readonly Placed<OrgRow>[];

export function checkOrgs({ orgs }: DistrictFiles): Problem[] {
  return [
    ...checkIds(orgs),
    ...checkParents(orgs),
    ...checkOffices(orgs),
    ...checkCoverage(orgs),
    ...checkOutlines(orgs),
  ];
}

function at({ file, path }: Placed<OrgRow>, key: keyof OrgRow, reason: string): Problem {
  return { file, path: `${path}.${key}`, reason };
}

function checkIds(rows: Rows): Problem[] {
  const seen = new Map<string, string>();
  return rows.flatMap((placed) => {
    const before = seen.get(placed.row.id);
    seen.set(placed.row.id, `${placed.file} ${placed.path}`);
    return before ? [at(placed, 'id', `${shown(placed.row.id)} is the id of ${before} already`)] : [];
  });
}

function checkParents(rows: Rows): Problem[] {
  const byId = new Map(rows.map((placed) => [placed.row.id, placed.row]));
  return rows.flatMap((placed) => {
    const { row } = placed;
    const allowed = PARENT_TIERS[row.tier];
    const problems: Problem[] = [];
    if (allowed.length === 0) {
      if (row.parent !== null)
        problems.push(at(placed, 'parent', `${shown(row.parent)} is here; expected null for a ${row.tier}`));
    } else {
      const parent = row.parent === null ? undefined : byId.get(row.parent);
      const expected = `expected the id of a ${allowed.join(' or a ')}`;
      if (!parent) problems.push(at(placed, 'parent', `${shown(row.parent)} is no organisation; ${expected}`));
      else if (!allowed.includes(parent.tier))
        problems.push(at(placed, 'parent', `${shown(row.parent)} is a ${parent.tier}; ${expected}`));
    }
    if (row.serves !== undefined) {
      const underDepartment = row.tier === 'section' && byId.get(row.parent ?? '')?.tier === 'department';
      if (!underDepartment)
        problems.push(
          at(placed, 'serves', `a ${row.tier} can't have this line; only a department's section serves a street`),
        );
      else if (byId.get(row.serves)?.tier !== 'street')
        problems.push(at(placed, 'serves', `${shown(row.serves)} is here; expected the id of a street`));
    }
    return problems;
  });
}

function checkOffices(rows: Rows): Problem[] {
  return (['district', 'dispatch_centre', 'supervision_office'] as const).flatMap((tier) => {
    const found = rows.filter(({ row }) => row.tier === tier);
    if (found.length === 0)
      return [{ file: 'orgs/', path: '', reason: `no organisation is a ${tier}; expected exactly one` }];
    return found
      .slice(1)
      .map((extra) => at(extra, 'tier', `${shown(extra.row.id)} is a second ${tier}; expected exactly one`));
  });
}

/** A street without communities or a community without grids would leave places that belong to nobody. */
function checkCoverage(rows: Rows): Problem[] {
  const below: Partial<Record<Tier, Tier>> = { street: 'community', community: 'grid' };
  return rows.flatMap((placed) => {
    const tier = below[placed.row.tier];
    const covered = !tier || rows.some(({ row }) => row.tier === tier && row.parent === placed.row.id);
    return covered
      ? []
      : [at(placed, 'id', `${shown(placed.row.id)} has no ${tier}; a ${placed.row.tier} needs at least one`)];
  });
}

function checkOutlines(rows: Rows): Problem[] {
  const problems: Problem[] = [];
  const drawn: (Placed<OrgRow> & { ring: NonNullable<OrgRow['polygon']> })[] = [];
  for (const placed of rows) {
    const { row } = placed;
    if (row.tier !== 'grid') {
      if (row.polygon)
        problems.push(at(placed, 'polygon', `a ${row.tier} has no outline of its own; only grids are drawn`));
      continue;
    }
    const fault = row.polygon ? ringFault(row.polygon) : 'the line is missing; every grid needs an outline';
    if (fault) problems.push(at(placed, 'polygon', fault));
    else if (row.polygon) drawn.push({ ...placed, ring: row.polygon });
  }
  for (const [index, one] of drawn.entries())
    for (const other of drawn.slice(index + 1)) {
      const point = pointInBoth(one.ring, other.ring);
      if (point)
        problems.push(
          at(
            other,
            'polygon',
            `overlaps the grid ${shown(one.row.id)} near ${point.map((part) => part.toFixed(5)).join(', ')}`,
          ),
        );
    }
  return problems;
}
