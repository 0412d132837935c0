/** 点单: a resident places an order, or staff for him; he adds to it, or takes it back. */
import { anyStaff, reporter } from '../by.ts';
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
];
