/** The two meetings of the six orders, what may be decided in each, and what each is called on screen. */
import { GRADE_WORDS } from '../ticket/status.ts';

/** `study`: a community's daily 集体研判. `weekly`: a street's 周例会 over its communities' lists. */
export const MEETING_KINDS = ['study', 'weekly'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
export const MEETING_WORDS: Record<MeetingKind, string> = { study: '集体研判', weekly: '周例会' };

export const MEETING_STATES = ['called', 'open', 'ended'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];
export const MEETING_STATE_WORDS: Record<MeetingState, string> = {
  called: '已召集',
  open: '进行中',
  ended: '已结束',
};

/** Why a ticket stands on the list of a meeting. */
export const TOPICS = ['triage', 'unsolved', 'put_off', 'returned', 'undecided', 'overdue'] as const;
export type Topic = (typeof TOPICS)[number];
export const TOPIC_WORDS: Record<Topic, string> = {
  triage: '待研判',
  unsolved: '社区办不了',
  put_off: '上次缓议',
  returned: '退回和异议',
  undecided: '待定办法',
  overdue: '超时未办结',
};

/** How much a ticket of the daily list presses: its light in one word. */
export const URGENCIES = ['overdue', 'today', 'later'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** The acts of the journey that a meeting decides; the first four stand in the order of the keys 1 to 4. */
export const DECIDING_ACTS: Readonly<Record<MeetingKind, readonly string[]>> = {
  study: ['triage.handle', 'triage.report_up', 'triage.direct', 'triage.unreasonable'],
  weekly: ['take', 'dispatch', 'uphold', 'study'],
};

/** What a weekly meeting may agree on without touching the ticket. */
export const RESOLUTIONS = ['put_off', 'follow'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const DECISION_WORDS: Readonly<Record<string, string>> = {
  'triage.handle': '社区办理',
  'triage.report_up': '报单',
  'triage.direct': '直接派单',
  'triage.unreasonable': GRADE_WORDS.unreasonable,
  take: '街道自办',
  dispatch: '派单',
  uphold: '维持派单',
  study: '再研究',
  put_off: '下次再议',
  follow: '跟踪督促',
};

/** The four forces (四方力量) that are named for one thing: who of each answers for it. */
export const FORCES = ['leader', 'department', 'cadre', 'member'] as const;
export type Force = (typeof FORCES)[number];
export const FORCE_WORDS: Record<Force, string> = {
  leader: '联点区领导',
  department: '部门负责人',
  cadre: '街道干部',
  member: '社区人员',
};

/** What became of a decision by the time of the next meeting. */
export const PROGRESS = ['done', 'running', 'overdue', 'returned'] as const;
export type Progress = (typeof PROGRESS)[number];
export const PROGRESS_WORDS: Record<Progress, string> = {
  done: '已办结',
  running: '办理中',
  overdue: '已超时',
  returned: '又退回',
};
