/** 督单: beside the states. The leader in charge looks on site, finds the cause, sets a plan and a new due time; the offices follow him. */
import { centre, handledIt, inCharge, overseer } from '../by.ts';
import { type Row, row } from '../row.ts';
import { HANDLING, OPEN } from './states.ts';

const BESIDE_THE_WORK = [...OPEN, 'resolved'] as const;

export const SUPERVISE: readonly Row[] = [
  row('supervise', '督办', '开出督办单，由挂点区领导督办。', {
    from: OPEN,
    by: [inCharge, overseer, centre],
    start: [{ kind: 'supervise', rule: 'supervise', on: 'opened_supervision' }],
    needs: ['not_supervised'],
    does: ['supervise'],
    says: { text: 'reason', internal: true },
  }),
  row('supervise.visit', '现场督办', '记录到现场看到的情况：地点、时间、照片。', {
    from: BESIDE_THE_WORK,
    by: [inCharge, overseer],
    needs: ['supervised'],
    checks: ['seen_not_in_future'],
    does: ['supervise_visit'],
    says: { text: 'text' },
    primary: OPEN,
  }),
  row('supervise.plan', '督办方案', '分析原因，定措施、新的期限和牵头单位。', {
    from: ['department_handling'],
    by: [inCharge, overseer],
    holder: 'lead',
    stop: ['handle'],
    start: [{ kind: 'handle', rule: 'granted', on: 'accepted_parts' }],
    needs: ['supervised'],
    when: ['lead_changes'],
    checks: ['lead_is_live_part', 'due_in_future'],
    does: ['supervise_plan', 'change_lead'],
    says: { text: 'measures' },
    primary: HANDLING,
  }),
  row('supervise.plan', '督办方案', '分析原因，定措施、新的期限和牵头单位。', {
    from: HANDLING,
    by: [inCharge, overseer],
    stop: 'holder_duty',
    start: [{ kind: 'handle', rule: 'granted', on: 'holder' }],
    needs: ['supervised', 'no_objection_open'],
    checks: ['lead_is_live_part', 'due_in_future'],
    does: ['supervise_plan'],
    says: { text: 'measures' },
    primary: HANDLING,
  }),
  row('supervise.follow', '督查跟进', '督查室对领导督办的事项跟进督查，记录情况。', {
    from: BESIDE_THE_WORK,
    by: [overseer],
    needs: ['supervised'],
    does: ['supervise_follow'],
    says: { text: 'text', internal: true },
  }),
  row('interview', '约谈', '因主观原因落实不力的，约谈责任单位主要负责人，记录在案。', {
    from: BESIDE_THE_WORK,
    by: [inCharge],
    needs: ['supervised', 'planned', 'cause_is_subjective'],
    checks: ['seen_not_in_future'],
    does: ['supervise_interview'],
    says: { text: 'text', internal: true },
  }),
  row('supervise.close', '办结督办', '说明督办结果。', {
    from: BESIDE_THE_WORK,
    by: [inCharge, overseer],
    needs: ['supervised', 'planned'],
    does: ['supervise_close'],
    says: { text: 'text', internal: true },
  }),
  row('appeal', '申诉评价', '评价明显与事实不符的，说明理由，由督查室裁定。评价和申诉都会保留。', {
    from: [...HANDLING, 'closed'],
    by: [handledIt],
    start: [{ kind: 'appeal', rule: 'appeal', on: 'supervision_office' }],
    needs: ['appealable', 'appeal_window_open'],
    does: ['appeal'],
    says: { text: 'reason' },
  }),
  row('appeal.decide', '裁定申诉', '采纳的，这次评价不计入统计；评价、申诉和裁定理由都保留。', {
    from: [...BESIDE_THE_WORK, 'closed'],
    by: [overseer],
    stop: ['appeal'],
    needs: ['appeal_open'],
    does: ['decide_appeal'],
    says: { text: 'reason', official: true },
    primary: ['closed'],
  }),
];
