/**
 * What each condition of the journey table means, and how it refuses.
 *
 * A guard answers null when it holds. `needs` run without input (is the button shown?), `checks` and `when` with it.
 */
import { addWorkingDays } from '../deadline/calendar.ts';
import { dueOf } from '../deadline/clock.ts';
import { competentUnit } from '../dispatch/catalogue.ts';
import { difficultyOf, dispatchable, hasOwnTime } from '../dispatch/difficulty.ts';
import type { District } from '../district/schema.ts';
import type { Duty } from '../identity/roles.ts';
import { type Refusal, refuse } from '../problem.ts';
import { countsAs } from '../rating/scale.ts';
import type { Part, Ticket, TicketClock } from './facts.ts';
import { FOLLOWER_GUARDS } from './followers.ts';
import { OVERSIGHT_GUARDS } from './oversight.ts';
import { actsFor } from './relation.ts';
import { handlingClock, REQUEST_GUARDS } from './requests.ts';
import type { Guard } from './row.ts';
import { SCREENING_GUARDS } from './screening.ts';
import {
  FARTHEST,
  field,
  type GuardRule,
  instantOf,
  list,
  notNow,
  openAssisting,
  orgName,
  ownPart,
  type Situation,
  text,
  windowEnd,
} from './situation.ts';

const partNeeds =
  (state: Part['state']) =>
  (situation: Situation): Refusal | null =>
    ownPart(situation)?.state === state
      ? null
      : refuse('ACTION_NOT_NOW', { state: '本单位的部分已有进展', action: '这样操作' });

