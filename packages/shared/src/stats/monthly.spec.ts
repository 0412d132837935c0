/** The edges of a month: its time zone, what runs over it, what is counted once (HJ-25). */
import { HOUR } from '../deadline/calendar.ts';
import { monthAt, monthOf, monthsUntil, monthWords } from './month.ts';
import {
  FIGURES,
  type FigureName,
  monthlyFigures,
  type ReportCase,
  type ReportClock,
  type ReportEvent,
} from './monthly.ts';

/** An instant of Asia/Shanghai. */
const at = (text: string): number => Date.parse(`${text}+08:00`);
const NOVEMBER = monthOf('2026-11');

const event = (
  when: string,
  action: string,
  ticket: ReportEvent['change']['ticket'] = {},
  clocks: ReportClock[] = [],
): ReportEvent => ({ at: at(when), action, change: { ticket, clocks } });
const clock = (
  id: string,
  kind: string,
  dueAt: string,
  stoppedAt: string | null,
  pausedAt: string | null = null,
): ReportClock => ({
  id,
  rule: { kind },
  dueAt: at(dueAt),
  stoppedAt: stoppedAt === null ? null : at(stoppedAt),
  pausedAt: pausedAt === null ? null : at(pausedAt),
});
const ticket = (id: string, ...events: ReportEvent[]): ReportCase => ({ id, events });
const CLOSED = { state: 'closed', outcome: 'rated' } as const;

/** The figures in which the one ticket stands. */
const counted = (one: ReportCase, month = NOVEMBER): FigureName[] => {
  const { figures } = monthlyFigures([one], month);
  return FIGURES.filter((name) => figures[name].length > 0);
};

