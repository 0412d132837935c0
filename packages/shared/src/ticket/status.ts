/**
 * The states of a ticket and the words for each, for residents and for staff.
 *
 * Source: the journey's "States and holders". The word a resident reads is a sentence without office language.
 */
export const STATES = [
  'submitted',
  'community_handling',
  'reported',
  'street_handling',
  'dispatched',
  'department_handling',
  'explaining',
  'suspended',
  'resolved',
  'closed',
] as const;

export type State = (typeof STATES)[number];

export const OUTCOMES = ['rated', 'unrated', 'explained', 'withdrawn', 'merged', 'transferred'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Lists ask for one of three phases, because "open" alone is most of what anybody looks at. */
export const PHASES = ['open', 'resolved', 'closed'] as const;
export type Phase = (typeof PHASES)[number];

export const PHASE_WORDS: Record<Phase, string> = { open: '办理中', resolved: '待评价', closed: '已归档' };

export const phaseOf = (state: State): Phase =>
  state === 'closed' ? 'closed' : state === 'resolved' ? 'resolved' : 'open';

/** The states in which somebody is working on it: `ask`, `record` and `resolve` are possible here. */
export const HANDLING_STATES = ['community_handling', 'street_handling', 'department_handling'] as const;

export const STATE_WORDS: Record<State, { staff: string; resident: string }> = {
  submitted: { staff: '待研判', resident: '正在研判' },
  community_handling: { staff: '社区办理', resident: '正在办理' },
  reported: { staff: '已报单·待签收', resident: '已上报' },
  street_handling: { staff: '街道跟单', resident: '正在跟进' },
  dispatched: { staff: '已派单·待接单', resident: '已派单' },
  department_handling: { staff: '部门办理', resident: '正在办理' },
  explaining: { staff: '不合理·解释中', resident: '正在上门解释' },
  suspended: { staff: '挂账', resident: '暂时挂账' },
  resolved: { staff: '已办结·待评单', resident: '已办结，请您评价' },
  closed: { staff: '已归档', resident: '已归档' },
};

export const OUTCOME_WORDS: Record<Outcome, string> = {
  rated: '已评价',
  unrated: '未评价',
  explained: '已解释',
  withdrawn: '已撤单',
  merged: '已并单',
  transferred: '已转法定途径',
};

export const GRADES = ['urgent', 'deferred', 'unreasonable'] as const;
export type Grade = (typeof GRADES)[number];
export const GRADE_WORDS: Record<Grade, string> = { urgent: '合理急办', deferred: '合理缓办', unreasonable: '不合理' };

/** The id of a difficulty of the district; `dispatch/difficulty.ts` knows what each means. */
export type Difficulty = string;

/** What a score counts as. The grades people choose from are the district's own: `rating/scale.ts`. */
export const SCORES = ['satisfied', 'fair', 'dissatisfied'] as const;
export type Score = (typeof SCORES)[number];
export const SCORE_WORDS: Record<Score, string> = { satisfied: '满意', fair: '一般', dissatisfied: '不满意' };

export const CHANNELS = [
  'mini_program',
  'group_relay',
  'visit',
  'service_hall',
  'phone',
  'letter',
  'volunteer',
  'transfer_12345',
  'inspection',
  'open_api',
] as const;
export type Channel = (typeof CHANNELS)[number];
export const CHANNEL_WORDS: Record<Channel, string> = {
  mini_program: '小程序',
  group_relay: '微信群',
  visit: '走访',
  service_hall: '便民大厅',
  phone: '电话',
  letter: '来信来访',
  volunteer: '志愿者',
  transfer_12345: '12345 转办',
  inspection: '网格巡查',
  open_api: '开放接口',
};

export const SUPERVISION_REASON_WORDS = { overdue: '办理超时', rework: '再次返工', manual: '人工督办' } as const;
export const CAUSE_WORDS = { complex: '问题复杂', subjective: '主观原因' } as const;

/** The six orders, in the order of the six-dot line. */
export const SIX_DOTS = [
  { key: 'order', label: '点' },
  { key: 'report', label: '报' },
  { key: 'follow', label: '跟' },
  { key: 'handle', label: '接' },
  { key: 'supervise', label: '督' },
  { key: 'score', label: '评' },
] as const;
export type DotKey = (typeof SIX_DOTS)[number]['key'];
export type DotState = 'done' | 'now' | 'ahead' | 'skipped';

export const LIGHTS = ['green', 'yellow', 'red', 'paused'] as const;
export type Light = (typeof LIGHTS)[number];
