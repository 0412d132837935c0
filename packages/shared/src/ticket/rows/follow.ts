/** 跟单: the street signs, decides a route, and follows. */
import { centre, streetHolds } from '../by.ts';
import { type Row, row } from '../row.ts';

export const FOLLOW: readonly Row[] = [
  row('sign', '签收', '签收后由本街道负责，签收人和时间会留存。', {
    from: ['reported'],
    by: [streetHolds],
    to: 'street_handling',
    holder: 'same',
    stop: ['sign'],
    start: [{ kind: 'review', rule: 'review', on: 'holder' }],
    does: ['mark_gone_on'],
    primary: ['reported'],
    been: 'follow',
  }),
  row('send_back', '退回社区', '退给社区重新研判，要说明原因。', {
    from: ['reported'],
    by: [streetHolds],
    to: 'submitted',
    holder: 'community',
    stop: 'all',
    start: [{ kind: 'triage', rule: 'triage', on: 'holder' }],
    needs: ['inside_return_window'],
    does: ['mark_returned'],
    says: { text: 'reason', internal: true },
  }),
  row('take', '街道自办', '由街道办理，确定责任领导、科室和期限。', {
    from: ['street_handling'],
    by: [streetHolds],
    stop: ['review'],
    start: [{ kind: 'handle', rule: 'street_handle', on: 'holder' }],
    needs: ['route_undecided'],
    checks: ['due_in_future', 'leader_of_street'],
    does: ['mark_gone_on', 'handler'],
    says: { text: 'answer', official: true },
    primary: ['street_handling'],
  }),
  row('dispatch', '派单', '派给部门办理，一个牵头，可以有协办。', {
    from: ['street_handling'],
    by: [{ roles: ['street_leader'], as: 'holder' }, centre],
    to: 'dispatched',
    holder: 'lead',
    stop: 'all',
    start: [{ kind: 'respond', rule: 'respond', on: 'offered_parts' }],
    checks: ['lead_is_department'],
    does: ['offer_parts', 'mark_gone_on', 'unassign'],
    says: { text: 'note', internal: true },
    primary: ['street_handling'],
  }),
];
