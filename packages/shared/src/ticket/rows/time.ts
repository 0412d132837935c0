/** What time itself does. No person takes part, so unassigned work escalates just like assigned work (invariant 4). */
import { system } from '../by.ts';
import { type Row, row } from '../row.ts';
import { STATES } from '../status.ts';
import { OPEN } from './states.ts';

export const TIME: readonly Row[] = [
  row('resume_clock', '恢复计时', '等待居民回答的时间到了，继续计时。', {
    from: OPEN,
    by: [system],
    does: ['resume_due_clocks'],
  }),
  row('warn', '临期提醒', '时限将到。', {
    from: STATES,
    by: [system],
    does: ['warn_due_clocks'],
  }),
  row('expire', '超时', '时限已过。', {
    from: STATES,
    by: [system],
    start: [{ kind: 'supervise', rule: 'supervise', on: 'opened_supervision' }],
    does: ['expire_due_clocks', 'supervise_overdue'],
  }),
  row('recompute', '重算时限', '新一年的工作日历已公布，重算暂定的时限。', {
    from: STATES,
    by: [system],
    does: ['recompute_clocks'],
  }),
  row('close_unrated', '未评价归档', '回访够了次数仍没有评价。没有评价不算满意。', {
    from: ['resolved'],
    by: [system],
    to: 'closed',
    outcome: 'unrated',
    holder: 'none',
    stop: 'all',
    needs: ['attempts_made', 'follow_up_over'],
  }),
];
