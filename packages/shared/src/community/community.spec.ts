import { demoDistrict } from '../../../../test/support/demo-district.ts';
import type { Duty } from '../identity/roles.ts';
import { NOTICE_KINDS } from '../notify/contract.ts';
import { POST_AUDIENCE, POST_EVENTS } from './audience.ts';
import {
  communitiesOf,
  mayWriteFor,
  type NoticeTimes,
  noticeOrgs,
  noticeStateOf,
  noticesComeFrom,
  wrongTimes,
} from './notice.ts';
import {
  actOfTime,
  answerLight,
  communitiesOfDesk,
  deskOrg,
  maySee,
  nextSweepAt,
  POST_STATES,
  standingsAt,
  startAnswerClock,
} from './post.ts';

const district = demoDistrict();
const at = (time: string) => Date.parse(`2026-${time.replace(' ', 'T')}+08:00`);
const FRIDAY = at('11-20 09:00');
const who = (...duties: [Duty['role'], string][]) => ({
  personId: 'me',
  duties: duties.map(([role, org]) => ({ role, org })),
});
const visitor = (home: string | null, ...duties: [Duty['role'], string][]) => ({ ...who(...duties), home });

describe('who stands how to the page of a community', () => {
  const standings = (...of: Parameters<typeof visitor>) => [...standingsAt('hbl-hbl', visitor(...of), district)];

  it('knows neighbours, desks, and those who look on', () => {
    expect(standings('hbl-hbl')).toEqual(['neighbour']);
    expect(standings('hbl-mt')).toEqual([]);
    expect(standings(null, ['grid_worker', 'hbl-hbl-g1'])).toEqual(['neighbour']);
    expect(standings(null, ['grid_worker', 'hbl-mt-g1'])).toEqual([]);
    expect(standings(null, ['community_staff', 'hbl-hbl'])).toEqual(['desk']);
    expect(standings(null, ['community_staff', 'hbl-mt'])).toEqual([]);
    expect(standings(null, ['street_staff', 'hbl'])).toEqual(['desk']);
    expect(standings(null, ['street_leader', 'xj'])).toEqual([]);
    expect(standings(null, ['department_staff', 'dept-urban-s-hbl'])).toEqual([]);
    for (const role of ['dispatch_staff', 'district_leader', 'supervisor'] as const)
      expect(standings(null, [role, 'hongjiang'])).toEqual(['above']);
    expect(standings('hbl-hbl', ['operator', 'hongjiang'])).toEqual(['neighbour']);
  });

  it('speaks for the community before the street', () => {
    const both = who(['street_staff', 'hbl'], ['community_staff', 'hbl-hbl']);
    expect(deskOrg('hbl-hbl', both, district)).toBe('hbl-hbl');
    expect(deskOrg('hbl-mt', both, district)).toBe('hbl');
    expect(deskOrg('xj-xm', both, district)).toBeNull();
    expect(communitiesOfDesk(both, district)).toEqual(['hbl-hbl', 'hbl-mt']);
    expect(communitiesOfDesk(who(['grid_worker', 'hbl-hbl-g1']), district)).toEqual([]);
    expect(communitiesOfDesk(who(['supervisor', 'supervision']), district).length).toBeGreaterThan(5);
  });

  it('shows neighbours only what was shown, and everybody his own', () => {
    const sees = (state: (typeof POST_STATES)[number], authorId: string, ...as: ('neighbour' | 'desk' | 'above')[]) =>
      maySee({ state, authorId }, 'me', new Set(as));
    expect(POST_STATES.map((state) => sees(state, 'other', 'neighbour'))).toEqual([false, true, false]);
    for (const state of POST_STATES) {
      expect(sees(state, 'me')).toBe(true);
      expect(sees(state, 'other')).toBe(false);
      expect([sees(state, 'other', 'desk'), sees(state, 'other', 'above')]).toEqual([true, true]);
    }
  });
});