describe('a month', () => {
  it('begins and ends at midnight of Asia/Shanghai', () => {
    expect(new Date(NOVEMBER.start).toISOString()).toBe('2026-10-31T16:00:00.000Z');
    expect(NOVEMBER.end).toBe(at('2026-12-01T00:00:00'));
    expect(monthOf('2026-12').end).toBe(at('2027-01-01T00:00:00'));
    expect(monthAt(NOVEMBER.end - 1)).toBe('2026-11');
    expect(monthAt(NOVEMBER.end)).toBe('2026-12');
    expect(monthsUntil('2026-01', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
    expect(monthWords('2026-02')).toBe('2026年2月');
  });

  it('takes a report of its first instant and leaves that of the next month alone', () => {
    expect(counted(ticket('a', event('2026-11-01T00:00:00.000', 'submit')))).toEqual([
      'cameIn',
      'carriedOut',
      'online',
    ]);
    expect(counted(ticket('a', event('2026-10-31T23:59:59.999', 'submit')))).toEqual(['carriedIn', 'carriedOut']);
    expect(counted(ticket('a', event('2026-12-01T00:00:00.000', 'submit')))).toEqual([]);
    expect(counted(ticket('a', event('2026-11-30T23:59:59.999', 'submit')))).toContain('cameIn');
  });
});

describe('the balance', () => {
  it('leaves out what was closed before and stayed so', () => {
    expect(
      counted(ticket('a', event('2026-10-02T09:00:00', 'submit'), event('2026-10-31T23:59:59.999', 'rate', CLOSED))),
    ).toEqual([]);
  });

  it('counts what was closed, opened again over the end of the month and closed once more, in each month as it stood there', () => {
    const one = ticket(
      'a',
      event('2026-10-20T09:00:00', 'submit'),
      event('2026-11-29T09:00:00', 'explain', { state: 'closed', outcome: 'explained' }),
      event('2026-12-02T09:00:00', 'review', { state: 'street_handling', outcome: null }),
      event('2026-12-20T09:00:00', 'rate', CLOSED),
      event('2027-01-03T09:00:00', 'review', { state: 'street_handling', outcome: null }),
    );
    expect(counted(one, monthOf('2026-10'))).toEqual(['cameIn', 'carriedOut', 'online']);
    expect(counted(one)).toEqual(['carriedIn', 'closed']);
    expect(monthlyFigures([one], NOVEMBER).byOutcome.get('explained')).toEqual(['a']);
    expect(counted(one, monthOf('2026-12'))).toEqual(['reopened', 'closed']);
    expect(monthlyFigures([one], monthOf('2026-12')).byOutcome.get('rated')).toEqual(['a']);
    expect(counted(one, monthOf('2027-01'))).toEqual(['reopened', 'carriedOut']);
    expect(counted(one, monthOf('2027-02'))).toEqual(['carriedIn', 'carriedOut']);
  });

  it('holds: carried in, come in and reopened are closed or carried out', () => {
    const cases = [
      ticket('a', event('2026-10-01T09:00:00', 'submit'), event('2026-11-05T09:00:00', 'rate', CLOSED)),
      ticket('b', event('2026-11-01T09:00:00', 'submit')),
      ticket(
        'c',
        event('2026-10-01T09:00:00', 'submit'),
        event('2026-10-05T09:00:00', 'rate', CLOSED),
        event('2026-11-06T09:00:00', 'review', { state: 'street_handling' }),
      ),
      ticket('d', event('2026-09-01T09:00:00', 'submit')),
      ticket(
        'e',
        event('2026-11-02T09:00:00', 'submit'),
        event('2026-11-03T09:00:00', 'withdraw', { state: 'closed', outcome: 'withdrawn' }),
      ),
    ];
    const { figures } = monthlyFigures(cases, NOVEMBER);
    expect(figures.carriedIn).toEqual(['d', 'a']);
    expect(figures.carriedIn.length + figures.cameIn.length + figures.reopened.length).toBe(
      figures.closed.length + figures.carriedOut.length,
    );
  });

  it('sorts what came in by its category as the month left it', () => {
    const one = ticket(
      'a',
      event('2026-11-30T09:00:00', 'submit', { category: 'noise' }),
      event('2026-12-01T09:00:00', 'triage.handle', { category: 'street-light' }),
    );
    expect([...monthlyFigures([one], NOVEMBER).byCategory]).toEqual([['noise', ['a']]]);
    expect([...monthlyFigures([ticket('b', event('2026-11-30T09:00:00', 'submit'))], NOVEMBER).byCategory]).toEqual([
      [null, ['b']],
    ]);
  });
});

describe('in time', () => {
  const submit = event('2026-11-02T09:00:00', 'submit', {}, [clock('1-0', 'triage', '2026-11-02T23:59:59.999', null)]);
  const triaged = (when: string) =>
    event(when, 'triage.handle', { state: 'community_handling' }, [
      clock('1-0', 'triage', '2026-11-02T23:59:59.999', when),
      clock('2-0', 'handle', '2026-11-30T23:59:59.999', null),
    ]);

  it('is an answer given by its due time, and not one given after', () => {
    expect(counted(ticket('a', submit, triaged('2026-11-02T23:59:59.999')))).toEqual(
      expect.arrayContaining(['answerDue', 'answeredInTime']),
    );
    const late = counted(ticket('a', submit, triaged('2026-11-03T00:00:00.000')));
    expect(late).toEqual(expect.arrayContaining(['answerDue', 'overdue']));
    expect(late).not.toContain('answeredInTime');
  });

  it('says nothing of a duty that may still be done, at the last instant of the month too', () => {
    const names = counted(ticket('a', submit, triaged('2026-11-02T10:00:00')));
    expect(names).not.toContain('handleDue');
    expect(names).not.toContain('overdue');
  });

  it('counts a late duty once, in the month its time ran out', () => {
    const one = ticket(
      'a',
      submit,
      triaged('2026-11-02T10:00:00'),
      event('2026-12-05T09:00:00', 'resolve', { state: 'resolved' }, [
        clock('2-0', 'handle', '2026-11-30T23:59:59.999', '2026-12-05T09:00:00'),
      ]),
    );
    expect(counted(one)).not.toContain('handleDue');
    const december = counted(one, monthOf('2026-12'));
    expect(december).toEqual(expect.arrayContaining(['handleDue', 'overdue', 'awaitingScore']));
    expect(december).not.toContain('handledInTime');
    expect(counted(one, monthOf('2027-01'))).not.toContain('handleDue');
  });

  it('does not run while a question waits, and asks nothing of what was taken back', () => {
    const paused = event('2026-11-04T09:00:00', 'ask', {}, [
      clock('2-0', 'handle', '2026-11-05T18:00:00', null, '2026-11-04T09:00:00'),
    ]);
    expect(counted(ticket('a', submit, triaged('2026-11-02T10:00:00'), paused))).not.toContain('overdue');
    const gone = event('2026-11-05T09:00:00', 'withdraw', { state: 'closed', outcome: 'withdrawn' });
    expect(counted(ticket('a', submit, triaged('2026-11-03T10:00:00'), gone))).not.toContain('answerDue');
  });
});

describe('the scores', () => {
  const handled = [
    event('2026-11-02T09:00:00', 'submit'),
    event('2026-11-10T09:00:00', 'resolve', { state: 'resolved' }),
  ];
  const turnedDown = event('2026-11-12T09:00:00', 'rate', {
    state: 'community_handling',
    score: 'dissatisfied',
    reworkCount: 1,
  });
  const again = event('2026-11-13T09:00:00', 'resolve', { state: 'resolved', score: null });

  it('are those of the residents: who said nothing is counted as nothing', () => {
    expect(counted(ticket('a', ...handled))).toEqual(['cameIn', 'carriedOut', 'online', 'awaitingScore']);
    const closed = event('2026-11-20T09:00:00', 'close_unrated', { state: 'closed', outcome: 'unrated' });
    expect(counted(ticket('a', ...handled, closed))).toEqual(['cameIn', 'closed', 'online', 'closedUnrated']);
  });

  it('count a ticket once by its last score of the month, however often it was reworked', () => {
    const twice = event('2026-11-14T09:00:00', 'rate', {
      state: 'community_handling',
      score: 'dissatisfied',
      reworkCount: 2,
    });
    const satisfied = event('2026-11-16T09:00:00', 'rate', { ...CLOSED, score: 'satisfied' });
    const resolvedAgain = event('2026-11-15T09:00:00', 'resolve', { state: 'resolved', score: null });
    const { figures } = monthlyFigures(
      [ticket('a', ...handled, turnedDown, again, twice, resolvedAgain, satisfied)],
      NOVEMBER,
    );
    expect([figures.rated, figures.satisfied, figures.solved, figures.dissatisfied, figures.reworked]).toEqual([
      ['a'],
      ['a'],
      ['a'],
      [],
      ['a'],
    ]);
  });

  it('of two months stand in each of them', () => {
    const december = event('2026-12-02T09:00:00', 'rate', { ...CLOSED, score: 'fair' });
    const one = ticket('a', ...handled, turnedDown, again, december);
    expect(counted(one)).toEqual([
      'cameIn',
      'carriedOut',
      'online',
      'reworked',
      'rated',
      'dissatisfied',
      'awaitingScore',
    ]);
    expect(counted(one, monthOf('2026-12'))).toEqual(['carriedIn', 'closed', 'rated', 'solved', 'fair']);
  });

  it('count in no figure once an appeal against them was accepted', () => {
    const accepted = event('2026-11-15T09:00:00', 'appeal.accept', { appeal: 'accepted' });
    const rated = event('2026-11-14T09:00:00', 'rate', { ...CLOSED, score: 'dissatisfied' });
    expect(counted(ticket('a', ...handled, rated, accepted))).not.toContain('rated');
  });
});

it('names what was supervised in the month, also where the order was opened before', () => {
  const order = (openedAt: string, closedAt: string | null) => ({
    id: '5-0',
    openedAt: at(openedAt),
    closedAt: closedAt === null ? null : at(closedAt),
  });
  const opened: ReportEvent = {
    ...event('2026-10-20T09:00:00', 'supervise'),
    change: { ticket: {}, clocks: [], supervisions: [order('2026-10-20T09:00:00', null)] },
  };
  const ended: ReportEvent = {
    ...event('2026-11-03T09:00:00', 'supervise.close'),
    change: { ticket: {}, clocks: [], supervisions: [order('2026-10-20T09:00:00', '2026-11-03T09:00:00')] },
  };
  const one = ticket('a', event('2026-10-01T09:00:00', 'submit'), opened, ended);
  expect(counted(one)).toContain('supervised');
  expect(counted(one, monthOf('2026-12'))).not.toContain('supervised');
});

it('makes the report of a past month the same, whatever happened since', () => {
  const events = [
    event('2026-11-02T09:00:00', 'submit', { category: 'noise' }),
    event('2026-11-03T09:00:00', 'triage.handle', { state: 'community_handling' }),
  ];
  const later = [
    event('2026-12-02T09:00:00', 'resolve', { state: 'resolved' }),
    event('2026-12-03T09:00:00', 'rate', { ...CLOSED, score: 'satisfied', category: 'street-light' }),
  ];
  expect(monthlyFigures([ticket('a', ...events, ...later)], NOVEMBER)).toEqual(
    monthlyFigures([ticket('a', ...events)], NOVEMBER),
  );
  expect(NOVEMBER.end - NOVEMBER.start).toBe(30 * 24 * HOUR);
});
