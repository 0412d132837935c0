/** The timeline of a ticket as one viewer may read it: whitelisted field by field, and worded for him. */
import { difficultyWords } from '@liudan/shared/dispatch/difficulty';
import type { District } from '@liudan/shared/district/schema';
import type { Photo, Voice } from '@liudan/shared/media/contract';
import { scaleGradeOf } from '@liudan/shared/rating/scale';
import type { TimelineEntry } from '@liudan/shared/ticket/contract';
import { CAUSE_WORDS, type Channel, GRADE_WORDS, type Grade } from '@liudan/shared/ticket/status';
import { dateWords } from '@liudan/shared/ticket/words';
import { speech, type Wording } from '@liudan/shared/wording';
import { actionLabel } from './ticket.changes.ts';
import type { TicketEventEntity } from './ticket-event.entity.ts';

export interface Reading {
  /** Staff read internal notes and names; the reporter reads answers. */
  staff: boolean;
  /** Under which id the reader follows the ticket, where he does: of what others than staff say he reads only his own. */
  follower: string | null;
  /** Whoever follows or followed it: a resident's act is theirs or the reporter's. */
  followers: ReadonlySet<string>;
  /** What the reporter wrote and photographed is kept from whoever only follows. */
  heldBack: boolean;
  district: District;
  photos: ReadonlyMap<string, Photo>;
  voices: ReadonlyMap<string, Voice>;
  /** The reader acted himself. */
  isOwn(actorId: string): boolean;
  /** Names of the people who acted, by id. */
  names: ReadonlyMap<string, string>;
}

/** Time's own acts that a resident has no use for. */
const NOT_FOR_RESIDENTS: ReadonlySet<string> = new Set([
  'warn',
  'recompute',
  'resume_clock',
  'assign',
  'part.withdraw',
  'leave',
  'study',
  'uphold',
  'request_due',
  'request_extension',
  'refuse_request',
  'supervise.follow',
  'interview',
  'supervise.close',
]);

/** What it is called in the timeline, where the button's verb does not read well there. */
const TITLES: Readonly<Record<string, string>> = {
  submit: '上报',
  supplement: '补充情况',
  withdraw: '撤单',
  'triage.handle': '研判：社区办理',
  'triage.report_up': '报单给街道',
  'triage.direct': '直接派给主管部门',
  route: '调度中心交办',
  sign: '街道签收',
  send_back: '退回社区',
  take: '街道自办',
  dispatch: '派单',
  accept: '接单',
  return: '退单',
  ask: '询问居民',
  record: '办理进展',
  resolve: '办结',
  rate: '评价',
  'triage.unreasonable': '研判：不合理',
  'explain.confirm': '街道复核同意',
  'explain.refuse': '街道复核不同意',
  explain: '上门解释',
  review: '要求复核',
  transfer: '转法定途径',
  attempt: '回访未果',
  join: '有居民一起跟进',
  leave: '有居民不再跟进',
  merge: '并单',
  absorb: '另一件同样的工单并了进来',
  study: '街道会议再研究',
  uphold: '街道维持派单',
  decide: '调度中心裁定派单',
  'decide.street': '调度中心裁定由街道办理',
  set_difficulty: '调整难度',
  request_due: '提请领导定时限',
  approve_due: '领导确定时限',
  request_extension: '申请延期',
  approve_extension: '同意延期',
  refuse_request: '不同意申请',
  suspend: '挂账',
  resume: '恢复办理',
  supervise: '领导督办',
  'supervise.visit': '领导现场督办',
  'supervise.plan': '督办方案',
  'supervise.follow': '督查跟进',
  interview: '约谈',
  'supervise.close': '督办办结',
  appeal: '承办单位申诉评价',
  'appeal.decide': '督查室裁定申诉',
  'screen.hold': '内容待社区查看，暂不向其他居民显示',
  'screen.show': '社区已看，内容可以显示',
  'screen.hide': '内容不向其他居民显示',
  close_unrated: '未评价归档',
  expire: '超时',
  warn: '临期提醒',
};

/** Who may be given a ticket by the dispatch centre. */
const RECEIVERS: Readonly<Record<string, (plain: Wording['plain']) => string>> = {
  community: ({ community }) => community,
  street: ({ street }) => street,
};
const KINDS: Readonly<Record<string, string>> = {
  progress: '进展',
  site_visit: '现场查看',
  call: '电话',
  meeting: '会议',
};

export function timelineOf(events: readonly TicketEventEntity[], reading: Reading): TimelineEntry[] {
  const { staff, follower } = reading;
  return events
    .filter((event) => staff || !isForStaff(event))
    .filter((event) => follower === null || isForFollower(event, follower))
    .map((event) => entryOf(event, reading));
}

/** What passes between the reporter and the staff is theirs; what was done is everybody's. */
const isForFollower = (event: TicketEventEntity, follower: string): boolean =>
  !event.action.startsWith('screen.') &&
  (event.actorRole === 'resident' ? event.action === 'submit' || event.actorId === follower : event.action !== 'ask');

/** A note kept among staff is hidden whole; of an act with an internal reason the reporter learns that it happened. */
const isForStaff = (event: TicketEventEntity): boolean =>
  NOT_FOR_RESIDENTS.has(event.action) || (event.action === 'record' && event.body.internal);

