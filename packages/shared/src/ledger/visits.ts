/** 民情走访台账: each offline contact with when it was, who it was and what was said, whatever became of it (HJ-05). */
import type { Channel, State } from '../ticket/status.ts';
import { VISIT_OUTCOME_WORDS, type VisitOutcome } from '../visit/rules.ts';
import { orgName } from './cells.ts';
import { instant, KEEPERS, phone, reporter } from './common.ts';
import { type Ledger, ledgerOf } from './ledger.ts';

export interface Visit {
  readonly id: string;
  readonly collectedAt: number;
  readonly createdAt: number;
  readonly channel: Channel;
  readonly text: string;
  readonly streetId: string;
  readonly communityId: string;
  readonly gridId: string | null;
  readonly groupId: string | null;
  readonly enteredBy: string;
  readonly enteredOrg: string;
  readonly outcome: VisitOutcome;
  readonly answer: string | null;
  readonly followUpOn: string | null;
  /** The order it became. `visible` is whether the reader may open it. */
  readonly ticket: {
    readonly id: string;
    readonly number: string;
    readonly state: State;
    readonly visible: boolean;
  } | null;
}

export type VisitLedger = Ledger<Visit> & { readonly source: 'visits' };

export const VISITS: VisitLedger = {
  source: 'visits',
  ...ledgerOf<Visit, Visit>(
    {
      id: 'visits',
      name: '民情走访台账',
      says: '走访、来电、来信来访和便民大厅收集的诉求：时间、反映人、内容和处理结果。',
      roles: KEEPERS,
      filters: ['period', 'org'],
      heading: 'text',
      brief: ['collectedAt', 'reporter', 'community', 'outcome', 'number'],
      columns: [
        instant('collectedAt', '收集时间', ({ collectedAt }) => collectedAt),
        reporter(),
        phone(),
        {
          key: 'street',
          words: '街道（乡）',
          width: 14,
          of: ({ streetId }, { district }) => orgName(district, streetId),
        },
        {
          key: 'community',
          words: '社区（村）',
          width: 14,
          of: ({ communityId }, { district }) => orgName(district, communityId),
        },
        { key: 'grid', words: '网格', width: 12, of: ({ gridId }, { district }) => orgName(district, gridId) },
        {
          key: 'group',
          words: '居民小组',
          width: 14,
          of: ({ groupId }, { district }) => district.groups.find(({ id }) => id === groupId)?.name ?? '',
        },
        {
          key: 'channel',
          words: '收集渠道',
          width: 12,
          of: ({ channel }, { district }) => district.wording.channels[channel],
        },
        { key: 'text', words: '反映的内容', width: 44, of: ({ text }) => text },
        { key: 'by', words: '收集人', width: 10, of: ({ enteredBy }, { nameOf }) => nameOf(enteredBy) },
        {
          key: 'byOrg',
          words: '收集单位',
          width: 16,
          of: ({ enteredOrg }, { district }) => orgName(district, enteredOrg),
        },
        { key: 'outcome', words: '处理结果', width: 12, of: ({ outcome }) => VISIT_OUTCOME_WORDS[outcome] },
        { key: 'answer', words: '当场答复', width: 30, of: ({ answer }) => answer },
        { key: 'followUpOn', words: '跟进日期', width: 12, of: ({ followUpOn }) => followUpOn },
        { key: 'number', words: '工单编号', width: 20, of: ({ ticket }) => ticket?.number ?? '' },
        {
          key: 'state',
          words: '工单进度',
          width: 16,
          of: ({ ticket }, { district }) => (ticket === null ? '' : district.wording.states[ticket.state].staff),
        },
        instant('createdAt', '登记时间', ({ createdAt }) => createdAt),
      ],
    },
    (visit) => [{ id: visit.id, ticketId: visit.ticket?.visible ? visit.ticket.id : null, line: visit }],
  ),
};
