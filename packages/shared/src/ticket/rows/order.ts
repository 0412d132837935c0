/** 点单: a resident places an order, or staff for him; he adds to it, or takes it back. Neighbours join, and two of one kind are merged. */
import { anyStaff, centre, followerSelf, reporter, stranger, streetOfTicket } from '../by.ts';
import { type Row, row } from '../row.ts';
import { OPEN } from './states.ts';

export const ORDER: readonly Row[] = [
  row('submit', '上报', '当天研判，并告诉您由谁办理。', {
    from: [],
    by: [reporter, anyStaff],
    to: 'submitted',
    holder: 'intake',
    start: [{ kind: 'triage', rule: 'triage', on: 'holder' }],
    checks: ['category_known'],
    does: ['report'],
    says: { text: 'text' },
    been: 'order',
  }),
  row('supplement', '补充情况', '补充的文字和照片会给正在办理的单位看到。', {
    from: OPEN,
    by: [reporter],
    does: ['answer_ask'],
    says: { text: 'text' },
  }),
  row('withdraw', '撤单', '撤单后不再办理。以后可以重新上报。', {
    from: OPEN,
    by: [reporter],
    to: 'closed',
    outcome: 'withdrawn',
    holder: 'none',
    stop: 'all',
    does: ['end_parts'],
    says: { text: 'reason' },
    danger: true,
  }),
  row('join', '一起跟进', '您和反映人一样收到进展，办结后各自评价。', {
    from: OPEN,
    by: [stranger, followerSelf, reporter],
    needs: ['follows_not_yet'],
    does: ['join'],
    says: { text: 'text' },
  }),
  row('join', '一起跟进（登记）', '来反映同一件事的居民，登记后一起收到进展。', {
    from: OPEN,
    by: [anyStaff],
    needs: ['follower_named', 'follows_not_yet'],
    does: ['join'],
    says: { text: 'text' },
  }),
  row('leave', '不再跟进', '不再收到这件事的进展。', {
    from: [...OPEN, 'resolved'],
    by: [followerSelf],
    does: ['leave'],
  }),
  row('merge', '并单', '和另一件是同一个问题的，并过去一起办。反映人会收到进展，各自评价。', {
    from: OPEN,
    by: [streetOfTicket, centre],
    to: 'closed',
    outcome: 'merged',
    holder: 'none',
    stop: 'all',
    does: ['end_parts', 'merged'],
    says: { text: 'answer', official: true },
    danger: true,
  }),
  row('absorb', '并入一件', '有一件同样的工单并了进来。', {
    from: OPEN,
    by: [streetOfTicket, centre],
    does: ['absorb'],
    consequence: true,
  }),
];
