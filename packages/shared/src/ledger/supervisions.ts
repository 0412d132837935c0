/** 督办台账: each supervision order, from what opened it to its result (HJ-26 to HJ-29). */
import type { DelayCause, Supervision, SupervisionReason, TicketEvent } from '../ticket/facts.ts';
import { joined, orgName, stamp, stampOf, textOf } from './cells.ts';
import { community, instant, KEEPERS, number, progress, street, text } from './common.ts';
import { type Case, isIn, ledgerOf, type TicketLedger } from './ledger.ts';

/** One order, with what was said while it ran. */
interface Order {
  readonly of: Case;
  readonly order: Supervision;
  last(action: string): TicketEvent | undefined;
}

const REASONS: Readonly<Record<SupervisionReason, string>> = {
  overdue: '办理超时',
  rework: '多次返工',
  manual: '领导交办',
};
const CAUSES: Readonly<Record<DelayCause, string>> = { complex: '问题复杂', subjective: '主观原因' };

const ordersOf = (of: Case): Order[] =>
  of.supervisions.map((order) => ({
    of,
    order,
    last: (action) =>
      of.events.findLast(
        (event) =>
          event.action === action &&
          event.at >= order.openedAt &&
          (order.closedAt === null || event.at <= order.closedAt),
      ),
  }));

const said = ({ last }: Order, action: string): string => textOf(last(action)?.said.text);
const fact = ({ last }: Order, action: string, name: string): unknown => last(action)?.said.facts[name];
const self = ({ of }: Order) => of;

export const SUPERVISIONS: TicketLedger = {
  source: 'tickets',
  acts: 'supervisions',
  ...ledgerOf<Case, Order>(
    {
      id: 'supervisions',
      name: '督办台账',
      says: '每一张督办单：为什么督办、谁负责、现场和方案、约谈和结果。',
      roles: [...KEEPERS, 'department_staff'],
      filters: ['period', 'org', 'category'],
      heading: 'text',
      brief: ['number', 'openedAt', 'reason', 'org', 'state'],
      columns: [
        number(self),
        instant('openedAt', '督办时间', ({ order }) => order.openedAt),
        {
          key: 'reason',
          words: '督办原因',
          width: 24,
          of: (line) => joined([REASONS[line.order.reason], said(line, 'supervise')]),
        },
        {
          key: 'by',
          words: '交办人',
          width: 10,
          of: ({ order }, { nameOf }) => (order.openedBy === null ? '系统' : nameOf(order.openedBy)),
        },
        { key: 'org', words: '被督办单位', width: 16, of: ({ order }, { district }) => orgName(district, order.orgId) },
        street(self),
        community(self),
        text(self, '反映的内容'),
        {
          key: 'visit',
          words: '现场督办',
          width: 30,
          of: (line) =>
            joined([
              [stampOf(fact(line, 'supervise.visit', 'at')), textOf(fact(line, 'supervise.visit', 'place'))]
                .join(' ')
                .trim(),
              said(line, 'supervise.visit'),
            ]),
        },
        {
          key: 'cause',
          words: '进度慢的原因',
          width: 24,
          of: (line) =>
            joined([
              line.order.cause === null ? '' : CAUSES[line.order.cause],
              textOf(fact(line, 'supervise.plan', 'analysis')),
            ]),
        },
        { key: 'plan', words: '措施', width: 34, of: (line) => said(line, 'supervise.plan') },
        { key: 'dueAt', words: '新的期限', width: 18, of: ({ order }) => stamp(order.plannedDueAt) },
        {
          key: 'interview',
          words: '约谈',
          width: 26,
          of: (line) => joined([textOf(fact(line, 'interview', 'head')), said(line, 'interview')]),
        },
        { key: 'follow', words: '督查跟进', width: 26, of: (line) => said(line, 'supervise.follow') },
        {
          key: 'result',
          words: '督办结果',
          width: 26,
          of: (line) =>
            said(line, 'supervise.close') ||
            (line.order.closedAt !== null && line.order.closedBy === null ? '随工单归档' : ''),
        },
        instant('closedAt', '办结时间', ({ order }) => order.closedAt),
        progress(self),
      ],
    },
    (one, { period }) =>
      ordersOf(one)
        .filter(({ order }) => isIn(order.openedAt, period))
        .map((line) => ({ id: `${one.ticket.id}.${line.order.id}`, ticketId: one.ticket.id, line })),
  ),
};
