import { demoDistrict } from '../../../../test/support/demo-district.ts';
import { dayOfDate, HOUR, startOfDay } from '../deadline/calendar.ts';
import type { Actor } from '../identity/roles.ts';
import { progressOf, type Standing, studyList, weeklyList } from './agenda.ts';
import { demandsOf } from './demands.ts';
import { composeMinutes, decisionWords } from './minutes.ts';
import { attendeesFor, chairsFor, forcesFor, seatAt, seatsOf } from './scope.ts';

const district = demoDistrict();
const at = (date: string, hour: number) => startOfDay(dayOfDate(date)) + hour * HOUR;
const NOW = at('2026-11-24', 9);
const one = (id: string, more: Partial<Standing> = {}): Standing => ({
  id,
  state: 'submitted',
  dueAt: at('2026-11-24', 23),
  returned: false,
  reviewing: false,
  ...more,
});

describe("the community's list of the day", () => {
  it('names what is past due first, then what must be decided today, then the rest', () => {
    const list = studyList(
      [
        one('today'),
        one('tomorrow', { dueAt: at('2026-11-25', 17) }),
        one('late', { dueAt: at('2026-11-23', 23) }),
        one('later still', { dueAt: null }),
      ],
      NOW,
    );
    expect(list.map(({ ticket, topic, urgency }) => [ticket.id, topic, urgency])).toEqual([
      ['late', 'triage', 'overdue'],
      ['today', 'triage', 'today'],
      ['tomorrow', 'triage', 'later'],
      ['later still', 'triage', 'later'],
    ]);
  });

  it('takes back what the community does not get done: due today, past due, or come back', () => {
    const own = { state: 'community_handling' } as const;
    const list = studyList(
      [
        one('running', { ...own, dueAt: at('2026-11-27', 17) }),
        one('waits for an answer', { ...own, dueAt: null }),
        one('due today', own),
        one('late', { ...own, dueAt: at('2026-11-20', 17) }),
        one('came back', { ...own, dueAt: at('2026-11-27', 17), returned: true }),
        one('gone on', { state: 'reported' }),
      ],
      NOW,
    );
    expect(list.map(({ ticket, topic }) => [ticket.id, topic])).toEqual([
      ['late', 'unsolved'],
      ['due today', 'unsolved'],
      ['came back', 'unsolved'],
    ]);
  });
});

describe("the street's list of the week", () => {
  const street = { state: 'street_handling', dueAt: at('2026-11-28', 23) } as const;

  it('names what was put off, what came back, what has no route yet, and what is past due', () => {
    const list = weeklyList(
      [
        one('late at a department', { state: 'department_handling', dueAt: at('2026-11-23', 17) }),
        one('new', { ...street, reviewing: true }),
        one('given back', { ...street, reviewing: true, returned: true }),
        one('put off', { ...street, reviewing: true }),
      ],
      new Set(['put off']),
      NOW,
    );
    expect(list.map(({ ticket, topic }) => [ticket.id, topic])).toEqual([
      ['put off', 'put_off'],
      ['given back', 'returned'],
      ['new', 'undecided'],
      ['late at a department', 'overdue'],
    ]);
  });

  it('leaves out what is under way, and what was put off and has been settled since', () => {
    const running = [
      one('street', street),
      one('department', { state: 'department_handling', dueAt: at('2026-11-28', 17) }),
      one('settled', { ...street }),
      one('done', { state: 'resolved', dueAt: at('2026-11-20', 17) }),
    ];
    expect(weeklyList(running, new Set(['settled', 'done']), NOW)).toEqual([]);
  });

  it('knows what became of a decision', () => {
    const dueAt = at('2026-11-28', 17);
    const progress = (more: Partial<Standing>) => progressOf(one('x', { state: 'dispatched', dueAt, ...more }), NOW);
    expect(progress({})).toBe('running');
    expect(progress({ dueAt: at('2026-11-20', 17) })).toBe('overdue');
    expect(progress({ state: 'street_handling', returned: true })).toBe('returned');
    expect(progress({ state: 'closed', dueAt: null })).toBe('done');
  });
});

