/** Fresh tickets at any stage of the journey, for tests that use one up with every call. */
import type { People, Who } from './everyone.ts';
import { NOISE } from './story.ts';

type Move = readonly [who: Who, action: string, input: object];

const EVIDENCE = { by: 'phone', at: '2026-11-20T00:30:00.000Z' };

/** 督办方案 that finds the delay to be the unit's own fault. */
export const PLAN = {
  cause: 'subjective',
  analysis: '没有排期',
  measures: '三天内进场',
  dueAt: '2027-01-22T09:00:00.000Z',
};

/** How each stage is reached from the one before it. */
const STAGES = {
  submitted: { before: null, moves: [] },
  community: { before: 'submitted', moves: [['com', 'triage.handle', NOISE]] },
  explaining: {
    before: 'submitted',
    moves: [['com', 'triage.unreasonable', { code: '没有政策依据', category: 'public-seat', policy: '某办法第三条' }]],
  },
  agreed: { before: 'explaining', moves: [['str', 'explain.confirm', {}]] },
  explained: {
    before: 'agreed',
    moves: [
      ['com', 'explain', { visitedAt: EVIDENCE.at, companion: 'hbl-staff-2', understood: 'no', answer: '解释过' }],
    ],
  },
  reported: { before: 'submitted', moves: [['com', 'triage.report_up', { ...NOISE, reason: '需要部门执法' }]] },
  street: { before: 'reported', moves: [['str', 'sign', {}]] },
  /** Led by 城管, assisted by 供水; 生态环境 was asked to assist and gave its part back. */
  dispatched: {
    before: 'street',
    moves: [
      ['ldr', 'dispatch', { lead: 'dept-urban', assisting: ['dept-water', 'dept-ecology'], difficulty: 'general' }],
      ['ret', 'return', { reason: '不属于环保' }],
    ],
  },
  department: {
    before: 'dispatched',
    moves: [
      ['led', 'accept', { answer: '今天到场' }],
      ['ass', 'accept', { answer: '一起看' }],
    ],
  },
  assisted: { before: 'department', moves: [['ass', 'part.finish', { answer: '与供水无关' }]] },
  resolved: { before: 'assisted', moves: [['led', 'resolve', { answer: '已经整改' }]] },
  suspended: {
    before: 'community',
    moves: [['ldr', 'suspend', { reason: '等政策', dueAt: '2027-01-29T09:00:00.000Z', answer: '出台后办' }]],
  },
  returned: { before: 'dispatched', moves: [['led', 'return', { reason: '不属于城管' }]] },
  objection: {
    before: 'returned',
    moves: [
      ['str', 'uphold', { reason: '目录写明' }],
      ['led', 'return', { reason: '仍不属于' }],
    ],
  },
  extending: {
    before: 'community',
    moves: [['com', 'request_extension', { until: '2027-01-20T09:00:00.000Z', reason: '材料未到' }]],
  },
  asked: {
    before: 'department',
    moves: [['led', 'request_due', { until: '2027-01-20T09:00:00.000Z', reason: '要立项' }]],
  },
  supervised: { before: 'department', moves: [['sup', 'supervise', { reason: '多次反映' }]] },
  planned: { before: 'supervised', moves: [['dld', 'supervise.plan', PLAN]] },
  fair: { before: 'resolved', moves: [['com', 'rate', { score: 'fair', contact: EVIDENCE }]] },
  appealed: { before: 'fair', moves: [['led', 'appeal', { reason: '与事实不符' }]] },
  hidden: { before: 'submitted', moves: [['com', 'screen.hide', { reason: '照片里有他人的车牌' }]] },
  closed: { before: 'resolved', moves: [['com', 'rate', { score: 'satisfied', contact: EVIDENCE }]] },
} as const satisfies Record<string, { before: string | null; moves: readonly Move[] }>;
export type Stage = keyof typeof STAGES;

export interface Standing {
  readonly id: string;
  readonly version: number;
}

/** Reports a ticket as the owner and leads it to the stage. `more` goes into the report. */
export async function ticketAt(people: People, stage: Stage, more: object = {}): Promise<Standing> {
  const { before, moves } = STAGES[stage];
  let ticket = before === null ? await report(people, more) : await ticketAt(people, before, more);
  for (const [who, action, input] of moves) {
    const body = { action, version: ticket.version, ...input };
    const reply = await people[who].post<Standing>(`/tickets/${ticket.id}/actions`, body);
    if (reply.status !== 200) throw new Error(`${who} ${action}: ${reply.status} ${JSON.stringify(reply.body)}`);
    ticket = reply.body;
  }
  return ticket;
}

async function report(people: People, more: object): Promise<Standing> {
  const place = { grid: 'hbl-hbl-g1', address: '河滨路 12 号' };
  const reply = await people.own.post<Standing>('/tickets', { text: '楼下很吵', place, consent: '2026-11', ...more });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}
