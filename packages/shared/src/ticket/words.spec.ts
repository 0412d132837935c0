/** What is said of a ticket: the sentence, dates, the six dots and their text alternative. */
import {
  at,
  communityHandles,
  departmentHandles,
  dispatched,
  district,
  endOf,
  reported,
  reportedUp,
  resolvedByCommunity,
  resolvedByDepartment,
  type Story,
  signed,
} from '../../../../test/support/rules.ts';
import { SIX_DOTS, STATES } from './status.ts';
import { dateWords, dotsOf, dotsWords, sentenceFor, summaryOf } from './words.ts';

const sentence = ({ whole }: Story) => sentenceFor(whole.ticket, whole.clocks, district);

test.each([
  [at('2026-11-24 17:30'), '11月24日 周二 17:30'],
  [at('2026-01-04 00:00'), '1月4日 周日 00:00'],
  [endOf('2026-12-31'), '12月31日 周四 23:59'],
  [at('2024-02-29 08:05'), '2月29日 周四 08:05'],
])('an instant is said in Shanghai: %d is %s', (instant, words) => expect(dateWords(instant)).toBe(words));

describe('the sentence', () => {
  test.each<[string, () => Story, string]>([
    ['submitted', reported, '河滨社区正在研判，最晚 11月23日 周一 23:59 前告诉您由谁办理'],
    ['community', communityHandles, '河滨社区正在办理，最晚 11月30日 周一 17:30 前答复您'],
    ['asked', () => communityHandles().does('community', 'ask'), '河滨社区有问题问您，请补充情况'],
    [
      'asked, gone on',
      () => communityHandles().does('community', 'ask').does('community', 'triage.report_up'),
      '已报给河滨路街道，最晚 11月24日 周二 17:30 前签收',
    ],
    ['reported', reportedUp, '已报给河滨路街道，最晚 11月24日 周二 17:30 前签收'],
    ['street', signed, '河滨路街道正在办理，最晚 11月30日 周一 23:59 前答复您'],
    ['dispatched', dispatched, '已派给区城市管理局，最晚 11月23日 周一 23:59 前给您第一次答复'],
    ['department', departmentHandles, '区城市管理局正在办理，最晚 11月26日 周四 17:30 前答复您'],
    ['resolved', resolvedByDepartment, '区城市管理局已经办结，请您评价'],
    ['rated', () => resolvedByCommunity().does('resident', 'rate'), '已归档（已评价）'],
    ['withdrawn', () => communityHandles().does('community', 'ask').does('resident', 'withdraw'), '已归档（已撤单）'],
  ])('%s', (_, from, words) => expect(sentence(from())).toBe(words));

  test('every state says something, with a date or without', () => {
    const { whole } = communityHandles();
    for (const state of STATES)
      for (const clocks of [whole.clocks, []]) {
        const words = sentenceFor({ ...whole.ticket, state }, clocks, district);
        expect(words).toMatch(/^[\u4e00-\u9fff]/);
        expect(words).not.toMatch(/undefined|null|NaN|^，|，$/);
      }
  });

  test.each<[string, () => Story, string]>([
    ['submitted', reported, '待河滨社区研判，最晚 11月23日 周一 23:59 前研判'],
    ['asked', () => communityHandles().does('community', 'ask'), '河滨社区在等居民补充情况'],
    ['department', departmentHandles, '区城市管理局办理中，最晚 11月26日 周四 17:30 前办结'],
    ['resolved', resolvedByDepartment, '区城市管理局已办结，由河滨社区回访，最晚 11月26日 周四 17:30 前回访'],
  ])('%s, for staff', (_, from, words) => {
    const { whole } = from();
    expect(sentenceFor(whole.ticket, whole.clocks, district, { side: 'staff', now: 0 })).toBe(words);
  });

  test('what is past is not promised again', () => {
    const { whole } = departmentHandles();
    const late = { side: 'resident', now: at('2026-11-27 09:00') } as const;
    expect(sentenceFor(whole.ticket, whole.clocks, district, late)).toBe(
      '区城市管理局正在办理，应在 11月26日 周四 17:30 前答复您，已超时',
    );
  });

  test("a date that is not the holder's own is not promised", () => {
    const story = departmentHandles(['dept-water']);
    expect(sentence(story)).toContain('11月26日');
    const clocks = story.whole.clocks.filter((clock) => clock.orgId !== 'dept-urban');
    expect(sentenceFor(story.ticket, clocks, district)).toBe('区城市管理局正在办理');
  });
});

describe('the six dots', () => {
  const picture = ({ ticket }: Story) => {
    const sign = { done: '●', now: '◎', ahead: '○', skipped: '–' };
    return dotsOf(ticket)
      .map(({ state }) => sign[state])
      .join('');
  };

  test('are the six orders in their order', () => {
    expect(SIX_DOTS.map(({ label }) => label).join('')).toBe('点报跟接督评');
    expect(dotsOf(reported().ticket).map(({ key }) => key)).toEqual(SIX_DOTS.map(({ key }) => key));
  });

  test.each<[string, () => Story, string, string]>([
    ['reported by a resident', reported, '●◎○○○○', '六单进度：第 2 步“报单”，已过点单'],
    ['with the community', communityHandles, '●◎○○○○', '六单进度：第 2 步“报单”，已过点单'],
    ['with the street', signed, '●●◎○○○', '六单进度：第 3 步“跟单”，已过点单、报单'],
    ['with a department', departmentHandles, '●●●◎○○', '六单进度：第 4 步“接单”，已过点单、报单、跟单'],
    [
      'directly with a department',
      () => reported().does('community', 'triage.direct'),
      '●●–◎○○',
      '六单进度：第 4 步“接单”，已过点单、报单',
    ],
    ['resolved by a department', resolvedByDepartment, '●●●●–◎', '六单进度：第 6 步“评单”，已过点单、报单、跟单、接单'],
    ['resolved by the community', resolvedByCommunity, '●●–––◎', '六单进度：第 6 步“评单”，已过点单、报单'],
    ['scored', () => resolvedByCommunity().does('resident', 'rate'), '●●–––●', '六单已走完：点单、报单、评单'],
    ['taken back at once', () => reported().does('resident', 'withdraw'), '●–––––', '已撤单，走过点单'],
    [
      'in rework',
      () => resolvedByDepartment().does('resident', 'rate', { score: 'dissatisfied' }),
      '●●●◎○○',
      '六单进度：第 4 步“接单”，已过点单、报单、跟单',
    ],
  ])('%s: %#', (_, from, dots, words) => {
    const story = from();
    expect(picture(story)).toBe(dots);
    expect(dotsWords(story.ticket)).toBe(words);
  });

  test('every state has exactly one dot it is at, but the closed', () => {
    for (const state of STATES) {
      const now = dotsOf({ state, been: [], outcome: null }).filter((dot) => dot.state === 'now');
      expect([state, now.length]).toEqual([state, state === 'closed' ? 0 : 1]);
    }
  });
});

describe('the summary', () => {
  test.each([
    ['短的一句', '短的一句'],
    ['第一行\n第二行', '第一行'],
    ['', ''],
    ['字'.repeat(40), '字'.repeat(40)],
    ['字'.repeat(41), `${'字'.repeat(39)}…`],
  ])('%j is %j', (text, summary) => expect(summaryOf(text)).toBe(summary));

  test('never cuts a sign in two', () => {
    expect(summaryOf('𠮷'.repeat(50))).toBe(`${'𠮷'.repeat(39)}…`);
  });
});
