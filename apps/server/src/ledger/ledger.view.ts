/** What a ledger says of itself on paper and in the name of its file. */
import type { District } from '@liudan/shared/district/schema';
import { type LedgerFilter, periodWords } from '@liudan/shared/ledger/contract';
import { PHASE_WORDS } from '@liudan/shared/ticket/status';

const nameOf = (district: District, orgId: string | null | undefined): string =>
  district.orgs.get(orgId ?? '')?.name ?? district.name;

const categoryName = (district: District, id: string): string | undefined =>
  (district.roots.find((root) => root.id === id) ?? district.categories.get(id))?.name;

/** 「诉求清单_河滨社区_2026-11-01至2026-11-30」. */
export const titleOf = (ledger: { readonly name: string }, filter: LedgerFilter, district: District): string =>
  [ledger.name, nameOf(district, filter.org), periodWords(filter)].join('_').replaceAll(' ', '');

/** What it was narrowed to, in words; `ownOrg` is where the reader is on duty. */
export function factsOf(filter: LedgerFilter, ownOrg: string | null, district: District): string[] {
  const { org, category, phase } = filter;
  return [
    `单位：${nameOf(district, org ?? ownOrg)}`,
    `期间：${periodWords(filter)}`,
    ...(category === undefined ? [] : [`分类：${categoryName(district, category) ?? category}`]),
    ...(phase === undefined ? [] : [`进度：${PHASE_WORDS[phase]}`]),
  ];
}

/** The same in one line, for the list of what was taken out. */
export const filterWords = (filter: LedgerFilter, district: District): string =>
  [
    periodWords(filter),
    filter.org === undefined ? undefined : nameOf(district, filter.org),
    filter.category === undefined ? undefined : categoryName(district, filter.category),
    filter.phase === undefined ? undefined : PHASE_WORDS[filter.phase],
  ]
    .filter(Boolean)
    .join('，');
