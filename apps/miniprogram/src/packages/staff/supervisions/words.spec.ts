import { stepsOf } from './words.ts';

const NOW = Date.parse('2026-11-26T02:00:00.000Z');
const OPENED = {
  id: '7-0',
  reason: 'overdue',
  reasonWords: '办理超时',
  org: null,
  openedAt: '2026-11-24T02:00:00.000Z',
  cause: null,
  causeWords: null,
  visitedAt: null,
  plannedAt: null,
  plannedDueAt: null,
  interviewedAt: null,
  followedAt: null,
  closedAt: null,
} as const;

describe('the lines below a 督办单', () => {
  it('say that a plan is missing, and what was done', () => {
    expect(stepsOf(OPENED, NOW)).toEqual(['还没有督办方案']);
    expect(stepsOf({ ...OPENED, visitedAt: '2026-11-25T02:00:00.000Z' }, NOW)).toEqual([
      '还没有督办方案',
      '现场督办 11月25日 周三 10:00',
    ]);
    const planned = { plannedAt: '2026-11-25T02:00:00.000Z', plannedDueAt: '2026-11-30T09:30:00.000Z' };
    expect(stepsOf({ ...OPENED, ...planned }, NOW)).toEqual([
      '督办方案 11月25日 周三 10:00',
      '新的期限 11月30日 周一 17:30',
    ]);
  });

  it('say of an order that ended with its ticket that there was none', () => {
    expect(stepsOf({ ...OPENED, closedAt: '2026-11-25T02:00:00.000Z' }, NOW)).toEqual([
      '没有定督办方案',
      '督办办结 11月25日 周三 10:00',
    ]);
  });
});
