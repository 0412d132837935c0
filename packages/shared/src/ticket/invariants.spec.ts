/**
 * The invariants of the journey, over random acts of everybody in random order and time. What a step proves does not lean on the
 * interpreter's own bookkeeping: who handled, who held and which acts may move a clock are said here once more.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { CONTACT, district, endOf, INPUT, MONDAY, PEOPLE, Story } from '../../../../test/support/rules.ts';
import { intakeOf } from '../dispatch/intake.ts';
import type { Actor } from '../identity/roles.ts';
import { isRefusal, PROBLEMS } from '../problem.ts';
import { advance, nextActions } from './advance.ts';
import { apply, isRunning, replay, type TicketClock, type TicketEvent, type Whole } from './facts.ts';
import { ACTIONS, type ActionId } from './row.ts';
import type { State } from './status.ts';

const RUNS = 1000;
const STEPS = 25;
const HOUR = 3_600_000;

/** The cast, and people with two duties that meet in one ticket. */
const EVERYBODY: readonly Actor[] = [
  ...Object.values(PEOPLE).filter((actor) => actor.personId !== 'system'),
  { personId: 'two-hats', duties: [...PEOPLE.community.duties, ...PEOPLE.water.duties] },
  { personId: 'dept-urban-1', duties: PEOPLE.street.duties },
  { personId: 'clerk', duties: [{ role: 'street_staff', org: 'hbl-s-law' }] },
];
const SWEEPS = ['resume_clock', 'warn', 'expire', 'recompute', 'close_unrated', 'screen.hold'] as const;

type Move = 'start' | 'stop' | 'pause' | 'resume' | 'recompute';
const ROUTE: readonly Move[] = ['stop', 'start'];
/** What each act may do to clocks; all that is not said here must not happen (invariant 3). */
const MOVES: Record<ActionId, readonly Move[]> = {
  submit: ['start'],
  supplement: ['resume'],
  ask: ['pause'],
  'triage.handle': ROUTE,
  'triage.report_up': ROUTE,
  'triage.direct': ROUTE,
  route: ROUTE,
  assign: [],
  sign: ROUTE,
  send_back: ROUTE,
  take: ROUTE,
  dispatch: ROUTE,
  accept: ROUTE,
  return: ROUTE,
  record: [],
  'part.finish': ['stop'],
  'part.withdraw': ['stop'],
  resolve: ROUTE,
  rate: ROUTE,
  withdraw: ['stop'],
  resume_clock: ['resume'],
  warn: [],
  expire: ['start'],
  recompute: ['recompute'],
  'triage.unreasonable': ROUTE,
  'explain.confirm': [],
  'explain.refuse': ROUTE,
  explain: ['stop'],
  review: ['start'],
  transfer: ['stop'],
  attempt: ['stop'],
  close_unrated: ['stop'],
  'screen.hold': [],
  'screen.show': [],
  'screen.hide': [],
  join: [],
  leave: [],
  merge: ['stop'],
  absorb: [],
  study: ROUTE,
  uphold: ROUTE,
  decide: ROUTE,
  'decide.street': ROUTE,
  set_difficulty: ROUTE,
  request_due: [],
  approve_due: ROUTE,
  request_extension: [],
  approve_extension: ROUTE,
  refuse_request: [],
  suspend: ['pause', 'start'],
  resume: ['resume', 'stop'],
  supervise: ['start'],
  'supervise.visit': [],
  'supervise.plan': ROUTE,
  'supervise.follow': [],
  interview: [],
  'supervise.close': ['stop'],
  appeal: ['start'],
  'appeal.decide': ['stop'],
};
/** Who does this has handled the ticket. */
const HANDLING_ACTS: readonly string[] = ['triage.handle', 'take', 'accept', 'part.finish', 'ask', 'resolve'];

/** What a button must never answer. */
const NOT_THEIRS: readonly string[] = ['ACTION_NOT_NOW', 'ACTION_NOT_YOURS', 'OWN_TICKET'];