export const GUARDS: Record<Guard, GuardRule> = {
  ...FOLLOWER_GUARDS,
  ...OVERSIGHT_GUARDS,
  ...REQUEST_GUARDS,
  ...SCREENING_GUARDS,
  inside_return_window: (situation) => {
    const openedAt = ownPart(situation)?.offeredAt ?? situation.whole.ticket.holderSince;
    return situation.now <= windowEnd(situation.district.rules.returnWindow, openedAt, situation.district)
      ? null
      : refuse('WINDOW_CLOSED', { what: '退回' });
  },
  category_known: ({ input, district }) => {
    const category = text(input, 'category');
    return category === null || district.categories.has(category) ? null : field('category', '没有这个分类');
  },
  difficulty_known: ({ input, district }) => {
    const difficulty = text(input, 'difficulty');
    return difficulty === null || dispatchable(district).some(({ id }) => id === difficulty)
      ? null
      : field('difficulty', '请选择难度');
  },
  // Whoever dispatches past the community decides what the community would have: how urgent, and what it is.
  triaged: ({ whole: { ticket }, input }) => {
    if (text(input, 'grade') === null && ticket.grade === null) return field('grade', '请选择急办或缓办');
    return text(input, 'category') === null && ticket.category === null ? field('category', '请选择分类') : null;
  },
  to_community: ({ input }) => (input.to === 'community' ? null : refuse('INVALID_INPUT')),
  to_street: ({ input }) => (input.to === 'street' ? null : refuse('INVALID_INPUT')),
  // A norm of 2025: work a department is competent for must not be pushed down to the grass roots.
  grass_roots_competent: ({ input, district }) => {
    const unit = competentUnit(district, text(input, 'category') ?? '');
    return unit?.direct
      ? refuse('NOT_COMPETENT', { org: '社区' }, { category: `应由${orgName(district, unit.orgId)}办理` })
      : null;
  },
  department_competent: ({ input, district }) =>
    competentUnit(district, text(input, 'category') ?? '')?.direct
      ? null
      : field('category', '目录没有规定这类事项由部门直接办理，请报单'),
  // The review clock runs from signing until a route is decided.
  route_undecided: ({ whole }) =>
    whole.clocks.some((clock) => clock.rule.kind === 'review' && clock.stoppedAt === null)
      ? null
      : refuse('ACTION_NOT_NOW', { state: '街道办理中', action: '再次确定自办' }),
  due_in_future: ({ input, now }) => {
    const dueAt = instantOf(input, 'dueAt');
    if (dueAt === null || dueAt <= now) return refuse('DUE_NOT_IN_FUTURE', undefined, { dueAt: '要晚于现在' });
    return dueAt <= now + FARTHEST ? null : field('dueAt', '期限不能超过一年');
  },
  leader_of_street: ({ input, whole, district }) => {
    const leader = district.people.find((person) => person.key === text(input, 'leader'));
    return leader?.roles.some((duty) => duty.role === 'street_leader' && duty.org === whole.ticket.streetId)
      ? null
      : field('leader', '请选择本街道的领导');
  },
  assignee_of_holder: ({ input, whole, district }) => {
    const person = district.people.find((one) => one.key === text(input, 'person'));
    return person?.roles.some((duty) => isAssignable(duty, whole.ticket, district))
      ? null
      : field('person', '请选择本单位的人员');
  },
  lead_is_department: ({ input, district }) => {
    const lead = text(input, 'lead');
    const assisting = list(input, 'assisting');
    const wrong = [lead ?? '', ...assisting].find((orgId) => district.orgs.get(orgId)?.tier !== 'department');
    if (wrong !== undefined) return field(wrong === lead ? 'lead' : 'assisting', '请选择部门');
    if (lead !== null && assisting.includes(lead)) return field('assisting', '牵头单位不能同时协办');
    return new Set(assisting).size === assisting.length ? null : field('assisting', '协办单位重复了');
  },
  return_target_known: ({ input, as, district }) => {
    const competent = text(input, 'competent');
    if (competent === null) return null;
    return district.orgs.has(competent) && competent !== as.org ? null : field('competent', '请选择应当承办的单位');
  },
  own_part_offered: partNeeds('offered'),
  own_part_accepted: partNeeds('accepted'),
  parts_open: ({ whole }) =>
    openAssisting(whole).length > 0
      ? null
      : refuse('ACTION_NOT_NOW', { state: '没有未完成的协办', action: '撤回协办' }),
  parts_closed: ({ whole, district }) => {
    const open = openAssisting(whole);
    return open.length === 0
      ? null
      : refuse('PARTS_OPEN', { orgs: open.map((part) => orgName(district, part.orgId)).join('、') });
  },
  assisting_part_open: ({ whole, input }) =>
    openAssisting(whole).some((part) => part.orgId === text(input, 'part'))
      ? null
      : field('part', '请选择要撤回的协办单位'),
  after_photo: ({ whole, input, district }) => {
    const category = district.categories.get(whole.ticket.category ?? '');
    return category?.afterPhoto && list(input, 'photos').length === 0
      ? refuse('PHOTO_REQUIRED', undefined, { photos: '请附上办理后的照片' })
      : null;
  },
  not_rated_yet: ({ whole }) => (whole.ticket.score === null ? null : refuse('ALREADY_RATED')),
  rater_did_not_handle: ({ whole, as, district }) =>
    whole.ticket.handlers.includes(as.personId) ||
    (as.org !== null && whole.ticket.handlingOrgs.includes(actsFor(as.org, district)))
      ? refuse('HANDLED_BY_YOU')
      : null,
  // Whoever asked for the score says how he reached the resident; a resident's own tap needs no evidence.
  contact_evidence: ({ as, input }) =>
    as.role === 'resident' || input.contact ? null : field('contact', '请填写回访方式和时间'),
  score_known: ({ input, district }) =>
    countsAs(district, input.score) === null ? field('score', '请选择评价') : null,
  is_dissatisfied: ({ input, district }) =>
    countsAs(district, input.score) === 'dissatisfied' ? null : refuse('INVALID_INPUT'),
  rework_open: ({ whole, now, district }) =>
    whole.ticket.resolvedAt !== null && now <= windowEnd(district.rules.reworkWindow, whole.ticket.resolvedAt, district)
      ? null
      : refuse('WINDOW_CLOSED', { what: '返工' }),
  explanation_unconfirmed: ({ whole }) =>
    whole.ticket.explanationConfirmedBy === null
      ? null
      : refuse('ACTION_NOT_NOW', { state: '已经复核', action: '再次复核' }),
  explanation_confirmed: ({ whole }) =>
    whole.ticket.explanationConfirmedBy === null
      ? refuse('ACTION_NOT_NOW', { state: '等待街道复核', action: '完成解释' })
      : null,
  // A decision against a resident is never one person's: two people of two tiers, each by name.
  second_person: ({ whole, as }) =>
    whole.ticket.unreasonableBy === as.personId ? refuse('ACTION_NOT_YOURS', { who: '另一位工作人员' }) : null,
  companion_of_street: ({ input, whole, district }) => {
    const companion = district.people.find((person) => person.key === text(input, 'companion'));
    return companion?.roles.some((duty) => actsFor(duty.org, district) === whole.ticket.streetId)
      ? null
      : field('companion', '请选择一起上门的街道人员');
  },
  review_open: ({ whole: { ticket } }) =>
    ticket.outcome === 'explained' && ticket.understood === false && !ticket.reviewed
      ? null
      : refuse('ACTION_NOT_NOW', { state: '已归档', action: '要求复核' }),
  contact_not_in_future: ({ input, now }) => {
    const contact = input.contact as { at?: string } | undefined;
    const at = contact?.at ?? text(input, 'visitedAt');
    const name = contact ? 'contact.at' : 'visitedAt';
    return at !== null && at !== undefined && Date.parse(at) > now ? field(name, '时间不能晚于现在') : null;
  },
  last_attempt: ({ whole, district }) =>
    whole.ticket.attempts + 1 >= district.rules.caps.followUpAttempts ? null : refuse('INVALID_INPUT'),
  attempts_made: ({ whole, district }) =>
    whole.ticket.attempts >= district.rules.caps.followUpAttempts
      ? null
      : refuse('ACTION_NOT_NOW', { state: '回访次数不够', action: '归档' }),
  // Harder means more time counted from the beginning, so it can't be used twice.
  harder_in_time: ({ whole, input, district }) => {
    const clock = handlingClock(whole);
    if (!clock) return notNow('还没有办理期限', '调整难度');
    const grade = difficultyOf(district, text(input, 'difficulty'));
    return grade && hasOwnTime(grade) && dueOf(grade.rule, clock.startedAt, district.calendar).dueAt > clock.dueAt
      ? null
      : field('difficulty', '只能调整为期限更长的难度');
  },
  follow_up_over: ({ whole, now }) =>
    whole.clocks.some((clock) => clock.rule.kind === 'follow_up' && clock.stoppedAt === null && clock.dueAt < now)
      ? null
      : refuse('ACTION_NOT_NOW', { state: '还在回访期限内', action: '归档' }),
};

/** Whether the holder may give a ticket to whoever has this duty: his own people, a section's, or a community's grid workers. */
export function isAssignable(
  { role, org }: Duty,
  { holderOrg }: Pick<Ticket, 'holderOrg'>,
  district: District,
): boolean {
  if (role === 'grid_worker') return district.orgs.get(org)?.communityId === holderOrg;
  return actsFor(org, district) === holderOrg;
}

/** When a pause for a question ends by itself. */
export const pauseEnd = (district: District, now: number): number =>
  addWorkingDays(now, district.rules.askPause.workingDays, district.calendar);

/** Whether a question may stop this clock once more in this stage: only the holder's own, who asks. */
export const mayPause = (clock: TicketClock, holderOrg: string | null, district: District): boolean =>
  clock.orgId === holderOrg &&
  clock.rule.kind === 'handle' &&
  clock.stoppedAt === null &&
  clock.pausedAt === null &&
  clock.pauses < district.rules.askPause.perStage;
