/** What a ledger is narrowed to. */
import type { LedgerList, LedgerView } from '@liudan/shared/ledger/contract';
import { PHASE_WORDS, type Phase } from '@liudan/shared/ticket/status';

export interface Filter {
  /** Days such as `2026-11-01`, both included. */
  from: string | null;
  to: string | null;
  org: string | null;
  category: string | null;
  phase: Phase | null;
}

export const NO_FILTER: Filter = { from: null, to: null, org: null, category: null, phase: null };

/** The query of `GET /ledgers/{id}`. */
export const queryOf = (filter: Filter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));

/** The first and the last day of the month that many before the one of this day. */
export function monthBefore(today: string, months: number): Pick<Filter, 'from' | 'to'> {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return { from: day(Date.UTC(year, month - 1 - months, 1)), to: day(Date.UTC(year, month - months, 0)) };
}

export const yearOf = (today: string): Pick<Filter, 'from' | 'to'> => ({
  from: `${today.slice(0, 4)}-01-01`,
  to: `${today.slice(0, 4)}-12-31`,
});

type Key = 'period' | 'org' | 'category' | 'phase';

interface Names {
  orgs: LedgerList['orgs'];
  category(id: string): string;
}

/** What it is narrowed to, in words, one per condition; each can be taken away. */
export function filterWords(filter: Filter, names: Names): { key: Key; words: string }[] {
  const { from, to, org, category, phase } = filter;
  return [
    ...(from || to ? [{ key: 'period' as const, words: periodWords(from, to) }] : []),
    ...(org ? [{ key: 'org' as const, words: names.orgs.find(({ id }) => id === org)?.name ?? org }] : []),
    ...(category ? [{ key: 'category' as const, words: names.category(category) }] : []),
    ...(phase ? [{ key: 'phase' as const, words: PHASE_WORDS[phase] }] : []),
  ];
}

const periodWords = (from: string | null, to: string | null): string => {
  if (from && to) return from === to ? from : `${from} 至 ${to}`;
  return from ? `${from} 以后` : `${to} 以前`;
};

export const without = (filter: Filter, key: Key): Filter =>
  key === 'period' ? { ...filter, from: null, to: null } : { ...filter, [key]: null };

/** What stands on a card: the heading, and the other fields that say something, those seen first in front. */
export function cardOf(
  { columns, heading, brief }: Pick<LedgerView, 'columns' | 'heading' | 'brief'>,
  cells: readonly (string | number | null)[],
): { heading: string; first: CardField[]; more: CardField[] } {
  const fields = columns.map(({ key, words }, index) => ({ key, words, value: String(cells[index] ?? '') }));
  const said = fields.filter(({ key, value }) => key !== heading && value !== '');
  return {
    heading: fields.find(({ key }) => key === heading)?.value ?? '',
    first: said.filter(({ key }) => brief.includes(key)),
    more: said.filter(({ key }) => !brief.includes(key)),
  };
}

interface CardField {
  key: string;
  words: string;
  value: string;
}
