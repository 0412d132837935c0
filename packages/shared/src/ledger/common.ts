/** Columns that several ledgers share. */
import { type Category, type District } from '../district/schema.ts';
import type { Role } from '../identity/roles.ts';
import { scoreWords } from '../rating/scale.ts';
import { OUTCOME_WORDS } from '../ticket/status.ts';
import { orgName, stamp } from './cells.ts';
import type { Case, ColumnOf, Reading } from './ledger.ts';

/** The tiers that keep the ledgers; what they see in them is what they see in their lists. */
export const KEEPERS: readonly Role[] = [
  'community_staff',
  'street_staff',
  'street_leader',
  'dispatch_staff',
  'district_leader',
  'supervisor',
];

type Of<Line> = (line: Line) => Case;

export const categoryOf = ({ ticket }: Case, district: District): Category | undefined =>
  district.categories.get(ticket.category ?? '');

/** 「满意」, or how it ended without one. */
export const effectOf = ({ ticket }: Case, { district }: Reading): string => {
  if (ticket.score !== null) return scoreWords(district, ticket.score, ticket.scoreGrade);
  return ticket.outcome === null ? '' : OUTCOME_WORDS[ticket.outcome];
};

export const number = <Line>(caseOf: Of<Line>): ColumnOf<Line> => ({
  key: 'number',
  words: '工单编号',
  width: 20,
  of: (line) => caseOf(line).ticket.number,
});
export const street = <Line>(caseOf: Of<Line>): ColumnOf<Line> => ({
  key: 'street',
  words: '街道（乡）',
  width: 14,
  of: (line, { district }) => orgName(district, caseOf(line).ticket.streetId),
});
export const community = <Line>(caseOf: Of<Line>): ColumnOf<Line> => ({
  key: 'community',
  words: '社区（村）',
  width: 14,
  of: (line, { district }) => orgName(district, caseOf(line).ticket.communityId),
});
export const text = <Line>(caseOf: Of<Line>, words: string): ColumnOf<Line> => ({
  key: 'text',
  words,
  width: 40,
  of: (line) => caseOf(line).ticket.text,
});
export const leaf = <Line>(caseOf: Of<Line>): ColumnOf<Line> => ({
  key: 'category',
  words: '分类',
  width: 16,
  of: (line, { district }) => categoryOf(caseOf(line), district)?.name ?? '',
});
export const progress = <Line>(caseOf: Of<Line>): ColumnOf<Line> => ({
  key: 'state',
  words: '当前进度',
  width: 16,
  of: (line, { district }) => district.wording.states[caseOf(line).ticket.state].staff,
});
export const reporter = <Line>(): ColumnOf<Line> => ({
  key: 'reporter',
  words: '反映人',
  width: 10,
  of: (_, { reporter: { name } }) => name,
});
export const phone = <Line>(): ColumnOf<Line> => ({
  key: 'phone',
  words: '联系电话',
  width: 14,
  of: (_, { reporter: { phone: of } }) => of,
});
export const instant = <Line>(key: string, words: string, at: (line: Line) => number | null): ColumnOf<Line> => ({
  key,
  words,
  width: 18,
  of: (line) => stamp(at(line)),
});
