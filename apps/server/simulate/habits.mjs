// What people do with a ticket that is before them: one line for each act of the journey. An act without a line is done now and
// then by whoever is offered it, so that a new row of the journey is used from its first day.
//
// `weight` says how likely the act is among those the person is offered; `fill` what he writes beside what the form suggests.

const SELDOM = 0.12;

/** A ticket as the person sees it, with what the simulation alone knows: see `Life.visit`. */
const HABITS = {
  supplement: { weight: ({ ticket, why }) => (why === 'answer' ? 1 : why === 'more' && !ticket.askOpen ? 0.9 : 0) },
  withdraw: { weight: ({ why }) => (why === 'withdraw' ? 1 : 0) },

  'triage.handle': { weight: ({ matter }) => (matter.leaf.direct ? 0.01 : matter.needsDepartment ? 0.12 : 0.9) },
  'triage.report_up': {
    weight: ({ matter, ticket }) => {
      if (ticket.state === 'community_handling') return matter.needsDepartment ? 0.5 : 0.03;
      return matter.leaf.direct ? 0.12 : matter.needsDepartment ? 0.8 : 0.06;
    },
  },
  'triage.direct': { weight: ({ matter }) => (matter.leaf.direct ? 0.87 : 0) },
  'triage.unreasonable': { weight: ({ matter, ticket }) => (matter.reasonable ? 0.004 : ticket.returned ? 0 : 4) },
  'explain.confirm': { weight: ({ matter }) => (matter.reasonable ? 0.3 : 0.9) },
  'explain.refuse': { weight: ({ matter }) => (matter.reasonable ? 0.7 : 0.08) },
  explain: { weight: () => 1, fill: ({ dice }) => ({ understood: dice.chance(0.7) ? 'yes' : 'no' }) },
  review: { weight: ({ why }) => (why === 'review' ? 1 : 0) },
  transfer: { weight: ({ matter }) => (matter.leaf.legalRoute ? 0.6 : 0) },

  sign: { weight: () => 1 },
  send_back: { weight: ({ ticket, matter }) => (ticket.returned || matter.needsDepartment ? 0.01 : 0.06) },
  take: { weight: ({ matter }) => (matter.needsDepartment ? 0.1 : 0.9) },
  dispatch: {
    weight: ({ matter }) => (matter.needsDepartment ? 1.4 : 0.1),
    fill: (context) => ({ ...leadOf(context), assisting: context.dice.chance(0.12) ? helpersOf(context) : [] }),
  },
  study: { weight: () => 0.05 },
  uphold: { weight: ({ matter }) => (matter.misrouted ? 0.4 : 0.8) },
  decide: {
    weight: () => 1,
    fill: (context) => leadOf({ ...context, matter: { ...context.matter, misrouted: false } }),
  },
  'decide.street': { weight: () => 0.15 },
  route: { weight: () => 1, fill: ({ matter }) => ({ to: matter.needsDepartment ? 'street' : 'community' }) },
  merge: {
    weight: ({ mind, isOpen }) => (mind.twin && isOpen(mind.twin.id) ? 3 : 0),
    fill: ({ mind }) => ({ target: mind.twin.number }),
  },

  accept: { weight: ({ own, matter }) => (own !== matter.leaf.department && matter.leaf.department ? 0.3 : 1) },
  return: { weight: ({ own, matter }) => (own !== matter.leaf.department && matter.leaf.department ? 1.2 : 0.015) },
  'part.finish': { weight: () => 1 },
  'part.withdraw': { weight: () => 0.02 },
  ask: { weight: ({ ticket, mind }) => (ticket.askOpen || mind.asked > 0 ? 0 : 0.07) },
  assign: { weight: ({ ticket }) => (ticket.assigneeId === null ? 0.12 : 0.005) },
  record: { weight: ({ mind, ticket }) => (ticket.state === 'submitted' ? 0.04 : mind.records === 0 ? 0.4 : 0.04) },

  set_difficulty: {
    weight: (context) => (harderOf(context) && context.matter.weight > 1.8 ? 0.25 : 0),
    fill: (context) => ({ difficulty: harderOf(context) }),
  },
  request_due: {
    weight: ({ matter }) => (matter.weight > 2.5 ? 0.15 : 0.004),
    fill: (context) => wished('until', context),
  },
  approve_due: { weight: () => 6, fill: (context) => granted(context) },
  request_extension: {
    weight: ({ why, mind }) => (why === 'late' || mind.late ? 0.5 : 0.015),
    fill: (context) => wished('until', context),
  },
  approve_extension: { weight: () => 4, fill: (context) => granted(context) },
  refuse_request: { weight: () => 1 },
  suspend: { weight: ({ mind }) => (mind.late ? 0.05 : 0.002), fill: (context) => wished('dueAt', context) },
  resume: { weight: () => 0.5 },

  supervise: { weight: ({ mind }) => (mind.late ? 0.8 : 0.01) },
  'supervise.visit': { weight: ({ whole }) => (supervisionOf(whole)?.visitedAt ? 0.05 : 0.5) },
  'supervise.plan': {
    weight: ({ whole }) => (supervisionOf(whole)?.plannedAt ? 0.02 : 0.8),
    fill: (context) => wished('dueAt', context),
  },
  'supervise.follow': { weight: ({ whole }) => (supervisionOf(whole)?.followedAt ? 0.05 : 0.4) },
  interview: { weight: ({ whole }) => (supervisionOf(whole)?.interviewedAt ? 0.01 : 0.5) },
  'supervise.close': { weight: () => 0.5 },
  appeal: { weight: ({ why }) => (why === 'appeal' ? 1 : 0) },
  'appeal.decide': { weight: () => 6 },
  leave: { weight: () => 0 },

  resolve: { weight: ({ ticket }) => (ticket.askOpen ? 0.1 : 0.75) },

  rate: { weight: ({ why, reached }) => (why === 'rate' || reached ? 1 : 0), fill: (context) => scoreOf(context) },
  attempt: { weight: ({ reached }) => (reached ? 0 : 1) },
};