describe('who holds and who reads', () => {
  const as = (role: Actor['duties'][number]['role'], org: string): Actor => ({
    personId: 'x',
    duties: [{ role, org }],
  });

  it('lets a community hold its own, its street read it, and nobody else of the grass roots', () => {
    const seat = (actor: Actor) => seatAt(actor, 'study', 'hbl-hbl', district);
    expect(seat(as('community_staff', 'hbl-hbl'))).toBe('hold');
    expect(seat(as('street_staff', 'hbl'))).toBe('read');
    expect(seat(as('street_leader', 'hbl'))).toBe('read');
    expect(seat(as('district_leader', 'hongjiang'))).toBe('read');
    expect(seat(as('community_staff', 'hbl-mt'))).toBeNull();
    expect(seat(as('street_leader', 'xj'))).toBeNull();
    expect(seat(as('grid_worker', 'hbl-hbl-g1'))).toBeNull();
    expect(seat(as('department_staff', 'dept-urban'))).toBeNull();
    expect(seat(as('operator', 'hongjiang'))).toBeNull();
  });

  it('lets a street hold its own, and its communities not read it', () => {
    const seat = (actor: Actor) => seatAt(actor, 'weekly', 'hbl', district);
    expect(seat(as('street_staff', 'hbl'))).toBe('hold');
    expect(seat(as('supervisor', 'supervision'))).toBe('read');
    expect(seat(as('community_staff', 'hbl-hbl'))).toBeNull();
    // A community has no weekly meeting, nor a street a study of the day.
    expect(seatAt(as('street_staff', 'hbl'), 'study', 'hbl', district)).toBeNull();
    expect(seatsOf(as('street_staff', 'hbl'), 'study', district).map(({ orgId }) => orgId)).toEqual([
      'hbl-hbl',
      'hbl-mt',
    ]);
  });

  it('offers the people of the place, and for the four forces those of each', () => {
    const keys = (people: { key: string }[]) => people.map(({ key }) => key);
    expect(keys(chairsFor('study', 'hbl-hbl', district))).toEqual(['hbl-hbl-staff-1', 'hbl-hbl-staff-2']);
    expect(keys(chairsFor('weekly', 'hbl', district))).toEqual(['hbl-leader']);
    expect(keys(attendeesFor('hbl-hbl', district))).toContain('hbl-hbl-g2-worker');
    expect(keys(attendeesFor('hbl-hbl', district))).not.toContain('hbl-mt-staff-1');
    expect(keys(attendeesFor('hbl', district))).toEqual(expect.arrayContaining(['hbl-leader', 'hbl-mt-staff-1']));
    expect(keys(forcesFor('leader', 'hbl-hbl', district))).toEqual(['leader-1']);
    expect(keys(forcesFor('cadre', 'hbl-hbl', district))).toEqual(['hbl-leader', 'hbl-staff-1', 'hbl-staff-2']);
    expect(keys(forcesFor('department', 'hbl-hbl', district))).toContain('dept-urban-1');
    expect(keys(forcesFor('member', 'hbl-hbl', district))).toContain('hbl-hbl-staff-1');
  });
});