describe('the clock of an answer', () => {
  const clock = startAnswerClock(FRIDAY, district);
  const post = { ...clock, state: 'waiting' as const, warnedAt: null, expiredAt: null, answeredAt: null };

  it('runs by the district’s rule from the asking on', () => {
    expect(clock.rule).toEqual(district.rules.post_answer);
    expect(clock.dueAt).toBe(at('11-23 17:30'));
    expect(clock.warnAt).toBeLessThan(clock.dueAt);
    expect(answerLight(post, FRIDAY, district)).toMatchObject({ light: 'green' });
    expect(answerLight(post, clock.warnAt, district)).toMatchObject({ light: 'yellow' });
    expect(answerLight(post, clock.dueAt + 1, district)).toMatchObject({ light: 'red' });
  });

  it('is acted on by time twice: when it warns, and when it expires', () => {
    expect(nextSweepAt(post)).toBe(clock.warnAt);
    expect(actOfTime(post, clock.warnAt - 1)).toBeNull();
    expect(actOfTime(post, clock.warnAt)).toBe('warned');
    const warned = { ...post, warnedAt: clock.warnAt };
    expect(nextSweepAt(warned)).toBe(clock.dueAt + 1);
    expect(actOfTime(warned, clock.dueAt)).toBeNull();
    expect(actOfTime(warned, clock.dueAt + 1)).toBe('expired');
    expect(actOfTime(post, clock.dueAt + 1)).toBe('expired');
    const expired = { ...warned, expiredAt: clock.dueAt + 1 };
    expect([nextSweepAt(expired), actOfTime(expired, clock.dueAt + 9)]).toEqual([null, null]);
  });

  it('ends with the answer, waits while it is hidden, and goes on with the due time it had', () => {
    const answered = { ...post, answeredAt: FRIDAY };
    const hidden = { ...post, state: 'hidden' as const };
    for (const still of [answered, hidden])
      expect([nextSweepAt(still), actOfTime(still, clock.dueAt + 1), answerLight(still, FRIDAY, district)]).toEqual([
        null,
        null,
        null,
      ]);
    expect(nextSweepAt({ ...hidden, state: 'shown' })).toBe(clock.warnAt);
  });
});

describe('a notice', () => {
  it('is written by those whose area it is for', () => {
    const orgs = (...duties: [Duty['role'], string][]) => noticeOrgs(who(...duties), district).map(({ id }) => id);
    expect(orgs(['community_staff', 'hbl-hbl'])).toEqual(['hbl-hbl']);
    expect(orgs(['street_leader', 'hbl'])).toEqual(['hbl', 'hbl-hbl', 'hbl-mt']);
    expect(orgs(['dispatch_staff', 'dispatch-centre'])[0]).toBe('hongjiang');
    for (const none of [
      ['grid_worker', 'hbl-hbl-g1'],
      ['department_staff', 'dept-urban'],
      ['operator', 'hongjiang'],
    ] as const)
      expect(orgs([...none])).toEqual([]);
    expect(mayWriteFor('hbl-hbl-g1', who(['district_leader', 'hongjiang']), district)).toBe(false);
    expect(mayWriteFor('nowhere', who(['district_leader', 'hongjiang']), district)).toBe(false);
  });

  it('stands on the pages of its area', () => {
    expect(noticesComeFrom('hbl-hbl', district)).toEqual(['hbl-hbl', 'hbl', 'hongjiang']);
    expect(communitiesOf('hbl', district)).toEqual(['hbl-hbl', 'hbl-mt']);
    expect(communitiesOf('hbl-hbl', district)).toEqual(['hbl-hbl']);
  });

  it('is planned, out, ended or withdrawn', () => {
    const times: NoticeTimes = { publishAt: 10, untilAt: 20, withdrawnAt: null };
    expect([9, 10, 19, 20].map((now) => noticeStateOf(times, now))).toEqual(['planned', 'out', 'out', 'ended']);
    expect(noticeStateOf({ ...times, untilAt: null }, 99)).toBe('out');
    expect(noticeStateOf({ ...times, withdrawnAt: 1 }, 9)).toBe('withdrawn');
  });

  it('has times that make sense', () => {
    const wrong = (publishAt: number, untilAt: number | null, before: NoticeTimes | null = null) =>
      Object.keys(wrongTimes({ publishAt, untilAt }, FRIDAY, before) ?? {});
    const YEARS = 3 * 366 * 24 * 3_600_000;
    expect(wrong(FRIDAY, null)).toEqual([]);
    expect(wrong(FRIDAY - 1, null)).toEqual(['publishAt']);
    expect(wrong(FRIDAY + YEARS, null)).toEqual(['publishAt']);
    expect(wrong(FRIDAY + 9, FRIDAY + 9)).toEqual(['until']);
    expect(wrong(FRIDAY, FRIDAY + YEARS)).toEqual(['until']);
    const out: NoticeTimes = { publishAt: FRIDAY - 9, untilAt: FRIDAY - 1, withdrawnAt: null };
    expect(wrong(FRIDAY - 9, FRIDAY - 1, out)).toEqual([]);
    expect(wrong(FRIDAY + 9, null, out)).toEqual(['publishAt']);
    expect(wrong(FRIDAY - 9, FRIDAY, out)).toEqual(['until']);
    const planned: NoticeTimes = { publishAt: FRIDAY + 5, untilAt: null, withdrawnAt: null };
    expect(wrong(FRIDAY + 9, FRIDAY + 10, planned)).toEqual([]);
  });
});

it('tells somebody of everything that waits for him, in words the district has', () => {
  expect(Object.keys(POST_AUDIENCE)).toEqual([...POST_EVENTS]);
  for (const { notice } of Object.values(POST_AUDIENCE).flat()) expect(NOTICE_KINDS).toContain(notice);
});
