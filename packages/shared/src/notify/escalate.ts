/**
 * How a notice finds its person: by which channel it goes next, how long it waits, and when his leader is told. Pure; the server asks
 * again whenever something happened or the time came (docs/notices.md).
 *
 * The message inside the app was there at once and is not spoken of here.
 */
import { HOUR } from '../deadline/calendar.ts';
import type { DeliveryState, PushChannel } from './contract.ts';
import { awakeAfter, type QuietHours, quietUntil } from './quiet.ts';
import type { Urgency } from './urgency.ts';

export interface NotifyRules {
  readonly quiet: QuietHours;
  /** Milliseconds until the next channel's turn. */
  readonly acknowledge: { readonly urgent: number; readonly normal: number };
  /** Milliseconds after midnight, in order. */
  readonly digestAt: readonly number[];
}

/** What is to be told to one person. */
export interface PushFacts {
  readonly side: 'resident' | 'staff';
  readonly urgency: Urgency;
  /** He has to act on it, and not only to know. */
  readonly asks: boolean;
  /** When the event happened. */
  readonly at: number;
  /** He read the message, opened the ticket or acted on it. */
  readonly heard: boolean;
  /** What was asked for is done, whoever did it. */
  readonly settled: boolean;
  /** His leader was told already that nobody of his organisation reacts. */
  readonly leaderTold: boolean;
}

export interface Try {
  readonly channel: PushChannel;
  readonly state: DeliveryState;
  /** When its turn came. */
  readonly since: number;
  /** When it left `sending`; null before. */
  readonly endedAt: number | null;
}

/** null: it may be tried. Words: why not. Absent: this house doesn't have it for this notice. */
export type Reach = Readonly<Partial<Record<PushChannel, string | null>>>;

export const ENDS = ['heard', 'settled', 'sent', 'leader', 'unreached', 'stale'] as const;
export type End = (typeof ENDS)[number];

export type Step = (
  | { readonly do: 'try'; readonly channel: PushChannel }
  /** It couldn't be sent in time: it is taken back, so that the next channel can have its turn. */
  | { readonly do: 'withdraw'; readonly channel: PushChannel }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'tell_leader' }
  | { readonly do: 'end'; readonly as: End }
) & {
  /** The channels whose turn it was and that can't reach him, each with why. */
  readonly passed: readonly { readonly channel: PushChannel; readonly why: string }[];
};

/** The order of the channels: what costs nobody anything first. */
export const CHANNEL_ORDER: Readonly<Record<PushFacts['side'], readonly PushChannel[]>> = {
  staff: ['wecom', 'employee', 'subscribe', 'sms'],
  resident: ['subscribe', 'sms'],
};

/** What nobody was told of by then is no news any more; the message inside the app stays. */
export const NEWS_MS = { urgent: 24 * HOUR, normal: 6 * HOUR, digest: 6 * HOUR } as const;

const UNDER_WAY: readonly DeliveryState[] = ['pending', 'sending'];
/** Nobody knows whether an `unknown` one arrived, so it counts as one that did. */
const WENT: readonly DeliveryState[] = ['sent', 'unknown'];

export function nextStep(push: PushFacts, tries: readonly Try[], reach: Reach, now: number, rules: NotifyRules): Step {
  const end = (as: End, passed: Step['passed'] = []): Step => ({ do: 'end', as, passed });
  const wait = (until: number, passed: Step['passed'] = []): Step => ({ do: 'wait', until, passed });
  if (push.heard) return end('heard');
  if (push.settled) return end('settled');

  const urgent = push.urgency === 'urgent';
  const patience = urgent ? rules.acknowledge.urgent : rules.acknowledge.normal;
  const after = (at: number, ms: number) => (urgent ? at + ms : awakeAfter(at, ms, rules.quiet));
  const underWay = tries.find(({ state }) => UNDER_WAY.includes(state));
  if (underWay) {
    if (!urgent) return wait(now + HOUR);
    const until = underWay.since + patience;
    if (now < until) return wait(until);
    return underWay.state === 'pending'
      ? { do: 'withdraw', channel: underWay.channel, passed: [] }
      : wait(now + patience);
  }

  const quiet = urgent ? null : quietUntil(now, rules.quiet);
  if (quiet !== null) return wait(quiet);
  const went = tries.filter(({ state }) => WENT.includes(state));
  const escalates = push.side === 'staff' && push.asks && push.urgency !== 'digest';
  if (went.length > 0 && !escalates) return end('sent');
  if (tries.length === 0 && now > after(push.at, NEWS_MS[push.urgency])) return end('stale');
  if (went.length > 0) {
    const until = after(Math.max(...went.map(({ endedAt, since }) => endedAt ?? since)), patience);
    if (now < until) return wait(until);
  }

  const order = CHANNEL_ORDER[push.side];
  const tried = Math.max(-1, ...tries.map(({ channel }) => order.indexOf(channel)));
  const passed: { channel: PushChannel; why: string }[] = [];
  for (const channel of order.slice(tried + 1)) {
    const why = reach[channel];
    if (why === undefined) continue;
    if (why === null) return { do: 'try', channel, passed };
    passed.push({ channel, why });
  }
  if (!escalates) return end(went.length > 0 ? 'sent' : 'unreached', passed);
  // Without any channel he still has the message inside the app, and the time to see it there.
  const until = after(push.at, patience);
  if (went.length === 0 && now < until) return wait(until, passed);
  return push.leaderTold ? end('leader', passed) : { do: 'tell_leader', passed };
}
