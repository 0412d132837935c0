/**
 * The journey of a ticket: this table *is* the workflow (design: six orders; HJ-06 … HJ-33).
 *
 * A row says: this act, from these states, by these people, leads to that state, makes that organisation the holder, stops
 * these clocks and starts those. The server executes it, the clients draw their buttons from it, the tests walk it and
 * docs/journey.md is printed from it. Rows are tried from the top: the first that fits state, person and input is taken.
 */
import type { ActionId, By, Row } from './row.ts';
import type { State } from './status.ts';

const row = (
  action: ActionId,
  label: string,
  hint: string,
  rest: Pick<Row, 'from' | 'by' | 'to' | 'holder'> & Partial<Omit<Row, 'action' | 'label' | 'hint'>>,
): Row => ({
  action,
  label,
  hint,
  stop: [],
  start: [],
  needs: [],
  checks: [],
  when: [],
  does: [],
  says: {},
  primary: [],
  danger: false,
  ...rest,
});

const OPEN: readonly State[] = [
  'submitted',
  'community_handling',
  'reported',
  'street_handling',
  'dispatched',
  'department_handling',
  'explaining',
  'suspended',
];
const HANDLING: readonly State[] = ['community_handling', 'street_handling', 'department_handling'];

const reporter: By = { roles: ['resident'], as: 'owner' };
const system: By = { roles: ['system'], as: 'system' };
const communityHolds: By = { roles: ['community_staff'], as: 'holder' };
const streetHolds: By = { roles: ['street_staff', 'street_leader'], as: 'holder' };
const gridHandles: By = { roles: ['grid_worker'], as: 'grid_of_holder' };
const leadPart: By = { roles: ['department_staff'], as: 'lead' };
const assistingPart: By = { roles: ['department_staff'], as: 'assisting' };
const anyHolder: By = { roles: ['community_staff', 'street_staff', 'street_leader', 'department_staff'], as: 'holder' };
const follower: By = { roles: ['community_staff', 'street_staff', 'street_leader', 'dispatch_staff'], as: 'holder' };
const centre: By = { roles: ['dispatch_staff'], as: 'subtree' };