function entryOf(event: TicketEventEntity, reading: Reading): TimelineEntry {
  const { staff, followers, district, photos, voices, names } = reading;
  // Whoever only follows reads a summary above, not a neighbour's every word.
  const foreign = reading.follower !== null && event.action === 'submit';
  const org = event.actorOrg === null ? undefined : district.orgs.get(event.actorOrg);
  const resident = event.actorRole === 'resident';
  // A score goes back to whoever handled it without the scorer, so that nobody need fear to give it.
  const secret = staff && event.action === 'rate';
  const reporter = resident && !secret && !followers.has(event.actorId);
  // A grid worker's name is public, so that residents know who comes; of everybody else they see the unit only.
  const named = !resident && (staff || event.actorRole === 'grid_worker');
  const { body } = event;
  const entered = event.action === 'submit' && !resident;
  return {
    id: event.id,
    action: event.action,
    title: speech(district)(entered ? '代为登记' : (TITLES[event.action] ?? actionLabel(event.action))),
    at: new Date(event.at).toISOString(),
    by: {
      name: named ? (names.get(event.actorId) ?? null) : null,
      org: org ? { id: org.id, name: org.name } : null,
      reporter,
    },
    text: (staff || !body.internal) && !foreign ? body.text : null,
    official: body.official,
    photos: foreign && reading.heldBack ? [] : body.photos.flatMap((id) => photos.get(id) ?? []),
    voice: staff || reading.isOwn(event.actorId) ? (voices.get(body.voice ?? '') ?? null) : null,
    facts: factsOf(event, staff, district),
    // What a resident is shown is no secret of the staff; of such an act he only doesn't get the text.
    internal: staff && (body.internal || isForStaff(event)),
  };
}

type Worded = (value: unknown, district: District) => string | null;
const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const orgName: Worded = (value, district) =>
  typeof value === 'string' ? (district.orgs.get(value)?.name ?? null) : null;
const personName: Worded = (value, district) => district.people.find((person) => person.key === value)?.name ?? null;

/** 「电话 139****1234，11月24日 周二 10:00」 */
const contactWords: Worded = (value) => {
  const { by, at, number } = value as { by?: string; at?: string; number?: string | null };
  if (at === undefined) return null;
  return `${by === 'visit' ? '上门' : ['电话', number].filter(Boolean).join(' ')}，${dateWords(Date.parse(at))}`;
};

/** Label, wording, and whether a resident reads it. What is not in this list is shown to nobody. */
const FACTS: Readonly<Record<string, { label: string; words: Worded; resident: boolean }>> = {
  grade: { label: '分档', words: (value) => GRADE_WORDS[value as Grade] ?? null, resident: false },
  category: {
    label: '分类',
    words: (value, district) => district.categories.get(String(value))?.name ?? null,
    resident: true,
  },
  to: {
    label: '交给',
    words: (value, { wording }) => RECEIVERS[String(value)]?.(wording.plain) ?? null,
    resident: true,
  },
  reason: { label: '原因', words: asText, resident: false },
  lead: { label: '牵头', words: orgName, resident: true },
  assisting: {
    label: '协办',
    words: (value, district) =>
      Array.isArray(value) && value.length > 0 ? value.map((id) => orgName(id, district)).join('、') : null,
    resident: true,
  },
  difficulty: {
    label: '难度',
    words: (value, district) => (typeof value === 'string' ? difficultyWords(district, value) : null),
    resident: false,
  },
  leader: { label: '责任领导', words: personName, resident: false },
  section: { label: '责任科室', words: asText, resident: true },
  dueAt: {
    label: '期限',
    words: (value) => (typeof value === 'string' ? dateWords(Date.parse(value)) : null),
    resident: true,
  },
  competent: { label: '应由', words: orgName, resident: false },
  part: { label: '协办单位', words: orgName, resident: false },
  person: { label: '指派给', words: personName, resident: false },
  kind: { label: '类型', words: (value) => KINDS[String(value)] ?? null, resident: true },
  channel: { label: '来源', words: (value, { wording }) => wording.channels[value as Channel] ?? null, resident: true },
  informed: { label: '告知', words: () => '已告知登记的内容和用途', resident: true },
  code: { label: '理由', words: asText, resident: false },
  policy: { label: '依据', words: asText, resident: true },
  visitedAt: {
    label: '上门时间',
    words: (value) => (typeof value === 'string' ? dateWords(Date.parse(value)) : null),
    resident: true,
  },
  companion: { label: '一起上门', words: personName, resident: true },
  understood: { label: '居民理解', words: (value) => (value === 'yes' ? '是' : '否'), resident: true },
  until: {
    label: '希望延到',
    words: (value) => (typeof value === 'string' ? dateWords(Date.parse(value)) : null),
    resident: false,
  },
  at: {
    label: '时间',
    words: (value) => (typeof value === 'string' ? dateWords(Date.parse(value)) : null),
    resident: true,
  },
  place: { label: '地点', words: asText, resident: true },
  cause: {
    label: '进度慢的原因',
    words: (value) => CAUSE_WORDS[value as keyof typeof CAUSE_WORDS] ?? null,
    resident: false,
  },
  analysis: { label: '原因分析', words: asText, resident: false },
  head: { label: '约谈对象', words: asText, resident: false },
  target: { label: '并到', words: asText, resident: false },
  decision: { label: '裁定', words: (value) => (value === 'accept' ? '采纳' : '维持评价'), resident: true },
  contact: { label: '回访', words: contactWords, resident: false },
  score: { label: '评价', words: (value, district) => scaleGradeOf(district, value)?.name ?? null, resident: true },
  tags: {
    label: '原因',
    words: (value) => (Array.isArray(value) && value.length > 0 ? value.join('、') : null),
    resident: true,
  },
};

function factsOf(event: TicketEventEntity, staff: boolean, district: District): { label: string; value: string }[] {
  return Object.entries(event.body.facts).flatMap(([name, value]) => {
    const fact = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
    const words = fact && (staff || fact.resident) ? fact.words(value, district) : null;
    return fact && words !== null ? [{ label: fact.label, value: words }] : [];
  });
}
