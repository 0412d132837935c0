/** What the tier above decides: more time, a leader's own date, suspension. Each holder has one tier that may decide for it. */
import { anyHolder, centre, inCharge, leadPart, overseer, streetLeader } from '../by.ts';
import { type By, type Row, row } from '../row.ts';
import type { State } from '../status.ts';
import { HANDLING } from './states.ts';

/** Who decides for whoever handles it in a state; a red due time is left to the last two. */
export const ONE_TIER_UP: readonly (readonly [State, readonly By[]])[] = [
  ['community_handling', [streetLeader, inCharge, overseer]],
  ['street_handling', [centre, inCharge, overseer]],
  ['department_handling', [centre, inCharge, overseer]],
];
const eachTier = (make: (from: readonly State[], by: readonly By[]) => Row): Row[] =>
  ONE_TIER_UP.map(([state, by]) => make([state], by));

export const REQUEST: readonly Row[] = [
  row('set_difficulty', '调整难度', '查看后发现更难办的，说明原因，从接单时起按新的期限算。', {
    from: ['department_handling'],
    by: [leadPart],
    stop: 'holder_duty',
    start: [{ kind: 'handle', rule: 'handle', on: 'holder', sinceBefore: true }],
    needs: ['handle_not_red'],
    checks: ['harder_in_time'],
    does: ['set_difficulty'],
    says: { text: 'reason', internal: true },
  }),
  row('request_due', '提请领导定时限', '特别难办的，提请分管区领导研究后确定时限。', {
    from: ['department_handling'],
    by: [leadPart],
    needs: ['handle_running', 'no_request_open'],
    checks: ['wish_is_later'],
    does: ['ask_leader_date'],
    says: { text: 'reason', internal: true },
  }),
  row('approve_due', '确定时限', '由分管区领导研究后确定，并向居民做好政策解释。', {
    from: ['department_handling'],
    by: [inCharge],
    stop: 'holder_duty',
    start: [{ kind: 'handle', rule: 'granted', on: 'holder' }],
    needs: ['leader_date_asked'],
    checks: ['grant_is_later'],
    does: ['grant_leader_date'],
    says: { text: 'answer', official: true },
    primary: ['department_handling'],
  }),
  row('request_extension', '申请延期', '说明原因和新的时间，由上一级审批。', {
    from: HANDLING,
    by: [anyHolder],
    needs: ['handle_running', 'no_request_open', 'extension_left'],
    checks: ['wish_is_later'],
    does: ['ask_extension'],
    says: { text: 'reason', internal: true },
  }),
  ...eachTier((from, by) =>
    row('approve_extension', '同意延期', '确定新的期限，居民会看到。', {
      from,
      by,
      stop: 'holder_duty',
      start: [{ kind: 'handle', rule: 'granted', on: 'holder' }],
      needs: ['extension_asked', 'may_move_red'],
      checks: ['grant_is_later'],
      does: ['grant_extension'],
      says: { text: 'note', internal: true },
      primary: from,
    }),
  ),
  ...eachTier((from, by) =>
    row('refuse_request', '不同意', '期限不变，要说明原因。', {
      from,
      by,
      needs: ['something_asked'],
      does: ['nothing_asked'],
      says: { text: 'reason', internal: true },
    }),
  ),
  ...eachTier((from, by) =>
    row('suspend', '挂账', '现在办不了的，定一个复核日期，向居民说明；到时必须再研究。', {
      from,
      by,
      to: 'suspended',
      start: [{ kind: 'suspension', rule: 'granted', on: 'holder' }],
      needs: ['no_objection_open'],
      checks: ['put_off_within_a_year'],
      does: ['suspend'],
      says: { text: 'answer', official: true },
    }),
  ),
  row('resume', '恢复办理', '挂账结束，办理期限接着算。', {
    from: ['suspended'],
    by: [anyHolder, streetLeader, centre, inCharge, overseer],
    to: 'suspended_from',
    stop: ['suspension'],
    does: ['resume'],
    says: { text: 'answer', official: true },
    primary: ['suspended'],
  }),
];
