import * as fc from 'fast-check';
import { HOUR, MINUTE } from '../deadline/calendar.ts';
import { DELIVERY_STATES, PUSH_CHANNELS, type PushChannel } from './contract.ts';
import {
  CHANNEL_ORDER,
  NEWS_MS,
  type NotifyRules,
  nextStep,
  type PushFacts,
  type Reach,
  type Try,
} from './escalate.ts';
import { quietUntil } from './quiet.ts';
import { URGENCIES } from './urgency.ts';

const RULES: NotifyRules = {
  quiet: { from: 22 * HOUR, to: 7 * HOUR },
  acknowledge: { urgent: 10 * MINUTE, normal: 60 * MINUTE },
  digestAt: [12 * HOUR],
};
/** Friday, 20 November 2026, 9:00 in the district. */
const NINE = Date.UTC(2026, 10, 20, 1);
const ALL: Reach = { wecom: null, employee: null, subscribe: null, sms: null };
const PUSH: PushFacts = {
  side: 'staff',
  urgency: 'normal',
  asks: true,
  at: NINE,
  heard: false,
  settled: false,
  leaderTold: false,
};
const went = (channel: PushChannel, endedAt: number, state: Try['state'] = 'sent'): Try => ({
  channel,
  state,
  since: endedAt,
  endedAt,
});

describe('the way of a notice', () => {
  it('goes from channel to channel while nobody reacts, and to the leader in the end', () => {
    const tries: Try[] = [];
    const told: string[] = [];
    for (let now = NINE, rounds = 0; rounds < 20; rounds++) {
      const step = nextStep(PUSH, tries, ALL, now, RULES);
      if (step.do === 'wait') now = step.until;
      else told.push(`${(now - NINE) / MINUTE} ${step.do === 'try' ? step.channel : step.do}`);
      if (step.do === 'try') tries.push(went(step.channel, now));
      if (step.do === 'tell_leader') break;
    }
    expect(told).toEqual(['0 wecom', '60 employee', '120 subscribe', '180 sms', '240 tell_leader']);
  });

  it('says of each channel that was passed over why', () => {
    const reach = { wecom: '没有绑定企业微信', employee: '没有绑定用工关系', subscribe: null };
    expect(nextStep(PUSH, [], reach, NINE, RULES)).toEqual({
      do: 'try',
      channel: 'subscribe',
      passed: [
        { channel: 'wecom', why: '没有绑定企业微信' },
        { channel: 'employee', why: '没有绑定用工关系' },
      ],
    });
  });

  it('goes on at once after a failure, and waits after an answer nobody heard', () => {
    const reach = { wecom: null, employee: null };
    expect(nextStep(PUSH, [went('wecom', NINE, 'failed')], reach, NINE, RULES)).toMatchObject({ channel: 'employee' });
    expect(nextStep(PUSH, [went('wecom', NINE, 'unknown')], reach, NINE, RULES)).toMatchObject({
      do: 'wait',
      until: NINE + HOUR,
    });
  });

  it('ends as soon as he has read it, or it is done by anybody', () => {
    const tries = [went('wecom', NINE)];
    const later = NINE + 2 * HOUR;
    expect(nextStep({ ...PUSH, heard: true }, tries, ALL, later, RULES)).toMatchObject({ do: 'end', as: 'heard' });
    expect(nextStep({ ...PUSH, settled: true }, tries, ALL, later, RULES)).toMatchObject({ do: 'end', as: 'settled' });
  });

  it('keeps the night for what is urgent, and counts no hour of it as time to react', () => {
    const eleven = NINE + 14 * HOUR;
    const seven = NINE + 22 * HOUR;
    const at = { ...PUSH, at: eleven };
    expect(nextStep(at, [], ALL, eleven, RULES)).toMatchObject({ do: 'wait', until: seven });
    expect(nextStep({ ...at, urgency: 'urgent' }, [], ALL, eleven, RULES)).toMatchObject({ do: 'try' });
    // Sent at 21:30: half an hour is left before the night, and half an hour comes after it.
    const evening = [went('wecom', NINE + 12.5 * HOUR)];
    expect(nextStep(PUSH, evening, ALL, NINE + 12.6 * HOUR, RULES)).toMatchObject({ until: seven + 30 * MINUTE });
  });

  it('gives who has no channel the time to see it in the app before his leader hears of it', () => {
    expect(nextStep(PUSH, [], {}, NINE, RULES)).toMatchObject({ do: 'wait', until: NINE + HOUR });
    expect(nextStep(PUSH, [], {}, NINE + HOUR, RULES)).toMatchObject({ do: 'tell_leader' });
    expect(nextStep({ ...PUSH, leaderTold: true }, [], {}, NINE + HOUR, RULES)).toMatchObject({ as: 'leader' });
  });

  it('takes an urgent one back that could not be sent in time; any other waits for the service to come back', () => {
    const tries: Try[] = [{ channel: 'subscribe', state: 'pending', since: NINE, endedAt: null }];
    const later = NINE + 11 * MINUTE;
    expect(nextStep({ ...PUSH, urgency: 'urgent' }, tries, ALL, later, RULES)).toMatchObject({ do: 'withdraw' });
    expect(nextStep(PUSH, tries, ALL, NINE + 3 * HOUR, RULES)).toMatchObject({ do: 'wait' });
  });

  it('sends no old news', () => {
    expect(nextStep(PUSH, [], ALL, NINE + NEWS_MS.normal + 1, RULES)).toMatchObject({ do: 'end', as: 'stale' });
  });
});

