/** 四清单: problem, measures, responsibility and effect of each ticket, built from what was done and never written twice (TX-01, TX-02). */
import type { TicketEvent } from '../ticket/facts.ts';
import { actWords, joined, lasted, orgName, rosterName, stamp, textOf } from './cells.ts';
import { categoryOf, community, effectOf, KEEPERS, leaf, number, text } from './common.ts';
import { type Case, ledgerOf, type Reading, type TicketLedger } from './ledger.ts';

const self = (one: Case) => one;

/** What was done about it and told to the resident, or recorded for him to read. */
const isMeasure = ({ action, said }: TicketEvent): boolean =>
  said.text !== null && !said.internal && (said.official || action === 'record' || action.startsWith('supervise'));

const measures = ({ events }: Case, { district }: Reading): string =>
  joined(
    events
      .filter(isMeasure)
      .map(
        ({ at, by, action, said }) =>
          `${stamp(at)} ${orgName(district, by.org)} ${actWords(action)}：${textOf(said.text)}`,
      ),
  );

/** Every organisation that held it, in order: the custody of the ticket. */
const custody = ({ events }: Case, { district }: Reading): string => {
  const holders = events.map(({ holderOrg }) => holderOrg).filter((orgId) => orgId !== null);
  return holders
    .filter((orgId, index) => orgId !== holders[index - 1])
    .map((orgId) => orgName(district, orgId))
    .join(' → ');
};

const lastTake = ({ events }: Case): TicketEvent | undefined => events.findLast(({ action }) => action === 'take');

/** Who answers for it: the lead department, else whoever handled it, else whoever holds it. */
const responsible = ({ ticket }: Case): string | null => ticket.leadOrg ?? ticket.handlingOrg ?? ticket.holderOrg;

const PROBLEM = '问题';
const MEASURES = '措施';
const RESPONSIBILITY = '责任';
const EFFECT = '成效';

export const FOUR_LISTS: TicketLedger = {
  source: 'tickets',
  acts: null,
  ...ledgerOf<Case, Case>(
    {
      id: 'four-lists',
      name: '四清单',
      says: '每件工单的问题、措施、责任、成效，由办理过程自动生成。',
      roles: [...KEEPERS, 'department_staff'],
      filters: ['period', 'org', 'category', 'phase'],
      heading: 'text',
      brief: ['number', 'category', 'responsible', 'state', 'effect'],
      columns: [
        number(self),
        community(self),
        { ...leaf(self), group: PROBLEM },
        {
          key: 'root',
          words: '大类',
          width: 12,
          group: PROBLEM,
          of: (one, { district }) => categoryOf(one, district)?.rootName ?? '',
        },
        { ...text(self, '反映的问题'), group: PROBLEM },
        { key: 'measures', words: '采取的措施', width: 56, group: MEASURES, of: measures },
        {
          key: 'responsible',
          words: '责任单位',
          width: 16,
          group: RESPONSIBILITY,
          of: (one, { district }) => orgName(district, responsible(one)),
        },
        {
          key: 'assisting',
          words: '协办单位',
          width: 18,
          group: RESPONSIBILITY,
          of: ({ parts }, { district }) =>
            [
              ...new Set(
                parts
                  .filter(({ kind, state }) => kind === 'assisting' && state !== 'returned' && state !== 'withdrawn')
                  .map(({ orgId }) => orgId),
              ),
            ]
              .map((orgId) => orgName(district, orgId))
              .join('、'),
        },
        {
          key: 'leader',
          words: '责任领导',
          width: 10,
          group: RESPONSIBILITY,
          of: (one, { district }) => rosterName(district, lastTake(one)?.said.facts.leader),
        },
        {
          key: 'section',
          words: '责任科室',
          width: 14,
          group: RESPONSIBILITY,
          of: (one) => textOf(lastTake(one)?.said.facts.section),
        },
        { key: 'custody', words: '流转过程', width: 36, group: RESPONSIBILITY, of: custody },
        {
          key: 'state',
          words: '办理结果',
          width: 14,
          group: EFFECT,
          of: ({ ticket }, { district }) => district.wording.states[ticket.state].staff,
        },
        { key: 'effect', words: '群众评价', width: 10, group: EFFECT, of: effectOf },
        {
          key: 'lasted',
          words: '办理用时',
          width: 14,
          group: EFFECT,
          of: ({ ticket }) => (ticket.resolvedAt === null ? '' : lasted(ticket.resolvedAt - ticket.submittedAt)),
        },
        { key: 'rework', words: '返工次数', width: 10, group: EFFECT, of: ({ ticket }) => ticket.reworkCount },
      ],
    },
    (one) => [{ id: one.ticket.id, ticketId: one.ticket.id, line: one }],
  ),
};
