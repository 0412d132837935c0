/** 诉求清单: every ticket, sorted under the method's five roots (HJ-10). */
import { leadingClock } from '../ticket/facts.ts';
import { GRADE_WORDS } from '../ticket/status.ts';
import { orgName, stamp } from './cells.ts';
import {
  categoryOf,
  community,
  effectOf,
  instant,
  KEEPERS,
  leaf,
  number,
  phone,
  progress,
  reporter,
  street,
  text,
} from './common.ts';
import { type Case, ledgerOf, type TicketLedger } from './ledger.ts';

const self = (one: Case) => one;

export const DEMANDS: TicketLedger = {
  source: 'tickets',
  acts: null,
  ...ledgerOf<Case, Case>(
    {
      id: 'demands',
      name: '诉求清单',
      says: '群众反映的每一件事，按五大类归类，看得到进度和结果。',
      roles: [...KEEPERS, 'department_staff'],
      filters: ['period', 'org', 'category', 'phase'],
      heading: 'text',
      brief: ['number', 'submittedAt', 'category', 'state', 'holder'],
      columns: [
        number(self),
        instant('submittedAt', '反映时间', ({ ticket }) => ticket.submittedAt),
        {
          key: 'channel',
          words: '来源渠道',
          width: 12,
          of: ({ ticket }, { district }) => district.wording.channels[ticket.channel],
        },
        reporter(),
        phone(),
        street(self),
        community(self),
        { key: 'address', words: '地址', width: 24, of: ({ ticket }) => ticket.address },
        { key: 'root', words: '大类', width: 12, of: (one, { district }) => categoryOf(one, district)?.rootName ?? '' },
        leaf(self),
        text(self, '反映的内容'),
        {
          key: 'grade',
          words: '研判分档',
          width: 12,
          of: ({ ticket }) => (ticket.grade === null ? '' : GRADE_WORDS[ticket.grade]),
        },
        progress(self),
        {
          key: 'holder',
          words: '责任单位',
          width: 16,
          of: ({ ticket }, { district }) => orgName(district, ticket.holderOrg),
        },
        { key: 'dueAt', words: '办理期限', width: 18, of: (one) => stamp(leadingClock(one)?.dueAt ?? null) },
        instant('resolvedAt', '办结时间', ({ ticket }) => ticket.resolvedAt),
        instant('closedAt', '归档时间', ({ ticket }) => ticket.closedAt),
        { key: 'effect', words: '结果', width: 10, of: effectOf },
      ],
    },
    (one) => [{ id: one.ticket.id, ticketId: one.ticket.id, line: one }],
  ),
};
