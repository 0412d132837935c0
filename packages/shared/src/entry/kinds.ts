/** What a code may lead to, and what is said of it. JZ-11 党群连心码: one for each grid and each door. */

export const ENTRY_KINDS = ['community', 'grid', 'building', 'station'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** The kinds that people add; those of communities and grids are there by themselves, and stay as long as these. */
export const ADDED_KINDS = ['building', 'station'] as const satisfies readonly EntryKind[];
export const isAdded = (kind: EntryKind): boolean => (ADDED_KINDS as readonly EntryKind[]).includes(kind);

export const ENTRY_KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  community: '社区',
  grid: '网格',
  building: '楼栋',
  station: '服务站',
};

export interface Entrance {
  /** The name of the building or the station; for a community or a grid, its own. */
  readonly label: string;
  readonly community: string;
}

/** 「河滨社区 3号楼」, 「河滨社区第一网格」: a name that says where the code hangs, without saying the community twice. */
export const entranceWords = ({ label, community }: Entrance): string =>
  label.startsWith(community) ? label : `${community} ${label}`;

/** The names in a pasted list, one a line: without what stands before them as a list's sign, and each only once. */
export function namesIn(pasted: string): string[] {
  const names = pasted
    .split(/[\n;；]/)
    .map((line) => line.replace(/^\s*(?:[-•·]|\d{1,3}[.、)）]\s*)\s*/, '').trim())
    .filter((line) => line !== '');
  return [...new Set(names)];
}
