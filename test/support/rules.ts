/** The rules of the demo district told as a story: a named cast, and a clock that is a number. For tests of packages/shared. */
import type { Actor } from '@liudan/shared/identity/roles';
import { SYSTEM_ACTOR } from '@liudan/shared/identity/roles';
import { isRefusal, type Refusal } from '@liudan/shared/problem';
import { advance } from '@liudan/shared/ticket/advance';
import type { TicketClock, TicketEvent, Whole } from '@liudan/shared/ticket/facts';
import { unborn } from '@liudan/shared/ticket/unborn';
import { demoDistrict } from './demo-district.ts';

export const district = demoDistrict();

/** `2026-11-23 09:00` in Asia/Shanghai, as epoch milliseconds. */
export const at = (time: string): number => Date.parse(`${time.replace(' ', 'T')}+08:00`);

/** The last millisecond of a day in Asia/Shanghai. */
export const endOf = (date: string): number => at(`${date} 23:59:59.999`);

const staff = (key: string): Actor => {
  const person = district.people.find((one) => one.key === key);
  if (!person) throw new Error(`nobody on the roster is ${key}`);
  return { personId: key, duties: person.roles, charge: person.charge };
};
const nobody = (personId: string): Actor => ({ personId, duties: [] });

/** Everybody with a part. The ticket is reported from the first grid of 河滨社区 in 河滨路街道. */
export const PEOPLE = {
  resident: nobody('resident-1'),
  neighbour: nobody('resident-2'),
  gridWorker: staff('hbl-hbl-g1-worker'),
  otherGridWorker: staff('hbl-hbl-g2-worker'),
  community: staff('hbl-hbl-staff-1'),
  colleague: staff('hbl-hbl-staff-2'),
  street: staff('hbl-staff-1'),
  streetLeader: staff('hbl-leader'),
  urban: staff('dept-urban-1'),
  urbanSection: staff('dept-urban-s-hbl-1'),
  housing: staff('dept-housing-1'),
  water: staff('dept-water-1'),
  centre: staff('dispatch-1'),
  leader: staff('leader-1'),
  supervisor: staff('supervisor-1'),
  operator: staff('operator-1'),
  foreignCommunity: staff('hbl-mt-staff-1'),
  foreignStreet: staff('xj-staff-1'),
  foreignGridWorker: staff('xj-xm-g1-worker'),
  foreignDepartment: staff('dept-market-1'),
  system: SYSTEM_ACTOR,
} as const satisfies Record<string, Actor>;
export type Person = keyof typeof PEOPLE;

/** A Monday morning in office hours, with four ordinary weeks ahead. */
export const MONDAY = at('2026-11-23 09:00');

/** What each act carries when nothing about it is the point of the test. */
export const INPUT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  submit: {
    text: '楼下夜里施工很吵',
    photos: [],
    report: { text: '楼下夜里施工很吵', gridId: 'hbl-hbl-g1', address: '河滨路 1 号' },
  },
  supplement: { text: '是三号楼', photos: [] },
  withdraw: { reason: '问题已经解决' },
  'triage.handle': { grade: 'deferred', category: 'noise', answer: '今天下午去看' },
  'triage.report_up': { grade: 'deferred', category: 'noise', reason: '需要执法', answer: '已报街道' },
  'triage.direct': { grade: 'deferred', category: 'street-light', answer: '已转城管局' },
  route: { to: 'community' },
  sign: {},
  send_back: { reason: '社区可以办理' },
  take: { leader: 'hbl-leader', section: '社会治理办公室', dueAt: '2026-12-04T17:30:00+08:00', answer: '由街道办理' },
  dispatch: { lead: 'dept-urban', assisting: ['dept-water'], difficulty: 'general' },
  accept: { answer: '明天到现场' },
  return: { reason: '不属于本单位职责', competent: 'dept-housing' },
  'part.finish': { answer: '协办部分已办完', photos: [] },
  'part.withdraw': { part: 'dept-water', reason: '不再需要' },
  ask: { question: '请问是几号楼？' },
  assign: { person: 'hbl-hbl-g1-worker', personId: 'hbl-hbl-g1-worker' },
  record: { kind: 'progress', text: '已到现场', photos: [], internal: false },
  resolve: { answer: '已经整改', photos: ['PHOTO'] },
  rate: { score: 'satisfied', tags: [] },
  'triage.unreasonable': { code: '没有政策依据', category: 'noise', policy: '某办法第三条' },
  'explain.confirm': {},
  'explain.refuse': { reason: '诉求合理' },
  explain: {
    visitedAt: '2026-11-23T08:30:00+08:00',
    companion: 'hbl-staff-2',
    understood: 'no',
    answer: '上门说明了政策',
    photos: [],
  },
  review: { reason: '解释不清楚' },
  transfer: { answer: '请到人民法院起诉' },
  join: { text: '我家也是', photos: [] },
  leave: {},
  merge: { target: 'LD20261123-0002', targetId: 'T2', answer: '和另一件合在一起办' },
  absorb: { source: 'T0', people: ['resident-8'] },
  study: { reason: '要等部门意见' },
  uphold: { reason: '目录写明由你单位承办' },
  decide: { lead: 'dept-housing', assisting: [], difficulty: 'general', reason: '按目录由住建承办' },
  'decide.street': { reason: '属于街道职责' },
  set_difficulty: { difficulty: 'hard', reason: '要更换设备' },
  request_due: { until: '2027-01-29T17:30:00+08:00', reason: '要立项' },
  approve_due: { dueAt: '2027-01-29T17:30:00+08:00', answer: '需要立项，请您理解' },
  request_extension: { until: '2027-01-15T17:30:00+08:00', reason: '材料未到' },
  approve_extension: { dueAt: '2027-01-15T17:30:00+08:00' },
  refuse_request: { reason: '可以按期完成' },
  suspend: { reason: '等上级政策', dueAt: '2027-01-20T17:30:00+08:00', answer: '政策出台后马上办' },
  resume: { answer: '恢复办理' },
  supervise: { reason: '居民多次反映' },
  'supervise.visit': { at: '2026-11-23T08:30:00+08:00', place: '河滨路 1 号', text: '到现场看过', photos: [] },
  'supervise.plan': {
    cause: 'subjective',
    analysis: '没有排期',
    measures: '三天内进场',
    dueAt: '2027-01-22T17:30:00+08:00',
  },
  'supervise.follow': { text: '已进场', photos: [] },
  interview: { at: '2026-11-23T08:30:00+08:00', head: '区城管局局长', text: '指出问题' },
  'supervise.close': { text: '已办好' },
  appeal: { reason: '照片和事实不符' },
  'appeal.decide': { decision: 'accept', reason: '证据确凿' },
  'screen.hide': { reason: '照片里有他人的车牌' },
  attempt: { contact: { by: 'phone', at: '2026-11-23T08:30:00+08:00' }, note: '无人接听' },
};

