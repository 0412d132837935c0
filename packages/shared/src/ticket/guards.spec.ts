/** Every refusal of the journey, with its code: who may not, when not any more, and what the input must not say. */

import {
  at,
  CONTACT,
  communityHandles,
  departmentHandles,
  dispatched,
  district,
  INPUT,
  PEOPLE,
  reported,
  reportedUp,
  resolvedByCommunity,
  resolvedByDepartment,
  Story,
  signed,
} from '../../../../test/support/rules.ts';
import { refuse } from '../problem.ts';
import { advance } from './advance.ts';
import { EFFECTS } from './effects.ts';
import { GUARDS } from './guards.ts';
import { JOURNEY } from './journey.ts';

const MINUTE = 60_000;

describe('who', () => {
  test('nobody handles his own report, whatever his duties', () => {
    const own = new Story();
    const reporter = { ...PEOPLE.community, personId: PEOPLE.resident.personId };
    own.does(reporter, 'submit');
    expect(own.refuses(reporter, 'triage.handle')).toEqual({ refused: 'OWN_TICKET' });
    own.does('colleague', 'triage.report_up').does(reporter, 'supplement');
  });

  test('a step of somebody else says whose it is', () => {
    expect(reported().refuses('street', 'triage.handle')).toEqual(refuse('ACTION_NOT_YOURS', { who: '社区工作人员' }));
    expect(signed().refuses('street', 'dispatch')).toEqual(
      refuse('ACTION_NOT_YOURS', { who: '街道领导、调度中心工作人员' }),
    );
    expect(reported().refuses('neighbour', 'withdraw')).toEqual(refuse('ACTION_NOT_YOURS', { who: '反映人' }));
    expect(reported().refuses('community', 'expire')).toEqual(refuse('ACTION_NOT_YOURS', { who: '系统' }));
  });

  test('only grid workers of the ticket, or those it was given to, handle it', () => {
    const story = communityHandles();
    expect(story.refuses('otherGridWorker', 'record').refused).toBe('ACTION_NOT_YOURS');
    story.does('community', 'assign', { person: 'hbl-hbl-g2-worker', personId: 'hbl-hbl-g2-worker' });
    expect(story.does('otherGridWorker', 'resolve').ticket.handlingOrg).toBe('hbl-hbl');
  });

  test('a grid worker of another community does not act, even if a ticket names him', () => {
    const story = communityHandles();
    story.whole = { ...story.whole, ticket: { ...story.ticket, assigneeId: 'xj-xm-g1-worker' } };
    expect(story.refuses('foreignGridWorker', 'record').refused).toBe('ACTION_NOT_YOURS');
  });

  test('somebody with two duties in one ticket acts in the one that fits', () => {
    const both = {
      personId: 'both',
      duties: [
        { role: 'department_staff', org: 'dept-water' },
        { role: 'department_staff', org: 'dept-power' },
      ],
    } as const;
    const story = dispatched(['dept-water', 'dept-power']).does('water', 'accept').does(both, 'accept');
    expect(story.whole.parts.map((part) => part.state)).toEqual(['offered', 'accepted', 'accepted']);
  });

  test('who handled it never scores it, and his organisation neither', () => {
    const story = resolvedByDepartment();
    expect(story.refuses('urban', 'rate', { contact: CONTACT }).refused).toBe('ACTION_NOT_YOURS');
    const changedSides = { personId: 'dept-urban-1', duties: PEOPLE.community.duties };
    expect(story.refuses(changedSides, 'rate', { contact: CONTACT })).toEqual({ refused: 'HANDLED_BY_YOU' });
    const section = { personId: 'clerk', duties: [{ role: 'street_staff', org: 'hbl-s-peace' }] } as const;
    const forged = resolvedByCommunity();
    forged.whole = {
      ...forged.whole,
      ticket: { ...forged.ticket, handlingOrgs: ['hbl'] },
    };
    expect(forged.refuses(section, 'rate', { contact: CONTACT })).toEqual({ refused: 'HANDLED_BY_YOU' });
  });

  test('a score somebody else enters needs its evidence', () => {
    const story = resolvedByDepartment();
    for (const score of ['satisfied', 'dissatisfied'])
      expect(story.refuses('community', 'rate', { score })).toMatchObject({
        refused: 'INVALID_INPUT',
        fields: { contact: '请填写回访方式和时间' },
      });
    story.does('resident', 'rate');
  });
});

const QUIET: readonly string[] = ['warn', 'expire', 'recompute'];