export const JOURNEY: readonly Row[] = [
  // 点单: a resident places an order.
  row('submit', '上报', '社区当天研判，并告诉您由谁办理。', {
    from: [],
    by: [{ roles: ['resident'], as: 'owner' }],
    to: 'submitted',
    holder: 'community',
    start: [{ kind: 'triage', rule: 'triage', on: 'holder' }],
    checks: ['category_known'],
    does: ['report'],
    says: { text: 'text' },
    been: 'order',
  }),
  row('supplement', '补充情况', '补充的文字和照片会给正在办理的单位看到。', {
    from: OPEN,
    by: [reporter],
    to: 'same',
    holder: 'same',
    does: ['answer_ask'],
    says: { text: 'text' },
    primary: [],
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

  // 报单: the community triages, handles what it can, and reports up the rest the same day.
  row('triage.handle', '社区办理', '由本社区办理，居民会收到告知。', {
    from: ['submitted'],
    by: [communityHolds],
    to: 'community_handling',
    holder: 'same',
    stop: ['triage'],
    start: [{ kind: 'handle', rule: 'community_handle', on: 'holder' }],
    checks: ['category_known', 'grass_roots_competent'],
    does: ['triage', 'mark_gone_on', 'handler'],
    says: { text: 'answer', official: true },
    primary: ['submitted'],
    been: 'report',
  }),
  row('triage.report_up', '报单', '本社区办不了的，当天报给街道，并向居民说明。', {
    from: ['submitted', 'community_handling'],
    by: [communityHolds],
    to: 'reported',
    holder: 'street',
    stop: 'all',
    start: [{ kind: 'sign', rule: 'sign', on: 'holder' }],
    checks: ['category_known'],
    does: ['triage', 'mark_gone_on', 'unassign'],
    says: { text: 'answer', official: true },
    primary: ['submitted'],
    been: 'report',
  }),
  row('triage.direct', '直接派单', '目录规定由部门办理的，直接派给主管部门，不压给基层。', {
    from: ['submitted'],
    by: [communityHolds, centre],
    to: 'dispatched',
    holder: 'lead',
    stop: 'all',
    start: [{ kind: 'respond', rule: 'respond', on: 'offered_parts' }],
    checks: ['category_known', 'department_competent'],
    does: ['triage', 'offer_competent', 'mark_gone_on'],
    says: { text: 'answer', official: true },
    been: 'report',
  }),

  // 跟单: the street signs, decides a route, and follows.
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
    to: 'same',
    holder: 'same',
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

  // 接单: departments accept with a first answer on the same day, handle, or return inside the window.
  row('accept', '接单', '接单要当天给居民第一次答复。', {
    from: ['dispatched'],
    by: [leadPart],
    to: 'department_handling',
    holder: 'same',
    stop: 'own_part',
    start: [{ kind: 'handle', rule: 'handle', on: 'own_part' }],
    needs: ['own_part_offered'],
    does: ['accept_part', 'mark_gone_on', 'handler'],
    says: { text: 'answer', official: true },
    primary: ['dispatched'],
    been: 'handle',
  }),
  row('accept', '接单（协办）', '接下协办的部分，并答复居民。', {
    from: ['dispatched', 'department_handling'],
    by: [assistingPart],
    to: 'same',
    holder: 'same',
    stop: 'own_part',
    start: [{ kind: 'handle', rule: 'handle', on: 'own_part' }],
    needs: ['own_part_offered'],
    does: ['accept_part', 'handler'],
    says: { text: 'answer', official: true },
    primary: ['dispatched', 'department_handling'],
  }),
  row('return', '退单', '不属于本单位职责的，在期限内退回街道并说明应由谁办。', {
    from: ['dispatched'],
    by: [leadPart],
    to: 'street_handling',
    holder: 'street',
    stop: 'all',
    start: [{ kind: 'review', rule: 'review', on: 'holder' }],
    needs: ['own_part_offered', 'inside_return_window'],
    checks: ['return_target_known'],
    does: ['return_part', 'end_parts', 'mark_returned'],
    says: { text: 'reason', internal: true },
  }),
  row('return', '退单（协办）', '不属于本单位职责的，在期限内退回并说明应由谁办。', {
    from: ['dispatched', 'department_handling'],
    by: [assistingPart],
    to: 'same',
    holder: 'same',
    stop: 'own_part',
    needs: ['own_part_offered', 'inside_return_window'],
    checks: ['return_target_known'],
    does: ['return_part'],
    says: { text: 'reason', internal: true },
  }),
  row('part.finish', '协办办结', '协办的部分已经办完。', {
    from: ['department_handling', 'dispatched'],
    by: [assistingPart],
    to: 'same',
    holder: 'same',
    stop: 'own_part',
    needs: ['own_part_accepted'],
    does: ['finish_part', 'handler'],
    says: { text: 'answer', official: true },
    primary: ['department_handling'],
  }),
  row('part.withdraw', '撤回协办', '不再需要的协办可以撤回，要说明原因。', {
    from: ['department_handling'],
    by: [leadPart],
    to: 'same',
    holder: 'same',
    needs: ['parts_open'],
    checks: ['assisting_part_open'],
    does: ['withdraw_part'],
    says: { text: 'reason', internal: true },
  }),

  // While somebody handles it.
  row('ask', '询问居民', '等居民回答时办理时限暂停，每个环节最多一次。', {
    from: HANDLING,
    by: [anyHolder, gridHandles],
    to: 'same',
    holder: 'same',
    does: ['ask', 'handler'],
    says: { text: 'question', official: true },
  }),
  row('assign', '指派', '指派给本单位的一个人办理。', {
    from: HANDLING,
    by: [anyHolder],
    to: 'same',
    holder: 'same',
    checks: ['assignee_of_holder'],
    does: ['assignee'],
    says: { text: 'note', internal: true },
  }),
  row('record', '记录进展', '记录办理进展、现场查看、电话或会议。', {
    from: HANDLING,
    by: [anyHolder, gridHandles, assistingPart],
    to: 'same',
    holder: 'same',
    does: ['handler'],
    says: { text: 'text' },
  }),
  row('resolve', '办结', '说明做了什么。居民会收到答复并评价。', {
    from: HANDLING,
    by: [anyHolder, gridHandles],
    to: 'resolved',
    holder: 'follow_up',
    stop: 'all',
    start: [{ kind: 'follow_up', rule: 'follow_up', on: 'holder' }],
    needs: ['parts_closed'],
    checks: ['after_photo'],
    does: ['handler', 'resolution', 'mark_gone_on'],
    says: { text: 'answer', official: true },
    primary: HANDLING,
  }),

  // 评单: the people have the last word. Dissatisfied inside the window means rework.
  row('rate', '评价', '您的评价会反馈给办理单位。不满意的会重新办理。', {
    from: ['resolved'],
    by: [reporter, follower],
    to: 'last_handling',
    holder: 'last_handler',
    stop: 'all',
    start: [{ kind: 'handle', rule: 'rework', on: 'holder' }],
    needs: ['not_rated_yet', 'rater_did_not_handle'],
    when: ['is_dissatisfied', 'rework_open'],
    does: ['rating', 'rework', 'reopen_lead', 'mark_returned'],
    says: { text: 'text' },
    primary: ['resolved'],
    been: 'score',
  }),
  row('rate', '评价', '您的评价会反馈给办理单位。不满意的会重新办理。', {
    from: ['resolved'],
    by: [reporter, follower],
    to: 'closed',
    outcome: 'rated',
    holder: 'none',
    stop: 'all',
    needs: ['not_rated_yet', 'rater_did_not_handle'],
    does: ['rating'],
    says: { text: 'text' },
    primary: ['resolved'],
    been: 'score',
  }),

  // What time itself does. No person takes part, so unassigned work escalates just like assigned work (invariant 4).
  row('resume_clock', '恢复计时', '等待居民回答的时间到了，继续计时。', {
    from: OPEN,
    by: [system],
    to: 'same',
    holder: 'same',
    does: ['resume_due_clocks'],
  }),
  row('warn', '临期提醒', '时限将到。', {
    from: [...OPEN, 'resolved'],
    by: [system],
    to: 'same',
    holder: 'same',
    does: ['warn_due_clocks'],
  }),
  row('expire', '超时', '时限已过。', {
    from: [...OPEN, 'resolved'],
    by: [system],
    to: 'same',
    holder: 'same',
    does: ['expire_due_clocks'],
  }),
  row('recompute', '重算时限', '新一年的工作日历已公布，重算暂定的时限。', {
    from: [...OPEN, 'resolved'],
    by: [system],
    to: 'same',
    holder: 'same',
    does: ['recompute_clocks'],
  }),
];