const variation = fc.record(
  {
    category: fc.constantFrom('noise', 'rubbish', 'street-light', 'wages', 'nothing'),
    grade: fc.constantFrom('urgent', 'deferred'),
    difficulty: fc.constantFrom('general', 'hard', 'extreme'),
    lead: fc.constantFrom('dept-urban', 'dept-urban', 'dept-water', 'hbl'),
    assisting: fc.constantFrom([], [], ['dept-water'], ['dept-water', 'dept-housing'], ['dept-urban']),
    part: fc.constantFrom('dept-water', 'dept-housing', 'dept-urban'),
    competent: fc.constantFrom('dept-housing', 'nothing'),
    leader: fc.constantFrom('hbl-leader', 'hbl-leader', 'xj-leader'),
    photos: fc.constantFrom(['PHOTO'], []),
    score: fc.constantFrom('satisfied', 'fair', 'dissatisfied', 'dissatisfied'),
    contact: fc.constantFrom(CONTACT, CONTACT, undefined),
    dueIn: fc.oneof(fc.integer({ min: -1, max: 400 }), fc.integer({ min: 400, max: 4000 })),
    assignee: fc.constantFrom('hbl-hbl-g1-worker', 'hbl-hbl-g2-worker', 'hbl-staff-2', 'dept-urban-2', 'nobody'),
  },
  { requiredKeys: ['dueIn', 'assignee'] },
);
const step = fc.record({
  /** One in four acts is anybody doing anything; the others are buttons that somebody really has. */
  wild: fc.constantFrom(true, false, false, false),
  sweep: fc.constantFrom(...SWEEPS, null, null, null, null, null, null, null),
  person: fc.nat(EVERYBODY.length - 1),
  action: fc.nat(1000),
  wait: fc.oneof(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 8 * HOUR }), fc.integer({ min: 0, max: 200 * HOUR })),
  variation,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const demand = (holds: boolean, what: string, about?: unknown): void => {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(about)}`);
};
const same = (a: unknown, b: unknown, what: string) => demand(isDeepStrictEqual(a, b), what, [a, b]);

/** Frozen facts make a rule that writes into them throw, so a step can only answer (invariant 7). */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** Acts that end a story early, or lead nowhere and are offered nearly always. */
const OFTEN: readonly ActionId[] = [
  'withdraw',
  'merge',
  'record',
  'supplement',
  'assign',
  'join',
  'leave',
  'supervise',
  'supervise.visit',
  'screen.show',
  'screen.hide',
];

/** Who does what: a wild guess, or the next person from the drawn one who has a button at all. */
function drawn(story: Story, { wild, sweep, person, action }: Step): { actor: Actor; action: string } {
  if (sweep !== null) return { actor: PEOPLE.system, action: sweep };
  const first = EVERYBODY[person] ?? PEOPLE.resident;
  if (wild) return { actor: first, action: ACTIONS[action % ACTIONS.length] ?? 'submit' };
  for (const actor of [...EVERYBODY.slice(person), ...EVERYBODY.slice(0, person)]) {
    const offered = nextActions(story.whole, actor, story.now, district);
    // Little is learnt from tickets that are taken back at once, or only written about.
    const lasting = offered.filter((row) => !OFTEN.includes(row.action) || Math.floor(action / 97) % 5 === 0);
    const chosen = lasting[action % lasting.length];
    if (chosen) return { actor, action: chosen.action };
  }
  return { actor: first, action: 'record' };
}

function inputOf(action: string, { dueIn, assignee, ...rest }: Step['variation'], now: number) {
  const dueAt = new Date(now + dueIn * HOUR).toISOString();
  return {
    ...INPUT[action],
    ...rest,
    dueAt,
    until: dueAt,
    at: new Date(now).toISOString(),
    person: assignee,
    personId: assignee === 'nobody' ? null : assignee,
  };
}

function movesOf(before: Whole, after: Whole): Set<Move> {
  const moves = new Set<Move>();
  for (const clock of after.clocks) {
    const was = before.clocks.find((one) => one.id === clock.id);
    if (!was) moves.add('start');
    else if (was.stoppedAt !== clock.stoppedAt) moves.add('stop');
    else if (was.pausedAt === null && clock.pausedAt !== null) moves.add('pause');
    else if (was.pausedAt !== null && clock.pausedAt === null) moves.add('resume');
    else if (was.dueAt !== clock.dueAt || was.warnAt !== clock.warnAt) moves.add('recompute');
    if (was)
      same([was.startedAt, was.rule, was.orgId], [clock.startedAt, clock.rule, clock.orgId], 'a clock was rewritten');
    const mayMove = moves.has('resume') || moves.has('recompute');
    if (was && !mayMove) same([was.dueAt, was.warnAt], [clock.dueAt, clock.warnAt], 'a due time moved');
  }
  return moves;
}

/** The clocks of those who look after the work. */
const BESIDE: readonly string[] = ['supervise', 'appeal'];

const HOLDER: Partial<Record<State, (whole: Whole) => string | null>> = {
  // Given back or routed it is the community's, through whichever channel it came.
  submitted: ({ ticket }) => (ticket.holderOrg === 'dispatch-centre' ? intakeOf(district, ticket) : ticket.communityId),
  community_handling: ({ ticket }) => ticket.communityId,
  reported: ({ ticket }) => ticket.streetId,
  // What the street upheld and the department returned again waits for the dispatch centre.
  street_handling: ({ ticket }) => (ticket.upheld && ticket.returnedBy !== null ? 'dispatch-centre' : ticket.streetId),
  dispatched: ({ ticket }) => ticket.leadOrg,
  department_handling: ({ ticket }) => ticket.leadOrg,
  explaining: ({ ticket }) => ticket.communityId,
  closed: () => null,
};

/** Invariant 1, and what state, holder, parts and clocks owe each other. */
function checkWhole(whole: Whole): void {
  const { ticket, parts, clocks } = whole;
  const beside = clocks.filter((clock) => isRunning(clock) && BESIDE.includes(clock.rule.kind));
  const on = clocks.filter((clock) => isRunning(clock) && !BESIDE.includes(clock.rule.kind));
  const orders = whole.supervisions.filter(({ closedAt }) => closedAt === null);
  same(orders.length, ticket.supervised ? 1 : 0, 'supervision orders that are open');
  same(
    beside.map(({ rule }) => rule.kind).sort(),
    [
      ...(ticket.appeal === 'open' ? ['appeal'] : []),
      ...(orders.some(({ plannedAt }) => plannedAt === null) ? ['supervise'] : []),
    ],
    'the clocks beside the states',
  );
  same(ticket.followerCount, whole.followers.filter(({ leftAt }) => leftAt === null).length, 'followers are counted');
  const open = parts.filter((part) => part.state === 'offered' || part.state === 'accepted');
  const leads = open.filter((part) => part.kind === 'lead').map((part) => [part.orgId, part.state]);
  if (ticket.state === 'closed') {
    same([on.length, open.length, ticket.holderOrg], [0, 0, null], 'something of a closed ticket goes on');
    demand(ticket.closedAt !== null && ticket.outcome !== null, 'closed without time or outcome', ticket);
    return;
  }
  demand(ticket.closedAt === null && ticket.outcome === null, 'open with an outcome', ticket);
  demand(district.orgs.has(ticket.holderOrg ?? ''), 'nobody holds it', ticket);
  const suspended = ticket.state === 'suspended';
  if (suspended)
    demand(
      on.every(({ rule, pausedAt }) => (rule.kind === 'suspension') === (pausedAt === null)),
      'only the review runs while suspended',
      on,
    );
  const ofHolder = on.filter(
    (clock) => clock.orgId === ticket.holderOrg && (!suspended || clock.rule.kind === 'suspension'),
  );
  demand(ofHolder.length === 1 && Number.isFinite(ofHolder[0]?.dueAt), 'the holder needs one clock', on);
  const state = ticket.suspendedFrom ?? ticket.state;
  same(suspended, ticket.suspendedFrom !== null, 'where it goes back to');
  const holder = HOLDER[state];
  if (holder) same(ticket.holderOrg, holder(whole), `the holder while ${ticket.state}`);
  else demand(!ticket.handlingOrgs.includes(ticket.holderOrg ?? ''), 'who handled it asks for the score', ticket);
  if (state === 'dispatched') same(leads, [[ticket.leadOrg, 'offered']], 'the lead that is offered');
  else if (state === 'department_handling') same(leads, [[ticket.leadOrg, 'accepted']], 'the lead at work');
  else same(open, [], `open parts while ${ticket.state}`);
  for (const part of open) demand(on.filter((c) => c.partId === part.id).length === 1, 'a part without clock', part);
  demand(
    on.every((c) => c.partId === null || open.some((part) => part.id === c.partId)),
    'a clock without part',
    on,
  );
  demand(
    on.every((c) => c.warnAt <= c.dueAt && c.startedAt <= c.dueAt),
    'a clock is due before it is warned',
    on,
  );
}

/** Invariant 2: the holders' intervals, from the events alone, add up to the life of the ticket. */
function checkCustody({ ticket, events, now }: Story): void {
  const held: { org: string | null; from: number; to: number }[] = [];
  for (const event of events) {
    const open = held.at(-1);
    if (open) open.to = event.at;
    if (!open || open.org !== event.holderOrg) held.push({ org: event.holderOrg, from: event.at, to: event.at });
  }
  const open = held.at(-1);
  if (open) open.to = ticket.closedAt ?? now;
  const life = (ticket.closedAt ?? now) - ticket.submittedAt;
  same(
    held.reduce((sum, { from, to }) => sum + to - from, 0),
    life,
    'custody has gaps or overlaps',
  );
  same([open?.org, open?.from], [ticket.holderOrg, ticket.holderSince], 'the last holder of the log');
  demand(
    // Between the explanation and the review that a resident asked for it was closed, and nobody's.
    // So it was until somebody who followed it was dissatisfied.
    held.every(
      ({ org }, index) => org !== null || index === held.length - 1 || ticket.reviewed || ticket.reworkCount > 0,
    ),
    'nobody held it for a while',
    held,
  );
}

/** Invariant 4: time alone decides, not whether somebody was named. */
function checkEscalation({ whole }: Story, now: number): void {
  const late = (assigneeId: string | null): readonly TicketClock[] | null => {
    const facts = { ...whole, ticket: { ...whole.ticket, assigneeId } };
    const result = advance(facts, { action: 'expire', input: {} }, PEOPLE.system, now, district);
    return isRefusal(result) ? null : result.whole.clocks;
  };
  const unassigned = late(null);
  same(unassigned, late('hbl-hbl-g1-worker'), 'unassigned work escalates otherwise');
  if (whole.ticket.state === 'closed') return;
  const missed = unassigned?.filter(
    (c) => isRunning(c) && c.pausedAt === null && c.dueAt < now && c.expiredAt === null,
  );
  same(missed, [], 'a red clock did not escalate');
}

/** Invariant 5, from the log alone. */
function checkRating(events: readonly TicketEvent[], rating: TicketEvent): void {
  const before = events.slice(0, events.indexOf(rating));
  const handled = before.filter(
    (event) => HANDLING_ACTS.includes(event.action) || (event.action === 'record' && event.fromState !== 'submitted'),
  );
  demand(
    handled.every((event) => event.by.personId !== rating.by.personId),
    'who handled it scored it',
    rating,
  );
  const place = (org: string | null) => (org === 'hbl-s-law' ? 'hbl' : org);
  demand(
    rating.by.org === null || handled.every((event) => place(event.by.org) !== place(rating.by.org)),
    'an organisation scored itself',
    rating,
  );
  const resolved = before.findLastIndex((event) => event.action === 'resolve');
  // The reporter's score may come from himself or through who asked him; those who follow score each for himself.
  const scorer = ({ by }: TicketEvent) =>
    by.role === 'resident' && by.personId !== PEOPLE.resident.personId ? by.personId : 'the reporter';
  demand(
    before.slice(resolved).every((event) => event.action !== 'rate' || scorer(event) !== scorer(rating)),
    'one resolution was scored twice',
    rating,
  );
  demand(rating.by.role === 'resident' || rating.said.facts.contact !== undefined, 'no evidence of a contact', rating);
}

const seen = { states: new Set<string>(), acts: new Set<string>(), refusals: new Set<string>() };

function take(story: Story, one: Step): void {
  story.until(story.now + one.wait);
  const { actor, action } = drawn(story, one);
  const before = story.whole;
  const result = advance(
    before,
    { action, input: frozen(inputOf(action, one.variation, story.now)) },
    actor,
    story.now,
    district,
  );
  const offered = nextActions(before, actor, story.now, district).some((row) => row.action === action);
  if (isRefusal(result)) {
    demand(result.refused in PROBLEMS, 'an unknown refusal', result);
    demand(!offered || !NOT_THEIRS.includes(result.refused), 'a button that can not be pressed', [
      actor,
      action,
      result,
    ]);
    seen.refusals.add(result.refused);
    return;
  }
  // What follows from the act on another ticket has no button here.
  demand(offered || actor === PEOPLE.system || action === 'absorb', 'done without a button', [actor, action]);
  const { event, whole } = result;
  same(apply(before, JSON.parse(JSON.stringify(event.change))), whole, 'the change is not the whole of it');
  same([event.seq, whole.ticket.version], [before.ticket.version + 1, event.seq], 'versions count up by one');
  same([event.toState, event.holderOrg], [whole.ticket.state, whole.ticket.holderOrg], 'the event tells another state');
  const allowed: readonly string[] = MOVES[event.action as ActionId];
  demand(
    [...movesOf(before, whole)].every((move) => allowed.includes(move)),
    `${action} moved a clock`,
    event.change,
  );
  story.whole = frozen(whole);
  story.events.push(event);
  same(
    replay(
      story.seed,
      story.events.map(({ change }) => change),
    ),
    whole,
    'replay gives another ticket',
  );
  checkWhole(whole);
  checkCustody(story);
  checkEscalation(story, story.now + one.action * HOUR);
  if (event.action === 'rate') checkRating(story.events, event);
  seen.states.add(whole.ticket.state);
  seen.acts.add(event.action);
}

const onDesk = (story: Story): Story => story.does('community', 'triage.report_up').does('street', 'sign');
const handled = (story: Story, assisting: readonly string[] = []): Story =>
  onDesk(story).does('streetLeader', 'dispatch', { assisting });
const accepted = (story: Story): Story => handled(story).does('urban', 'accept');
const returned = (story: Story): Story => handled(story).does('urban', 'return');

/** Where a story begins: chance alone seldom gets as far as what few tickets come to. */
const BEGINNINGS: readonly ((story: Story) => Story)[] = [
  (story) => story,
  (story) => story,
  (story) => story.does('neighbour', 'join'),
  onDesk,
  onDesk,
  (story) => handled(story),
  (story) => handled(story, ['dept-water']),
  (story) => handled(story, ['dept-water']).does('urban', 'accept').does('water', 'accept'),
  accepted,
  returned,
  (story) => returned(story).does('street', 'uphold').does('urban', 'return'),
  (story) => accepted(story).does('urban', 'request_due'),
  (story) => accepted(story).does('urban', 'request_extension'),
  (story) => accepted(story).does('leader', 'supervise').does('leader', 'supervise.plan'),
  (story) => accepted(story).does('urban', 'resolve').does('resident', 'rate', { score: 'fair' }),
  (story) =>
    accepted(story).does('urban', 'resolve').does('resident', 'rate', { score: 'fair' }).does('urban', 'appeal'),
];

// Named, so that a failure can be run again: the same seed gives the same stories.
const seed = Date.now() % 2 ** 31;
test(`${RUNS} random stories of ${STEPS} acts keep every invariant (seed ${seed})`, () => {
  walk(seed);
  // An act that few tickets come to may be missed by chance once, not again and again.
  for (let again = 1; again <= 3 && unseen().length > 0; again++) walk(seed + again);
  // A walk that never got anywhere would prove nothing.
  expect(unseen()).toEqual([]);
  expect([...seen.states].sort()).toEqual([...Object.keys(HOLDER), 'resolved', 'suspended'].sort());
  expect([...seen.refusals]).toEqual(expect.arrayContaining(['ACTION_NOT_NOW', 'ACTION_NOT_YOURS', 'OWN_TICKET']));
}, 60_000);

// A ticket closes unrated after two attempts and a missed follow-up: too rare for chance, it has a story of its own.
const unseen = (): ActionId[] =>
  ACTIONS.filter((action) => action !== 'submit' && action !== 'close_unrated' && !seen.acts.has(action));

function walk(from: number): void {
  const channel = fc.constantFrom('mini_program', 'mini_program', 'transfer_12345');
  const start = fc.constantFrom(MONDAY, MONDAY + 9 * HOUR, endOf('2026-12-30'));
  const beginning = fc.constantFrom(...BEGINNINGS);
  const steps = fc.array(step, { minLength: STEPS, maxLength: STEPS });
  fc.assert(
    fc.property(start, channel, beginning, steps, (now, by, begin, acts) => {
      const { report } = INPUT.submit as { report: object };
      const submitted = new Story(now).does('resident', 'submit', { report: { ...report, channel: by } });
      // What the centre holds at first goes its own way there.
      const story = by === 'mini_program' ? begin(submitted) : submitted;
      checkWhole(story.whole);
      frozen(story.whole);
      for (const one of acts) take(story, one);
    }),
    { numRuns: RUNS, seed: from },
  );
}