const states = fc.constantFrom(...DELIVERY_STATES);
const reach = fc.dictionary(fc.constantFrom(...PUSH_CHANNELS), fc.constantFrom<string | null>(null, '不行'));
const push = fc.record({
  side: fc.constantFrom('staff', 'resident'),
  urgency: fc.constantFrom(...URGENCIES),
  asks: fc.boolean(),
  at: fc.integer({ min: NINE - 48 * HOUR, max: NINE }),
  heard: fc.boolean(),
  settled: fc.boolean(),
  leaderTold: fc.boolean(),
}) as fc.Arbitrary<PushFacts>;

test('whatever becomes of the tries: each channel once, in order, nothing after it was seen, nothing ordinary at night', () => {
  const life = fc.array(fc.record({ reach, outcome: states, minutes: fc.integer({ min: 0, max: 600 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(push, life, fc.nat(30), (facts, rounds, seenAfter) => {
      const tries: Try[] = [];
      let now = facts.at;
      let leaders = 0;
      for (const [count, { reach: open, outcome, minutes }] of rounds.entries()) {
        const heard = facts.heard || count >= seenAfter;
        const step = nextStep(
          { ...facts, heard, leaderTold: facts.leaderTold || leaders > 0 },
          tries,
          open,
          now,
          RULES,
        );
        if (heard || facts.settled) expect(step.do).toBe('end');
        for (const { channel, why } of step.passed) {
          expect(open[channel]).toBe(why);
          tries.push({ channel, state: 'skipped', since: now, endedAt: now });
        }
        if (step.do === 'try') {
          expect(open[step.channel]).toBeNull();
          if (facts.urgency !== 'urgent') expect(quietUntil(now, RULES.quiet)).toBeNull();
          tries.push({
            channel: step.channel,
            state: outcome,
            since: now,
            endedAt: outcome === 'pending' ? null : now,
          });
        }
        if (step.do === 'withdraw')
          tries.splice(
            0,
            tries.length,
            ...tries.map((one) => (one.state === 'pending' ? { ...one, state: 'skipped' as const } : one)),
          );
        if (step.do === 'tell_leader') {
          leaders++;
          expect([facts.side, facts.asks, facts.leaderTold]).toEqual(['staff', true, false]);
        }
        if (step.do === 'wait') expect(step.until).toBeGreaterThan(now);
        if (step.do === 'end') break;
        now = Math.max(now + minutes * MINUTE, step.do === 'wait' ? step.until : 0);
      }
      const places = tries.map(({ channel }) => CHANNEL_ORDER[facts.side].indexOf(channel));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
      expect(leaders).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test('who is only told, and any resident, gets one that arrives and never more', () => {
  fc.assert(
    fc.property(push, reach, fc.constantFrom('sent', 'unknown'), (facts, open, state) => {
      const quietly: PushFacts = { ...facts, asks: facts.side === 'resident' ? facts.asks : false };
      const tries: Try[] = [went('subscribe', facts.at, state)];
      const noon = NINE + 3 * HOUR;
      expect(nextStep(quietly, tries, open, noon, RULES).do).toBe('end');
    }),
  );
});
