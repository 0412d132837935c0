/** The facts themselves: how a change is laid over them, which clock decides the light, and when the sweep has to look again. */
import {
  communityHandles,
  departmentHandles,
  MONDAY,
  resolvedByDepartment,
  Story,
} from '../../../../test/support/rules.ts';
import { apply, isRunning, leadingClock, nextSweepAt, replay } from './facts.ts';
import { PHASES, phaseOf, STATES } from './status.ts';
import { unborn } from './unborn.ts';

const HOUR = 3_600_000;

test("a ticket before its first event is nobody's", () => {
  const { ticket, parts, clocks } = unborn({
    id: 'T1',
    number: 'LD20261123-0001',
    reporterId: 'resident-1',
    communityId: 'hbl-hbl',
    streetId: 'hbl',
    at: MONDAY,
  });
  expect([ticket.version, ticket.holderOrg, parts, clocks]).toEqual([0, null, [], []]);
});

test('a change is laid over what was there: fields, and whole parts and clocks by their id', () => {
  const { whole } = communityHandles();
  const [first] = whole.clocks;
  if (!first) throw new Error('a report starts a clock');
  const changed = apply(whole, {
    ticket: { askOpen: true },
    parts: [],
    clocks: [
      { ...first, warnedAt: MONDAY },
      { ...first, id: 'new' },
    ],
  });
  expect(changed.ticket).toEqual({ ...whole.ticket, askOpen: true });
  expect(changed.clocks.map(({ id, warnedAt }) => [id, warnedAt])).toEqual([
    ['1-0', MONDAY],
    ['2-0', null],
    ['new', null],
  ]);
  expect(whole.clocks).toHaveLength(2);
});

test('the log of a story gives the ticket, through JSON and back', () => {
  const story = resolvedByDepartment().does('resident', 'rate', { score: 'dissatisfied' }).does('urban', 'ask');
  const stored = JSON.parse(JSON.stringify(story.events)) as typeof story.events;
  expect(
    replay(
      new Story().seed,
      stored.map(({ change }) => change),
    ),
  ).toEqual(story.whole);
});

test("the light is the holder's: of his running clocks the one due first, and none while it waits", () => {
  const story = departmentHandles(['dept-water']);
  const due = story.clockOf('dept-urban');
  expect(story.clockOf('dept-water').dueAt).toBeLessThan(due.dueAt);
  expect(leadingClock(story.whole)?.id).toBe(due.id);
  const sooner = { ...due, id: 'sooner', dueAt: due.dueAt - HOUR };
  const later = { ...due, id: 'later', dueAt: due.dueAt + HOUR };
  const { ticket } = story;
  expect(leadingClock({ ticket, clocks: [due, sooner, later] })?.id).toBe('sooner');
  expect(leadingClock({ ticket, clocks: [{ ...sooner, stoppedAt: MONDAY }, due] })?.id).toBe(due.id);
  expect(leadingClock(story.does('urban', 'ask').whole)).toBeNull();
  expect(leadingClock(story.does('resident', 'withdraw').whole)).toBeNull();
});

describe('the sweep looks again', () => {
  const clock = communityHandles().clockOf('hbl-hbl');
  test.each([
    ['when it is to be warned', {}, clock.warnAt],
    ['when it is due, where it was never warned', { warnAt: clock.dueAt + HOUR }, clock.dueAt],
    ['one moment after it was due', { warnedAt: clock.warnAt }, clock.dueAt + 1],
    ['when its pause ends', { pausedAt: MONDAY, pausedUntil: MONDAY + HOUR }, MONDAY + HOUR],
    ['never, once it is red', { warnedAt: clock.warnAt, expiredAt: clock.dueAt + 1 }, null],
    ['never, once it is stopped', { stoppedAt: MONDAY }, null],
  ])('%s', (_, change, next) => expect(nextSweepAt({ ...clock, ...change })).toBe(next));

  test('and each look leaves less to do, until nothing is left', () => {
    const story = communityHandles().does('community', 'ask');
    const looks: string[] = [];
    for (;;) {
      const next = nextSweepAt(story.clockOf('hbl-hbl'));
      if (next === null) break;
      expect(next).toBeGreaterThanOrEqual(story.now);
      story.until(next);
      for (const action of ['resume_clock', 'warn', 'expire']) {
        const before = story.events.length;
        story.does('system', action);
        if (story.events[before]?.change.clocks.length) looks.push(action);
      }
    }
    expect(looks).toEqual(['resume_clock', 'warn', 'expire']);
  });
});

test('a clock that was stopped is neither running nor paused any more', () => {
  const story = communityHandles().does('community', 'ask').does('community', 'triage.report_up');
  const stopped = story.whole.clocks.filter((clock) => !isRunning(clock));
  expect(stopped).toHaveLength(2);
  for (const { pausedAt, pausedUntil } of stopped) expect([pausedAt, pausedUntil]).toEqual([null, null]);
});

test('states fall into three phases', () => {
  expect(STATES.filter((state) => phaseOf(state) === 'resolved')).toEqual(['resolved']);
  expect(STATES.filter((state) => phaseOf(state) === 'closed')).toEqual(['closed']);
  expect(new Set(STATES.map(phaseOf))).toEqual(new Set(PHASES));
});
