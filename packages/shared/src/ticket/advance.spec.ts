/** The journey row by row: each act by its rightful people, what it makes of state, holder, clocks, parts and the six dots. */
import {
  at,
  CONTACT,
  communityHandles,
  departmentHandles,
  dispatched,
  district,
  endOf,
  MONDAY,
  PEOPLE,
  reported,
  reportedUp,
  resolvedByCommunity,
  resolvedByDepartment,
  resolvedByStreet,
  Story,
  signed,
} from '../../../../test/support/rules.ts';
import { isRefusal } from '../problem.ts';
import { advance } from './advance.ts';

const HOUR = 3_600_000;
/** 2027-01-01, a day off that no calendar of 2026 knows. */
const NEW_YEAR = 20_819;

/** State, holder and running clocks in one line, as the tests below speak of them. */
const standing = ({ ticket, running }: Story) => [ticket.state, ticket.holderOrg, ...running];
const last = (story: Story) => story.events.at(-1);

describe('点单', () => {
  test('a report waits for its community, which has to triage it the same day', () => {
    const story = reported();
    expect(standing(story)).toEqual(['submitted', 'hbl-hbl', 'triage hbl-hbl']);
    expect(story.clockOf('hbl-hbl').dueAt).toBe(endOf('2026-11-23'));
    expect(story.ticket).toMatchObject({ version: 1, text: '楼下夜里施工很吵', been: ['order'], submittedAt: MONDAY });
    expect(last(story)).toMatchObject({ seq: 1, fromState: null, toState: 'submitted', by: { role: 'resident' } });
  });

  test('a report after the cut-off hour is triaged by the close of the next working day', () => {
    const story = new Story(at('2026-11-20 17:30')).does('resident', 'submit');
    expect(story.clockOf('hbl-hbl').dueAt).toBe(at('2026-11-23 17:30'));
  });

  test('a supplement moves no clock and stays in the timeline', () => {
    const story = communityHandles();
    const due = story.clockOf('hbl-hbl').dueAt;
    story.until(MONDAY + HOUR).does('resident', 'supplement');
    expect(story.clockOf('hbl-hbl').dueAt).toBe(due);
    expect(last(story)?.change).toEqual({ ticket: { version: 3 }, parts: [], clocks: [] });
    expect(last(story)?.said.text).toBe('是三号楼');
  });

  test('the reporter withdraws: nobody holds it, nothing runs, no part stays open', () => {
    const story = departmentHandles(['dept-water']).does('resident', 'withdraw');
    expect(standing(story)).toEqual(['closed', null]);
    expect(story.ticket).toMatchObject({ outcome: 'withdrawn', closedAt: MONDAY, assigneeId: null });
    expect(story.whole.parts.map((part) => part.state)).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('报单', () => {
  test.each([
    ['deferred', at('2026-11-30 17:30')],
    ['urgent', MONDAY + 24 * HOUR],
  ])('the community handles it itself, by the grade %s', (grade, due) => {
    const story = reported().does('community', 'triage.handle', { grade });
    expect(standing(story)).toEqual(['community_handling', 'hbl-hbl', 'handle hbl-hbl']);
    expect(story.clockOf('hbl-hbl')).toMatchObject({ dueAt: due, startedAt: MONDAY, partId: null });
    expect(story.ticket).toMatchObject({
      grade,
      category: 'noise',
      been: ['order', 'report'],
      handlers: ['hbl-hbl-staff-1'],
      handlingOrgs: ['hbl-hbl'],
    });
    expect(last(story)?.said).toMatchObject({ text: '今天下午去看', official: true, internal: false });
  });

  test.each([
    ['at once', reported],
    ['after an attempt of its own', communityHandles],
  ])('what the community can not do goes up to the street, %s', (_, from) => {
    const story = from().does('community', 'triage.report_up');
    expect(standing(story)).toEqual(['reported', 'hbl', 'sign hbl']);
    expect(story.clockOf('hbl').dueAt).toBe(at('2026-11-24 17:30'));
    expect(story.ticket.assigneeId).toBeNull();
  });

  test.each(['community', 'centre'] as const)('work of a department goes to it directly, by %s', (who) => {
    const story = reported().does(who, 'triage.direct');
    expect(standing(story)).toEqual(['dispatched', 'dept-urban', 'respond dept-urban']);
    expect(story.clockOf('dept-urban').dueAt).toBe(endOf('2026-11-23'));
    expect(story.whole.parts).toMatchObject([{ orgId: 'dept-urban', kind: 'lead', state: 'offered' }]);
    expect(story.ticket).toMatchObject({ leadOrg: 'dept-urban', difficulty: 'general', category: 'street-light' });
  });
});

describe('跟单', () => {
  test.each(['street', 'streetLeader'] as const)('%s signs, and has a week to find a route', (who) => {
    const story = reportedUp().does(who, 'sign');
    expect(standing(story)).toEqual(['street_handling', 'hbl', 'review hbl']);
    expect(story.clockOf('hbl').dueAt).toBe(endOf('2026-11-30'));
    expect(story.ticket.been).toEqual(['order', 'report', 'follow']);
  });

  test('the street sends it back, and the community triages again within the day', () => {
    const story = reportedUp().until(at('2026-11-23 17:30')).does('street', 'send_back');
    expect(standing(story)).toEqual(['submitted', 'hbl-hbl', 'triage hbl-hbl']);
    expect(story.clockOf('hbl-hbl').dueAt).toBe(at('2026-11-24 17:30'));
    expect(story.ticket.returned).toBe(true);
    expect(last(story)?.said.internal).toBe(true);
    expect(story.does('community', 'triage.handle').ticket.returned).toBe(false);
  });

  test('the street handles it by a date it sets', () => {
    const story = signed().does('street', 'take');
    expect(standing(story)).toEqual(['street_handling', 'hbl', 'handle hbl']);
    expect(story.clockOf('hbl').dueAt).toBe(at('2026-12-04 17:30'));
    expect(story.ticket).toMatchObject({ handlers: ['hbl-staff-1'], handlingOrgs: ['hbl'] });
  });

  test.each(['streetLeader', 'centre'] as const)('%s dispatches: one lead, others assist, all answer today', (who) => {
    const story = signed().does(who, 'dispatch', { difficulty: 'hard', assisting: ['dept-water', 'dept-power'] });
    expect(standing(story)).toEqual([
      'dispatched',
      'dept-urban',
      'respond dept-urban',
      'respond dept-water',
      'respond dept-power',
    ]);
    expect(new Set(story.whole.clocks.filter((c) => c.stoppedAt === null).map((c) => c.dueAt))).toEqual(
      new Set([endOf('2026-11-23')]),
    );
    expect(story.whole.parts.map(({ orgId, kind, state }) => [orgId, kind, state])).toEqual([
      ['dept-urban', 'lead', 'offered'],
      ['dept-water', 'assisting', 'offered'],
      ['dept-power', 'assisting', 'offered'],
    ]);
    expect(story.ticket).toMatchObject({ leadOrg: 'dept-urban', difficulty: 'hard' });
  });
});

describe('接单', () => {
  test.each([
    ['general', at('2026-11-26 17:30')],
    ['hard', at('2026-12-14 17:30')],
  ])('the lead accepts a %s one and has its days', (difficulty, due) => {
    const story = signed().does('streetLeader', 'dispatch', { difficulty, assisting: [] }).does('urban', 'accept');
    expect(standing(story)).toEqual(['department_handling', 'dept-urban', 'handle dept-urban']);
    expect(story.clockOf('dept-urban')).toMatchObject({ dueAt: due, partId: story.whole.parts[0]?.id });
    expect(story.whole.parts[0]).toMatchObject({ state: 'accepted', acceptedAt: MONDAY });
    expect(story.ticket.been).toContain('handle');
  });

  test('a section accepts for its department', () => {
    const story = dispatched().does('urbanSection', 'accept');
    expect(standing(story)).toEqual(['department_handling', 'dept-urban', 'handle dept-urban']);
    expect(story.ticket.handlingOrgs).toEqual(['dept-urban']);
  });

  test('an assisting department accepts its own part and leaves state, holder and the lead clock alone', () => {
    const story = dispatched(['dept-water']).does('water', 'accept');
    expect(standing(story)).toEqual(['dispatched', 'dept-urban', 'respond dept-urban', 'handle dept-water']);
    story.does('urban', 'accept').does('water', 'part.finish');
    expect(standing(story)).toEqual(['department_handling', 'dept-urban', 'handle dept-urban']);
    expect(story.whole.parts[1]).toMatchObject({ state: 'done', endedAt: MONDAY });
    expect(story.ticket.handlingOrgs).toEqual(['dept-water', 'dept-urban']);
  });

  test('the lead returns: the street has it again, and what was offered to others is over', () => {
    const story = dispatched(['dept-water']).does('urban', 'return');
    expect(standing(story)).toEqual(['street_handling', 'hbl', 'review hbl']);
    expect(story.whole.parts.map((part) => part.state)).toEqual(['returned', 'withdrawn']);
    expect(story.ticket.returned).toBe(true);
    story.does('streetLeader', 'dispatch', { lead: 'dept-housing', assisting: [] });
    expect(standing(story)).toEqual(['dispatched', 'dept-housing', 'respond dept-housing']);
  });

  test('a direct ticket that comes back passes through the street on the six dots', () => {
    const story = reported().does('community', 'triage.direct').does('urban', 'return');
    expect(story.ticket.been).toEqual(['order', 'report', 'follow']);
  });

  test('an assisting department returns its own part only', () => {
    const story = departmentHandles(['dept-water']).does('water', 'return');
    expect(standing(story)).toEqual(['department_handling', 'dept-urban', 'handle dept-urban']);
    expect(story.whole.parts.map((part) => part.state)).toEqual(['accepted', 'returned']);
  });

  test('an open assisting part blocks the resolution until it is done or withdrawn', () => {
    const story = departmentHandles(['dept-water', 'dept-power']).does('water', 'accept');
    expect(story.refuses('urban', 'resolve')).toMatchObject({
      refused: 'PARTS_OPEN',
      facts: { orgs: '区供水公司、区供电公司' },
    });
    story.does('urban', 'part.withdraw', { part: 'dept-power' });
    expect(story.running).toEqual(['handle dept-urban', 'handle dept-water']);
    expect(story.refuses('urban', 'resolve').facts).toEqual({ orgs: '区供水公司' });
    story.does('water', 'part.finish').does('urban', 'resolve');
    expect(story.ticket.state).toBe('resolved');
  });
});

describe('while it is handled', () => {
  test('a question stops the handling clock and the answer lets it run on with what was left', () => {
    const story = communityHandles().until(at('2026-11-23 10:00')).does('community', 'ask');
    expect(story.clockOf('hbl-hbl')).toMatchObject({ pausedAt: at('2026-11-23 10:00'), pauses: 1 });
    expect(story.clockOf('hbl-hbl').pausedUntil).toBe(at('2026-11-26 17:30'));
    expect(story.ticket.askOpen).toBe(true);
    story.until(at('2026-11-24 10:00')).does('resident', 'supplement');
    expect(story.clockOf('hbl-hbl')).toMatchObject({
      pausedAt: null,
      pausedUntil: null,
      dueAt: at('2026-12-01 17:30'),
    });
    expect(story.ticket.askOpen).toBe(false);
  });

  test('the second question of a stage is asked, but the clock runs on', () => {
    const story = communityHandles().does('community', 'ask').does('resident', 'supplement').does('gridWorker', 'ask');
    expect(story.ticket.askOpen).toBe(true);
    expect(story.clockOf('hbl-hbl').pausedAt).toBeNull();
  });

  test.each(['resume_clock', 'supplement'])('a pause ends at its cap, however late %s comes', (action) => {
    const story = communityHandles().does('community', 'ask');
    const cap = story.clockOf('hbl-hbl').pausedUntil ?? 0;
    expect(
      story
        .until(cap - 1)
        .does('system', 'resume_clock')
        .clockOf('hbl-hbl').pausedAt,
    ).toBe(MONDAY);
    story.until(cap + 90 * HOUR).does(action === 'supplement' ? 'resident' : 'system', action);
    // 38.5 hours of office time were left on Monday at nine; they run on from Thursday's close, not from whenever somebody looked.
    expect(story.clockOf('hbl-hbl')).toMatchObject({ pausedAt: null, dueAt: at('2026-12-04 17:00') });
  });

  test('a question stops only the handling clock of who asks: no review, and no assisting part', () => {
    const street = signed().does('street', 'ask');
    expect(street.clockOf('hbl')).toMatchObject({ pausedAt: null, pauses: 0 });
    const lead = departmentHandles(['dept-water']).does('water', 'accept').does('urban', 'ask');
    expect(lead.clockOf('dept-urban').pausedAt).toBe(MONDAY);
    expect(lead.clockOf('dept-water').pausedAt).toBeNull();
  });

  test('an open question ends with the stage it was asked in', () => {
    const story = communityHandles().does('community', 'ask').does('community', 'triage.report_up');
    expect(story.ticket.askOpen).toBe(false);
    expect(story.running).toEqual(['sign hbl']);
  });

  test('the holder gives it to one of his people, and nothing else changes', () => {
    const story = communityHandles().does('community', 'assign');
    expect(last(story)?.change).toEqual({
      ticket: { version: 3, assigneeId: 'hbl-hbl-g1-worker' },
      parts: [],
      clocks: [],
    });
    expect(last(story)?.said).toMatchObject({ internal: true, facts: { person: 'hbl-hbl-g1-worker' } });
  });

  test('a note moves nothing but makes its writer a handler; before triage a look is no handling', () => {
    const looked = reported().does('gridWorker', 'record');
    expect(looked.ticket.handlers).toEqual([]);
    const story = communityHandles().does('gridWorker', 'record', { internal: true });
    expect(last(story)?.said.internal).toBe(true);
    expect(last(story)?.change.clocks).toEqual([]);
    expect(story.ticket.handlers).toEqual(['hbl-hbl-staff-1', 'hbl-hbl-g1-worker']);
    expect(story.ticket.handlingOrgs).toEqual(['hbl-hbl']);
  });
});

describe('what time does', () => {
  test('a clock is yellow at its warning and red after its due time, each once', () => {
    const story = communityHandles();
    const { warnAt, dueAt } = story.clockOf('hbl-hbl');
    expect(
      story
        .until(warnAt - 1)
        .does('system', 'warn')
        .clockOf('hbl-hbl').warnedAt,
    ).toBeNull();
    expect(story.until(warnAt).does('system', 'warn').clockOf('hbl-hbl').warnedAt).toBe(warnAt);
    expect(story.until(dueAt).does('system', 'expire').clockOf('hbl-hbl').expiredAt).toBeNull();
    story
      .until(dueAt + 1)
      .does('system', 'expire')
      .until(dueAt + HOUR)
      .does('system', 'expire');
    expect(story.clockOf('hbl-hbl')).toMatchObject({ warnedAt: warnAt, expiredAt: dueAt + 1, dueAt });
    // Red means that a leader looks at it (HJ-26).
    expect(standing(story)).toEqual(['community_handling', 'hbl-hbl', 'handle hbl-hbl', 'supervise hongjiang']);
  });

  test('a clock that turns red unwarned has been warned by that', () => {
    const story = communityHandles();
    const { dueAt } = story.clockOf('hbl-hbl');
    story.until(dueAt + 1).does('system', 'expire');
    expect(story.clockOf('hbl-hbl')).toMatchObject({ warnedAt: dueAt + 1, expiredAt: dueAt + 1 });
  });

  test('a paused clock is neither warned nor red', () => {
    const story = communityHandles().does('community', 'ask').until(endOf('2027-01-31'));
    story.does('system', 'warn').does('system', 'expire');
    expect(story.clockOf('hbl-hbl')).toMatchObject({ warnedAt: null, expiredAt: null });
  });

  test('a published year moves a due time that was provisional, unless it is red already', () => {
    const plan = { ...district.calendar, worksOn: (day: number) => day !== NEW_YEAR && district.calendar.worksOn(day) };
    const published = { ...district, calendar: { ...plan, coveredDays: [0, NEW_YEAR + 365] as const } };
    const handled = () =>
      new Story(at('2026-12-25 09:00')).does('resident', 'submit').does('community', 'triage.handle');
    const recomputed = (now: number, story = handled()) => {
      expect(story.clockOf('hbl-hbl')).toMatchObject({ provisional: true, dueAt: at('2027-01-01 17:30') });
      const result = advance(story.whole, { action: 'recompute', input: {} }, PEOPLE.system, now, published);
      return isRefusal(result) ? undefined : result.whole.clocks.at(-1);
    };
    expect(recomputed(at('2026-12-26 09:00'))).toMatchObject({ provisional: false, dueAt: at('2027-01-04 17:30') });
    expect(recomputed(at('2027-01-01 17:31'))).toMatchObject({ provisional: true, dueAt: at('2027-01-01 17:30') });
    // What waited for an answer has a due time of its own, which no rule gives again.
    const asked = handled().does('community', 'ask').does('resident', 'supplement');
    expect(recomputed(at('2026-12-26 09:00'), asked)).toMatchObject({
      provisional: true,
      dueAt: at('2027-01-01 17:30'),
    });
  });
});

describe('办结 and 评单', () => {
  test.each([
    ['the street asks for a community', resolvedByCommunity, 'hbl', 'hbl-hbl'],
    ['the centre asks for a street', resolvedByStreet, 'dispatch-centre', 'hbl'],
    ['the community asks for a department', resolvedByDepartment, 'hbl-hbl', 'dept-urban'],
  ])('%s', (_, story, asks, handled) => {
    const resolved = story();
    expect(standing(resolved)).toEqual(['resolved', asks, `follow_up ${asks}`]);
    expect(resolved.clockOf(asks).dueAt).toBe(at('2026-11-26 17:30'));
    expect(resolved.ticket).toMatchObject({ handlingOrg: handled, resolvedAt: MONDAY, afterPhotos: ['PHOTO'] });
  });

  test('whoever had a hand in it before is passed over for the follow-up', () => {
    const byTwo = communityHandles()
      .does('community', 'triage.report_up')
      .does('street', 'sign')
      .does('streetLeader', 'dispatch', { assisting: [] })
      .does('urban', 'accept')
      .does('urban', 'resolve');
    expect(byTwo.ticket.holderOrg).toBe('hbl');
    const byThree = communityHandles()
      .does('community', 'triage.report_up')
      .does('street', 'sign')
      .does({ personId: 'clerk', duties: [{ role: 'street_staff', org: 'hbl-s-peace' }] }, 'record')
      .does('streetLeader', 'dispatch', { assisting: [] })
      .does('urban', 'accept')
      .does('urban', 'resolve');
    expect(byThree.ticket.handlingOrgs).toEqual(['hbl-hbl', 'hbl', 'dept-urban']);
    expect(byThree.ticket.holderOrg).toBe('dispatch-centre');
  });

  test.each(['satisfied', 'fair'])('the reporter is %s: filed', (score) => {
    const story = resolvedByDepartment().does('resident', 'rate', { score, tags: ['及时'], text: '谢谢' });
    expect(standing(story)).toEqual(['closed', null]);
    expect(story.ticket).toMatchObject({ outcome: 'rated', score, ratingTags: ['及时'], ratingText: '谢谢' });
    expect(story.ticket.been).toEqual(['order', 'report', 'follow', 'handle', 'score']);
  });

  test('the follow-up organisation enters a score with its evidence', () => {
    const story = resolvedByDepartment().does('community', 'rate', { score: 'fair', contact: CONTACT });
    expect(last(story)).toMatchObject({ by: { org: 'hbl-hbl' }, said: { facts: { score: 'fair', contact: CONTACT } } });
  });

  test.each([
    ['community', resolvedByCommunity, ['community_handling', 'hbl-hbl', 'handle hbl-hbl'], at('2026-12-01 17:30')],
    ['street', resolvedByStreet, ['street_handling', 'hbl', 'review hbl'], endOf('2026-12-01')],
    [
      'department',
      resolvedByDepartment,
      ['department_handling', 'dept-urban', 'handle dept-urban'],
      at('2026-11-27 17:30'),
    ],
  ] as const)('a dissatisfied reporter gets rework from the %s, with time from the start', (_, from, expected, due) => {
    const story = from().until(at('2026-11-24 09:00')).does('resident', 'rate', { score: 'dissatisfied' });
    expect(standing(story)).toEqual(expected);
    expect(story.clockOf(expected[1]).dueAt).toBe(due);
    expect(story.ticket).toMatchObject({ reworkCount: 1, returned: true, resolvedAt: null, outcome: null });
  });

  test('rework opens the lead part again, pauses anew for a question, and ends in a new score', () => {
    const story = resolvedByDepartment().does('resident', 'rate', { score: 'dissatisfied' });
    expect(story.whole.parts[0]).toMatchObject({ state: 'accepted', endedAt: null });
    expect(story.clockOf('dept-urban').partId).toBe(story.whole.parts[0]?.id);
    story.does('urban', 'ask');
    expect(story.clockOf('dept-urban').pauses).toBe(1);
    story.does('urban', 'resolve');
    expect(story.ticket).toMatchObject({ state: 'resolved', score: null, returned: false, askOpen: false });
    story.does('resident', 'rate', { score: 'satisfied' });
    expect(story.ticket).toMatchObject({ outcome: 'rated', score: 'satisfied', reworkCount: 1 });
  });

  test('after the rework window a dissatisfied score files the ticket', () => {
    const edge = endOf('2026-12-08');
    const inside = resolvedByCommunity().until(edge).does('resident', 'rate', { score: 'dissatisfied' });
    expect(inside.ticket.state).toBe('community_handling');
    const outside = resolvedByCommunity()
      .until(edge + 1)
      .does('resident', 'rate', { score: 'dissatisfied' });
    expect(outside.ticket).toMatchObject({ state: 'closed', outcome: 'rated', score: 'dissatisfied', reworkCount: 0 });
  });
});