describe('when', () => {
  test('an act that does not fit the state says so', () => {
    expect(reported().refuses('community', 'resolve')).toEqual(
      refuse('ACTION_NOT_NOW', { state: '待研判', action: '办结' }),
    );
    expect(new Story().refuses('resident', 'withdraw').refused).toBe('ACTION_NOT_NOW');
    expect(reported().refuses('resident', 'submit').refused).toBe('ACTION_NOT_NOW');
  });

  test('what is closed stays closed', () => {
    const story = resolvedByCommunity().does('resident', 'rate');
    for (const { action } of JOURNEY)
      for (const person of ['resident', 'community', 'street', 'centre', 'system'] as const) {
        // Time looks at every clock, and what was closed may have an appeal running.
        if (person === 'system' && QUIET.includes(action)) continue;
        expect(['ACTION_NOT_NOW', 'ACTION_NOT_YOURS', 'OWN_TICKET']).toContain(story.refuses(person, action).refused);
      }
  });

  test('an act nobody knows is no act', () => {
    expect(reported().refuses('community', 'explode')).toEqual({
      refused: 'INVALID_INPUT',
      fields: { action: '没有这种操作' },
    });
    expect(reported().refuses('community', 'constructor').refused).toBe('INVALID_INPUT');
  });

  // Eight hours of office time from Monday nine: three until noon, three in the afternoon, two on Tuesday.
  const edge = at('2026-11-24 10:30');
  test.each([
    ['send_back', () => reportedUp(), 'street'],
    ['return', () => dispatched(), 'urban'],
    ['return', () => dispatched(['dept-water']), 'water'],
  ] as const)('%s is possible to the last moment of the window, by %#', (action, from, who) => {
    from().until(edge).does(who, action);
    expect(
      from()
        .until(edge + 1)
        .refuses(who, action),
    ).toEqual(refuse('WINDOW_CLOSED', { what: '退回' }));
  });

  test('the window of a department opens when the part is offered to it', () => {
    const story = dispatched().until(edge).does('urban', 'return').does('streetLeader', 'dispatch', { assisting: [] });
    story.until(edge + MINUTE).does('urban', 'return');
  });

  test('a part is accepted once, finished once, and returned only while it is offered', () => {
    const story = departmentHandles(['dept-water']).does('water', 'accept');
    for (const action of ['accept', 'return']) expect(story.refuses('water', action).refused).toBe('ACTION_NOT_NOW');
    story.does('water', 'part.finish');
    expect(story.refuses('water', 'part.finish').refused).toBe('ACTION_NOT_NOW');
    expect(story.refuses('urban', 'part.withdraw').refused).toBe('ACTION_NOT_NOW');
    expect(departmentHandles(['dept-water']).refuses('water', 'part.finish').refused).toBe('ACTION_NOT_NOW');
  });

  test('a route is decided once', () => {
    expect(signed().does('street', 'take').refuses('street', 'take').refused).toBe('ACTION_NOT_NOW');
  });

  test('a resolution is scored once', () => {
    const story = resolvedByCommunity();
    story.whole = { ...story.whole, ticket: { ...story.ticket, score: 'fair' } };
    expect(story.refuses('resident', 'rate')).toEqual({ refused: 'ALREADY_RATED' });
  });

  test('outside its window a dissatisfied score asks for no rework', () => {
    const { whole } = resolvedByCommunity();
    const situation = { whole, as: { personId: 'x', role: 'resident', org: null }, district, input: {} } as const;
    expect(GUARDS.rework_open({ ...situation, now: at('2026-12-09 00:00') })).toEqual(
      refuse('WINDOW_CLOSED', { what: '返工' }),
    );
  });
});