describe('the minutes', () => {
  const decision = { number: 'LD-1', summary: '楼下很吵', note: null, forces: [] };

  it('say when, where, who, what became of last time, each decision, and how many of each', () => {
    const minutes = composeMinutes({
      kind: 'weekly',
      org: '河滨路街道',
      startedAt: NOW,
      place: '三楼会议室',
      chair: '龙立新',
      attendees: ['黎巧云', '杨美玲（河滨社区）'],
      decisions: [
        {
          ...decision,
          action: 'take',
          words: '街道自办，责任领导龙立新',
          note: '先找业主谈一次。',
          forces: ['联点区领导陈春梅', '街道干部龚晓峰'],
        },
        { ...decision, number: 'LD-2', action: 'put_off', words: '下次再议', note: '等图纸' },
      ],
      followed: [
        { number: 'LD-8', words: '派单给城管局', progress: 'overdue' },
        { number: 'LD-9', words: '街道自办', progress: 'done' },
      ],
    });
    expect(minutes).toBe(
      [
        '河滨路街道周例会记录',
        '时间：11月24日 周二 09:00',
        '地点：三楼会议室',
        '主持：龙立新',
        '参加：黎巧云、杨美玲（河滨社区）',
        '',
        '上次议定 2 件：已办结 1 件，已超时 1 件。',
        'LD-8 派单给城管局。已超时。',
        '',
        '本次议定 2 件：',
        '1. LD-1 楼下很吵。街道自办，责任领导龙立新。先找业主谈一次。四方力量：联点区领导陈春梅、街道干部龚晓峰。',
        '2. LD-2 楼下很吵。下次再议。等图纸。',
        '',
        '小计：街道自办 1 件，下次再议 1 件。',
      ].join('\n'),
    );
  });

  it('say so where nothing was decided', () => {
    const empty = { place: null, attendees: [], decisions: [], followed: [] };
    const minutes = composeMinutes({ kind: 'study', org: '河滨社区', startedAt: NOW, chair: '杨美玲', ...empty });
    expect(minutes).toBe('河滨社区集体研判记录\n时间：11月24日 周二 09:00\n主持：杨美玲\n\n本次没有议定事项。');
  });

  it('word every decision from the input of its act, with the names of the district', () => {
    const words = (action: string, input: object) => decisionWords(action, { ...input }, district);
    expect(words('triage.handle', { grade: 'urgent', category: 'noise', answer: '今天就去' })).toMatch(
      /^社区办理，合理急办，.+ · .+$/,
    );
    expect(words('triage.report_up', { grade: 'deferred', category: 'noise', reason: '要执法' })).toMatch(
      /^报单，合理缓办，.+，原因：要执法$/,
    );
    expect(words('triage.direct', { grade: 'deferred', category: 'street-light' })).toMatch(
      /^直接派单给.+，合理缓办，/,
    );
    expect(words('triage.unreasonable', { code: '没有政策依据', category: 'noise', policy: '某办法' })).toMatch(
      /^不合理，.+，没有政策依据，依据：某办法$/,
    );
    const due = '2026-11-27T09:30:00.000Z';
    expect(words('take', { leader: 'hbl-leader', section: '城管办', dueAt: due })).toBe(
      '街道自办，责任领导龙立新，城管办，11月27日 周五 17:30 前办结',
    );
    const name = (id: string) => district.orgs.get(id)?.name;
    expect(words('dispatch', { lead: 'dept-urban', assisting: ['dept-water'], difficulty: 'hard' })).toBe(
      `派单给${name('dept-urban')}，${name('dept-water')}协办，难度较难`,
    );
    expect(words('study', { reason: '等住建局的意见' })).toBe('再研究，等住建局的意见');
  });
});

describe('诉求清单', () => {
  it('counts by root and leaf, by state and by community, and keeps what nobody has sorted apart', () => {
    const rows = [
      { communityId: 'hbl-hbl', category: 'noise', state: 'submitted', count: 2, red: 1 },
      { communityId: 'hbl-mt', category: 'noise', state: 'closed', count: 3, red: 0 },
      { communityId: 'hbl-hbl', category: null, state: 'resolved', count: 1, red: 0 },
    ] as const;
    const list = demandsOf(rows, district);
    expect(list).toMatchObject({ total: 6, open: 2, resolved: 1, closed: 3, red: 1 });
    const rootId = district.categories.get('noise')?.rootId;
    const root = list.roots.find(({ id }) => id === rootId);
    expect(root).toMatchObject({ total: 5, open: 2, closed: 3, red: 1 });
    expect(root?.leaves.map(({ id, total }) => [id, total])).toEqual([['noise', 5]]);
    expect(root?.states.map(({ state, count }) => [state, count])).toEqual([
      ['submitted', 2],
      ['closed', 3],
    ]);
    expect(list.roots).toHaveLength(district.roots.length + 1);
    expect(list.roots.at(-1)).toMatchObject({ id: '', total: 1, resolved: 1 });
    expect(list.communities.map(({ id, total }) => [id, total])).toEqual([
      ['hbl-hbl', 3],
      ['hbl-mt', 3],
    ]);
  });
});
