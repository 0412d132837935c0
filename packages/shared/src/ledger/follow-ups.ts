/** 回访台账: each time staff asked for a score, with how they reached the resident, and what they heard (HJ-30, HJ-31). */

import { scaleGradeOf } from '../rating/scale.ts';
import type { TicketEvent } from '../ticket/facts.ts';
import { joined, orgName, stampOf, textOf } from './cells.ts';
import { community, instant, KEEPERS, number, text } from './common.ts';
import { type Case, isIn, ledgerOf, type TicketLedger } from './ledger.ts';

interface FollowUp {
  readonly of: Case;
  readonly event: TicketEvent;
  /** Whose work was asked about: who had resolved it last before. */
  readonly handler: string | null;
}

const WAYS: Readonly<Record<string, string>> = { phone: '电话', visit: '上门' };

interface Contact {
  readonly by?: unknown;
  readonly at?: unknown;
  readonly note?: unknown;
  /** The number that was called, masked. */
  readonly number?: unknown;
}
const contactOf = ({ event }: FollowUp): Contact => (event.said.facts.contact ?? {}) as Contact;

/** A resident who taps himself was not followed up. */
const isFollowUp = ({ action, by }: TicketEvent): boolean =>
  action === 'attempt' || (action === 'rate' && by.role !== 'resident');

const followUpsOf = (of: Case): FollowUp[] =>
  of.events.flatMap((event, index) =>
    isFollowUp(event)
      ? [
          {
            of,
            event,
            handler:
              of.events.slice(0, index).findLast(({ action }) => action === 'resolve')?.change.ticket.handlingOrg ??
              of.ticket.handlingOrg,
          },
        ]
      : [],
  );

const self = ({ of }: FollowUp) => of;

export const FOLLOW_UPS: TicketLedger = {
  source: 'tickets',
  acts: ['rate', 'attempt'],
  ...ledgerOf<Case, FollowUp>(
    {
      id: 'follow-ups',
      name: '回访台账',
      says: '每一次电话或上门回访：谁回访、怎么联系、居民怎么评价，没联系上的也在内。',
      roles: KEEPERS,
      filters: ['period', 'org', 'category'],
      heading: 'result',
      brief: ['number', 'text', 'handler', 'way', 'contactAt'],
      columns: [
        number(self),
        community(self),
        text(self, '反映的内容'),
        { key: 'handler', words: '承办单位', width: 16, of: ({ handler }, { district }) => orgName(district, handler) },
        { key: 'by', words: '回访单位', width: 16, of: ({ event }, { district }) => orgName(district, event.by.org) },
        { key: 'person', words: '回访人', width: 10, of: ({ event }, { nameOf }) => nameOf(event.by.personId) },
        { key: 'way', words: '回访方式', width: 10, of: (line) => WAYS[textOf(contactOf(line).by)] ?? '' },
        { key: 'called', words: '拨打号码', width: 14, of: (line) => textOf(contactOf(line).number) },
        { key: 'contactAt', words: '回访时间', width: 18, of: (line) => stampOf(contactOf(line).at) },
        {
          key: 'result',
          words: '回访结果',
          width: 12,
          of: ({ event }, { district }) =>
            event.action === 'attempt' ? '未联系上' : (scaleGradeOf(district, event.said.facts.score)?.name ?? ''),
        },
        {
          key: 'words',
          words: '居民意见',
          width: 30,
          of: ({ event }) => {
            const tags = event.said.facts.tags;
            const words = event.action === 'rate' ? textOf(event.said.text) : '';
            return joined([Array.isArray(tags) ? tags.join('、') : '', words]);
          },
        },
        {
          key: 'note',
          words: '回访记录',
          width: 30,
          of: (line) =>
            joined([textOf(contactOf(line).note), line.event.action === 'attempt' ? textOf(line.event.said.text) : '']),
        },
        instant('at', '登记时间', ({ event }) => event.at),
      ],
    },
    (one, { period }) =>
      followUpsOf(one)
        .filter(({ event }) => isIn(event.at, period))
        .map((line) => ({ id: `${one.ticket.id}.${line.event.seq}`, ticketId: one.ticket.id, line })),
  ),
};
