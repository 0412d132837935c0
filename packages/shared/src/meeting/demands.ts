/** 诉求清单: an area's tickets of a period, counted by root and leaf of the categories and by state (HJ-10). */
import type { District } from '../district/schema.ts';
import { phaseOf, STATES, type State } from '../ticket/status.ts';

/** One line of the tally as the database gives it. */
export interface Tallied {
  readonly communityId: string;
  /** Null where nobody has sorted it yet. */
  readonly category: string | null;
  readonly state: State;
  readonly count: number;
  /** How many of them are past due. */
  readonly red: number;
}

export interface Counted {
  total: number;
  open: number;
  resolved: number;
  closed: number;
  /** Past due among those not closed. */
  red: number;
  states: { state: State; words: string; count: number }[];
}

export interface DemandLine extends Counted {
  /** A leaf, a root, or a community; empty for what is not sorted yet. */
  id: string;
  name: string;
}

export interface Demands extends Counted {
  roots: (DemandLine & { leaves: DemandLine[] })[];
  communities: DemandLine[];
}

/** The whole list. Every root stands in it, so that an empty one shows as such; leaves and communities only where there is something. */
export function demandsOf(tallied: readonly Tallied[], district: District): Demands {
  const line = (id: string, name: string, rows: readonly Tallied[]): DemandLine => ({
    id,
    name,
    ...counted(rows, district),
  });
  const roots = district.roots.map((root) => {
    const ids = new Set(root.leaves.map((leaf) => leaf.id));
    const rows = tallied.filter(({ category }) => category !== null && ids.has(category));
    const leaves = root.leaves.flatMap(({ id, name }) => {
      const own = rows.filter(({ category }) => category === id);
      return own.length > 0 ? [line(id, name, own)] : [];
    });
    return { ...line(root.id, root.name, rows), leaves };
  });
  const unsorted = tallied.filter(({ category }) => category === null || !district.categories.has(category));
  const communities = [...new Set(tallied.map(({ communityId }) => communityId))].map((id) =>
    line(
      id,
      district.orgs.get(id)?.name ?? id,
      tallied.filter(({ communityId }) => communityId === id),
    ),
  );
  return {
    ...counted(tallied, district),
    roots: unsorted.length > 0 ? [...roots, { ...line('', '还没有分类', unsorted), leaves: [] }] : roots,
    communities,
  };
}

function counted(rows: readonly Tallied[], { wording }: District): Counted {
  const sum = (of: readonly Tallied[]) => of.reduce((all, { count }) => all + count, 0);
  const inPhase = (phase: string) => sum(rows.filter(({ state }) => phaseOf(state) === phase));
  return {
    total: sum(rows),
    open: inPhase('open'),
    resolved: inPhase('resolved'),
    closed: inPhase('closed'),
    red: rows.reduce((all, { red }) => all + red, 0),
    states: STATES.flatMap((state) => {
      const count = sum(rows.filter((row) => row.state === state));
      return count > 0 ? [{ state, words: wording.states[state].staff, count }] : [];
    }),
  };
}
