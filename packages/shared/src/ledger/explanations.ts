/** 解释台账: what was found unreasonable, who agreed, who explained it at the door, and whether it was understood (HJ-15). */
import type { TicketEvent } from '../ticket/facts.ts';
import { joined, rosterName, stampOf, textOf } from './cells.ts';
import { community, instant, KEEPERS, number, phone, reporter, text } from './common.ts';
import { type Case, isIn, ledgerOf, type TicketLedger } from './ledger.ts';

/** One finding, with what came of it before the next one. */
interface Finding {
  readonly of: Case;
  readonly found: TicketEvent;
  readonly checked: TicketEvent | undefined;
  readonly explained: TicketEvent | undefined;
  readonly review: TicketEvent | undefined;
}

const FOUND = 'triage.unreasonable';

function findingsOf(of: Case): Finding[] {
  const starts = of.events.flatMap(({ action }, index) => (action === FOUND ? [index] : []));
  return starts.flatMap((start, index) => {
    const [found, ...after] = of.events.slice(start, starts[index + 1]);
    const last = (...actions: string[]) => after.findLast((event) => actions.includes(event.action));
    return found
      ? [
          {
            of,
            found,
            checked: last('explain.confirm', 'explain.refuse'),
            explained: last('explain'),
            review: last('review'),
          },
        ]
      : [];
  });
}

const self = ({ of }: Finding) => of;

export const EXPLANATIONS: TicketLedger = {
  source: 'tickets',
  acts: [FOUND],
  ...ledgerOf<Case, Finding>(
    {
      id: 'explanations',
      name: '解释台账',
      says: '研判为不合理的诉求：理由和依据、街道复核、两级上门解释的情况。',
      roles: KEEPERS,
      filters: ['period', 'org', 'category'],
      heading: 'text',
      brief: ['number', 'foundAt', 'code', 'check', 'understood'],
      columns: [
        number(self),
        instant('foundAt', '研判时间', ({ found }) => found.at),
        community(self),
        reporter(),
        phone(),
        text(self, '反映的内容'),
        { key: 'code', words: '不合理的理由', width: 20, of: ({ found }) => textOf(found.said.facts.code) },
        { key: 'policy', words: '依据的政策', width: 30, of: ({ found }) => textOf(found.said.facts.policy) },
        { key: 'foundBy', words: '研判人', width: 10, of: ({ found }, { nameOf }) => nameOf(found.by.personId) },
        {
          key: 'check',
          words: '街道复核',
          width: 24,
          of: ({ checked }) =>
            checked === undefined
              ? '待复核'
              : joined([checked.action === 'explain.confirm' ? '同意' : '不同意', textOf(checked.said.text)]),
        },
        {
          key: 'checkBy',
          words: '复核人',
          width: 10,
          of: ({ checked }, { nameOf }) => (checked ? nameOf(checked.by.personId) : ''),
        },
        instant('checkAt', '复核时间', ({ checked }) => checked?.at ?? null),
        {
          key: 'visitedAt',
          words: '上门时间',
          width: 18,
          of: ({ explained }) => stampOf(explained?.said.facts.visitedAt),
        },
        {
          key: 'visitors',
          words: '上门人员',
          width: 18,
          of: ({ explained }, { nameOf, district }) =>
            explained
              ? [nameOf(explained.by.personId), rosterName(district, explained.said.facts.companion)]
                  .filter(Boolean)
                  .join('、')
              : '',
        },
        { key: 'answer', words: '解释的内容', width: 36, of: ({ explained }) => textOf(explained?.said.text) },
        {
          key: 'understood',
          words: '居民是否理解',
          width: 14,
          of: ({ explained }) => (explained ? (explained.said.facts.understood === 'yes' ? '理解' : '不理解') : ''),
        },
        { key: 'review', words: '居民要求复核', width: 24, of: ({ review }) => textOf(review?.said.text) },
      ],
    },
    (one, { period }) =>
      findingsOf(one)
        .filter(({ found }) => isIn(found.at, period))
        .map((line) => ({ id: `${one.ticket.id}.${line.found.seq}`, ticketId: one.ticket.id, line })),
  ),
};