/** The contact a follow-up has to show. */
export const CONTACT = { by: 'phone', at: '2026-11-23T10:00:00+08:00', note: '电话回访' } as const;

/** One ticket and the time; acts follow one another on it. */
export class Story {
  readonly seed: Whole;
  readonly events: TicketEvent[] = [];
  whole: Whole;

  constructor(public now = MONDAY) {
    this.seed = unborn({
      id: 'T1',
      number: 'LD20261123-0001',
      reporterId: PEOPLE.resident.personId,
      communityId: 'hbl-hbl',
      streetId: 'hbl',
      at: now,
    });
    this.whole = this.seed;
  }

  get ticket() {
    return this.whole.ticket;
  }

  /** The kinds of the clocks that run, each with whose it is. */
  get running(): string[] {
    return this.whole.clocks.filter(isOn).map((clock) => `${clock.rule.kind} ${clock.orgId}`);
  }

  /** The one running clock of this organisation. */
  clockOf(orgId: string): TicketClock {
    const [clock, ...more] = this.whole.clocks.filter((one) => isOn(one) && one.orgId === orgId);
    if (!clock || more.length > 0) throw new Error(`${orgId} has ${clock ? 'several clocks' : 'no clock'} running`);
    return clock;
  }

  try(person: Person | Actor, action: string, input: object = {}) {
    const actor = typeof person === 'string' ? PEOPLE[person] : person;
    return advance(this.whole, { action, input: { ...INPUT[action], ...input } }, actor, this.now, district);
  }

  /** An act that has to succeed. */
  does(person: Person | Actor, action: string, input: object = {}): this {
    const result = this.try(person, action, input);
    if (isRefusal(result)) throw new Error(`${JSON.stringify(person)} may not ${action}: ${JSON.stringify(result)}`);
    this.whole = result.whole;
    this.events.push(result.event);
    return this;
  }

  /** An act that has to be refused. */
  refuses(person: Person | Actor, action: string, input: object = {}): Refusal {
    const result = this.try(person, action, input);
    if (!isRefusal(result)) throw new Error(`${JSON.stringify(person)} was let through with ${action}`);
    return result;
  }

  /** Lets it be this time. */
  until(now: number): this {
    this.now = now;
    return this;
  }
}

const isOn = (clock: TicketClock): boolean => clock.stoppedAt === null;

/** Stories that have come this far, each from a fresh report on a Monday at nine. */
export const reported = (): Story => new Story().does('resident', 'submit');
/** Came in through a channel that the dispatch centre sorts first. */
export const reportedToCentre = (): Story => {
  const { report } = INPUT.submit as { report: object };
  return new Story().does('resident', 'submit', { report: { ...report, channel: 'transfer_12345' } });
};
export const communityHandles = (): Story => reported().does('community', 'triage.handle');
export const reportedUp = (): Story => reported().does('community', 'triage.report_up');
export const signed = (): Story => reportedUp().does('street', 'sign');
export const dispatched = (assisting: readonly string[] = []): Story =>
  signed().does('streetLeader', 'dispatch', { assisting });
export const departmentHandles = (assisting: readonly string[] = []): Story =>
  dispatched(assisting).does('urban', 'accept');
export const resolvedByCommunity = (): Story => communityHandles().does('community', 'resolve');
export const resolvedByStreet = (): Story => signed().does('street', 'take').does('street', 'resolve');
export const resolvedByDepartment = (): Story => departmentHandles().does('urban', 'resolve');
