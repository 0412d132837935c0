/** How the services outside are doing, as this process sees it: for the breakers, the figures, and the operator's page. */
import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Clock } from '../kernel/clock.ts';
import { Metrics } from '../kernel/metrics.ts';

export const HOSTS = ['wechat', 'wecom', 'sms'] as const;
export type Host = (typeof HOSTS)[number];

/** `broken`: it is not called before `until`, then once to see. */
export interface HostState {
  readonly host: Host;
  readonly state: 'ok' | 'broken';
  /** Since when it is broken; null while it answers. */
  readonly since: number | null;
  readonly until: number | null;
  /** The last time it didn't answer, and how; null where it always did. */
  readonly lastFailure: { readonly at: number; readonly why: string } | null;
}

const FAILURES = 5;
const REST_MS = 30_000;

interface Seen {
  failures: number;
  since: number | null;
  until: number;
  probing: boolean;
  lastFailure: HostState['lastFailure'];
}

@Injectable()
export class WechatHealth {
  private readonly seen = new Map<Host, Seen>(
    HOSTS.map((host) => [host, { failures: 0, since: null, until: 0, probing: false, lastFailure: null }]),
  );
  private readonly calls: Counter;
  private readonly durations: Histogram;

  constructor(
    private readonly clock: Clock,
    { registry }: Metrics,
  ) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'outside_calls_total',
      help: 'Calls to WeChat, WeCom and SMS; the outcome is ok, unknown, unsent or the errcode',
      labelNames: ['host', 'api', 'outcome'],
      registers,
    });
    this.durations = new Histogram({
      name: 'outside_call_seconds',
      help: 'Time until WeChat, WeCom and SMS answered',
      labelNames: ['host', 'api'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    const seen = this.seen;
    new Gauge({
      name: 'outside_broken',
      help: '1 while a service outside is not called because it does not answer',
      labelNames: ['host'],
      registers,
      collect() {
        for (const [host, { since }] of seen) this.set({ host }, since === null ? 0 : 1);
      },
    });
  }

  /** All services, in the order of HOSTS. */
  states(): HostState[] {
    return [...this.seen].map(([host, { since, until, lastFailure }]) => ({
      host,
      state: since === null ? 'ok' : 'broken',
      since,
      until: since === null ? null : until,
      lastFailure,
    }));
  }

  /** Whether it is worth calling now. After a rest the first who asks may try, and everybody else waits for what comes of it. */
  mayCall(host: Host): boolean {
    const seen = this.of(host);
    if (seen.since === null) return true;
    if (seen.probing || this.clock.now() < seen.until) return false;
    seen.probing = true;
    return true;
  }

  /** What came of a call: `failure` where nobody answered, or the answer was that it is out of order. */
  answered(host: Host, failure: string | null): void {
    const seen = this.of(host);
    const now = this.clock.now();
    seen.probing = false;
    if (failure === null) {
      seen.failures = 0;
      seen.since = null;
      return;
    }
    seen.failures++;
    seen.lastFailure = { at: now, why: failure };
    if (seen.failures < FAILURES) return;
    seen.since ??= now;
    seen.until = now + REST_MS;
  }

  /** For the figures. */
  measured(host: Host, api: string, outcome: string, seconds: number | null): void {
    this.calls.inc({ host, api, outcome });
    if (seconds !== null) this.durations.observe({ host, api }, seconds);
  }

  private of(host: Host): Seen {
    const seen = this.seen.get(host);
    if (!seen) throw new Error(`no host is called ${host}`);
    return seen;
  }
}
