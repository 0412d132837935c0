/**
 * Work that comes round by itself: sweeps and the workers of the outbox. One process-wide list, so that a stop waits for what runs,
 * and a test can run any of it at a moment of its own choosing.
 */
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { safeError } from './logger.ts';

/** One piece of recurring work. It is handed a signal that says the house is closing: stop at the next safe point. */
export type SweepWork = (closing: AbortSignal) => Promise<void>;

interface Sweep {
  readonly work: SweepWork;
  timer: NodeJS.Timeout;
  running: Promise<void> | null;
}

@Injectable()
export class Sweeps implements BeforeApplicationShutdown {
  private readonly log = new Logger(Sweeps.name);
  private readonly sweeps = new Map<string, Sweep>();
  private readonly closing = new AbortController();
  private manual = false;

  /**
   * Runs `work` every `ms` milliseconds from now on, first after `ms`. A round that takes longer than that makes the next one
   * late instead of running beside it; a failed round is logged and the next one comes as usual. Throws for a name taken.
   */
  every(name: string, ms: number, work: SweepWork): void {
    if (this.sweeps.has(name)) throw new Error(`two sweeps are called ${name}`);
    const timer = setInterval(() => void this.round(name).catch(() => undefined), ms);
    // A process with nothing else to do may end; the database pool and the server keep it alive in earnest.
    timer.unref();
    this.sweeps.set(name, { work, timer, running: null });
  }

  /** Runs one round now and waits for it; waits for a round under way first. Throws what the work throws, unlike a timed round. */
  async runNow(name: string): Promise<void> {
    const sweep = this.sweeps.get(name);
    if (!sweep) throw new Error(`no sweep is called ${name}`);
    while (sweep.running) await sweep.running.catch(() => undefined);
    await this.start(sweep);
  }

  /** Stops the timers for good: from here on a round runs only by `runNow`. For tests that choose their moments. */
  byHand(): void {
    this.manual = true;
    for (const { timer } of this.sweeps.values()) clearInterval(timer);
  }

  /** The names of what is registered, in order of registration. */
  names(): string[] {
    return [...this.sweeps.keys()];
  }

  /** Stops the timers, tells the running rounds, and waits for them before anything (the database) closes under them. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.abort();
    for (const { timer } of this.sweeps.values()) clearInterval(timer);
    await Promise.allSettled([...this.sweeps.values()].map((sweep) => sweep.running));
  }

  private async round(name: string): Promise<void> {
    const sweep = this.sweeps.get(name);
    if (!sweep || sweep.running || this.manual || this.closing.signal.aborted) return;
    try {
      await this.start(sweep);
    } catch (error) {
      this.log.error(`the sweep ${name} failed: ${JSON.stringify(safeError(error))}`);
    }
  }

  private async start(sweep: Sweep): Promise<void> {
    sweep.running = sweep.work(this.closing.signal);
    try {
      await sweep.running;
    } finally {
      sweep.running = null;
    }
  }
}