/** How likely it is that somebody who only looks in leaves it at that. */
export const LOOKS_ON = 0.7;

export const weightOf = (form, context) => (HABITS[form.action] ? HABITS[form.action].weight(context) : SELDOM);
export const fillOf = (form, context) => HABITS[form.action]?.fill?.(context) ?? {};

const supervisionOf = ({ supervisions = [] }) => supervisions.findLast(({ closedAt }) => closedAt === null);

/** The department the catalogue names, or by mistake another. */
function leadOf({ matter, dice, options }) {
  const all = (options.lead ?? []).map(({ value }) => value);
  const right = all.find((value) => value === matter.leaf.department);
  return { lead: right && !matter.misrouted ? right : dice.pick(all.filter((value) => value !== right)) };
}

function helpersOf({ matter, dice, options }) {
  const others = (options.assisting ?? []).filter(({ value }) => value !== matter.leaf.department);
  return others.length === 0 || matter.misrouted ? [] : [dice.pick(others).value];
}

/** The next difficulty of those that may be chosen; undefined for the hardest. */
function harderOf({ ticket, district, options }) {
  const order = district.difficulties.map(({ id }) => id);
  const harder = (options.difficulty ?? []).map(({ value }) => value);
  return harder.find((id) => order.indexOf(id) > order.indexOf(ticket.difficulty));
}

/** A date some weeks ahead, later than the one that runs. */
const wished = (name, { dice, ahead, due }) => ({
  [name]: new Date(Math.max(ahead(12 + dice.below(20)), due + (3 + dice.below(10)) * 86_400_000)).toISOString(),
});

/** What was asked for, where it still lies ahead. */
const granted = ({ ticket, now, ahead }) => ({
  dueAt: new Date(ticket.askedDueAt > now ? ticket.askedDueAt : ahead(15)).toISOString(),
});

/** How it went decides the score: how long it took, whether it came back, and what kind of person is asked. */
function scoreOf({ mind, ticket, now, dice, district }) {
  const days = (now - ticket.submittedAt) / 86_400_000;
  const displeasure = mind.resident.habit.strict * (0.06 + Math.min(0.3, days / 90) + (mind.late ? 0.14 : 0));
  const thrown = dice.next();
  const wish = thrown < displeasure * 0.45 ? 'dissatisfied' : thrown < displeasure ? 'fair' : 'satisfied';
  const grade = dice.pick(district.scale.filter(({ countsAs }) => countsAs === wish));
  const tags = grade.tags.filter(() => dice.chance(0.4));
  const text = dice.chance(0.18) ? dice.pick(SAID[wish]) : undefined;
  return { score: grade.id, tags, ...(text ? { text } : {}) };
}

const SAID = {
  satisfied: ['谢谢，处理得很快。', '师傅很负责。', '已经好了，感谢。'],
  fair: ['弄是弄好了，就是等得久。', '还行，希望以后多巡查。', '只解决了一部分。'],
  dissatisfied: ['根本没有解决。', '过两天又是老样子。', '没有人来过现场。'],
};

/** Office hours until the next look at a ticket, by the state it is in; a person's pace and the matter make it more or less. */
export const TEMPO = {
  submitted: 0.6,
  community_handling: 5,
  reported: 2.6,
  street_handling: 8,
  dispatched: 0.8,
  department_handling: 5.5,
  explaining: 6,
  suspended: 40,
  resolved: 5,
};
/** A hard matter of a department takes longer. */
export const HARD = 4;