describe('with what', () => {
  const fieldOf = (story: Story, who: Parameters<Story['refuses']>[0], action: string, input: object) =>
    Object.keys(story.refuses(who, action, input).fields ?? {});

  test('work of a department is not pushed down to the grass roots', () => {
    expect(reported().refuses('community', 'triage.handle', { category: 'street-light' })).toEqual(
      refuse('NOT_COMPETENT', { org: '社区' }, { category: '应由区城市管理局办理' }),
    );
    for (const category of ['noise', 'rubbish'])
      expect(fieldOf(reported(), 'community', 'triage.direct', { category })).toEqual(['category']);
  });

  test('a category, a leader, a department and an assignee must exist and belong here', () => {
    for (const action of ['triage.handle', 'triage.report_up', 'triage.direct'])
      expect(fieldOf(reported(), 'community', action, { category: 'nothing' })).toEqual(['category']);
    expect(fieldOf(new Story(), 'resident', 'submit', { category: 'nothing' })).toEqual(['category']);
    for (const leader of ['nobody', 'hbl-staff-1', 'xj-leader'])
      expect(fieldOf(signed(), 'street', 'take', { leader })).toEqual(['leader']);
    for (const lead of ['hbl', 'nothing', 'dept-urban-s-hbl'])
      expect(fieldOf(signed(), 'streetLeader', 'dispatch', { lead })).toEqual(['lead']);
    for (const assisting of [['hbl'], ['dept-urban'], ['dept-water', 'dept-water']])
      expect(fieldOf(signed(), 'streetLeader', 'dispatch', { assisting })).toEqual(['assisting']);
    for (const competent of ['nothing', 'dept-urban'])
      expect(fieldOf(dispatched(), 'urban', 'return', { competent })).toEqual(['competent']);
    dispatched().does('urban', 'return', { competent: undefined });
    for (const part of ['dept-urban', 'dept-power', 'nothing'])
      expect(fieldOf(departmentHandles(['dept-water']), 'urban', 'part.withdraw', { part })).toEqual(['part']);
  });

  test.each([
    [
      'community',
      communityHandles,
      'community',
      ['hbl-hbl-g2-worker', 'hbl-hbl-staff-2'],
      ['hbl-staff-1', 'hbl-mt-g1-worker', 'nobody'],
    ],
    ['street', signed, 'street', ['hbl-staff-2', 'hbl-leader'], ['hbl-hbl-staff-1', 'hbl-hbl-g1-worker', 'xj-staff-1']],
    [
      'department',
      departmentHandles,
      'urban',
      ['dept-urban-2', 'dept-urban-s-hbl-1'],
      ['hbl-hbl-g1-worker', 'dept-water-1'],
    ],
  ] as const)('a %s gives work to its own people only', (_, from, who, own, others) => {
    for (const person of own) from().does(who, 'assign', { person, personId: person });
    for (const person of others)
      expect(fieldOf(from(), who, 'assign', { person, personId: person })).toEqual(['person']);
  });

  test('a date that is set lies ahead, and within a year', () => {
    for (const dueAt of ['2026-11-23T09:00:00+08:00', '2020-01-01T00:00:00Z', 'soon', undefined])
      expect(signed().refuses('street', 'take', { dueAt }).refused).toBe('DUE_NOT_IN_FUTURE');
    signed().does('street', 'take', { dueAt: '2026-11-23T09:00:00.001+08:00' });
    for (const dueAt of ['2027-11-24T09:00:00.001+08:00', '9999-12-31T23:59:59-23:59'])
      expect(signed().refuses('street', 'take', { dueAt })).toMatchObject({
        refused: 'INVALID_INPUT',
        fields: { dueAt: '期限不能超过一年' },
      });
    signed().does('street', 'take', { dueAt: '2027-11-24T09:00:00+08:00' });
  });

  test('where the category asks for a photo, the resolution has one', () => {
    const story = reported().does('community', 'triage.handle', { category: 'rubbish' });
    expect(story.refuses('community', 'resolve', { photos: [] }).refused).toBe('PHOTO_REQUIRED');
    communityHandles().does('community', 'resolve', { photos: [] });
  });

  test('a direct category that is extremely hard runs as a hard one until a leader sets its date', () => {
    const light = district.categories.get('street-light');
    if (!light) throw new Error('the demo district has street lights');
    const categories = new Map([...district.categories, [light.id, { ...light, difficulty: 'extreme' as const }]]);
    const strict = { ...district, categories };
    const offered = advance(
      reported().whole,
      { action: 'triage.direct', input: INPUT['triage.direct'] ?? {} },
      PEOPLE.community,
      at('2026-11-23 09:00'),
      strict,
    );
    if (!('whole' in offered)) throw new Error(JSON.stringify(offered));
    const step = { action: 'accept', input: INPUT.accept ?? {} };
    expect(advance(offered.whole, step, PEOPLE.urban, at('2026-11-23 09:00'), strict)).toMatchObject({
      event: { toState: 'department_handling' },
    });
  });
});

test('every guard and every effect is used by a row', () => {
  const guards = new Set(JOURNEY.flatMap((row) => [...row.needs, ...row.checks, ...row.when]));
  expect(Object.keys(GUARDS).filter((name) => !guards.has(name as keyof typeof GUARDS))).toEqual([]);
  const effects = new Set(JOURNEY.flatMap((row) => row.does));
  expect(Object.keys(EFFECTS).filter((name) => !effects.has(name as keyof typeof EFFECTS))).toEqual([]);
});
