/**
 * Brings events to their apps. By hand (`flush`) everything that is due by the virtual clock goes out in its order, so
 * that a test knows when it is over; `live` does the same by itself a few times a second.
 */
import { setInterval } from 'node:timers';
import type { Holder } from '../holder.ts';
import { SECOND, type State } from '../state.ts';
import { StandInError } from '../trouble.ts';
import { UNKNOWNS } from '../unknowns.ts';
import { appOf } from '../world.ts';
import { envelope, verification } from './envelope.ts';
import type { Callback, Delivery, PushEvent } from './event.ts';

const LIVE_EVERY_MS = 200;
const SHOWN = 200;

export class Pusher {
  private tail: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly holder: Holder,
    private readonly closing: AbortSignal,
  ) {}

  live(): void {
    this.timer = setInterval(() => {
      const { state } = this.holder;
      const idle = state.waiting.length === 0 && !hasDueTask(state);
      if (!idle && !state.flags.holdEvents) void this.flush();
    }, LIVE_EVERY_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Resolves when everything that is due has been done and told, retries included. */
  flush(): Promise<void> {
    const run = this.tail.then(() => this.drain(this.holder.state));
    this.tail = run.catch(() => undefined);
    return run;
  }

  /** Takes a callback after asking it the question it has to echo; null ends the pushes. */
  async setCallback(callback: Callback | null, appid?: string): Promise<void> {
    const { state } = this.holder;
    const app = appOf(state, appid);
    if (callback) await this.verify(callback, Math.floor(state.now() / SECOND));
    app.callback = callback;
  }

  private async drain(state: State): Promise<void> {
    for (;;) {
      if (this.closing.aborted) return;
      const task = takeDueTask(state);
      const event = task ? undefined : state.waiting.shift();
      if (task) await task();
      else if (event) await this.deliver(state, event);
      else return;
    }
  }

  private async deliver(state: State, event: PushEvent): Promise<void> {
    const app = state.apps.get(event.appid);
    if (!app?.callback) {
      event.outcome = 'kept';
      return;
    }
    for (let attempt = 0; attempt <= UNKNOWNS.callbackRetries; attempt += 1) {
      const delivery = await this.attempt(state, app.callback, event);
      event.deliveries.push(delivery);
      event.outcome = delivery.taken ? 'taken' : 'given up';
      if (delivery.taken || this.closing.aborted) return;
    }
  }

  private async attempt(state: State, callback: Callback, event: PushEvent): Promise<Delivery> {
    const at = state.now();
    const { url, type, body } = envelope(callback, event.body, { appid: event.appid, now: Math.floor(at / SECOND) });
    const init = { method: 'POST', headers: { 'content-type': type }, body };
    try {
      const { status, text } = await this.ask(url, init, state.limits.callbackMs);
      const taken = status === 200 && (text === '' || text === 'success');
      return { at, status, answer: text.slice(0, SHOWN), taken };
    } catch (error) {
      return { at, status: null, answer: reasonOf(error), taken: false };
    }
  }

  private async verify(callback: Callback, now: number): Promise<void> {
    const { url, echo } = verification(callback, now);
    const limit = this.holder.state.limits.callbackMs;
    const answer = await this.ask(url, {}, limit).catch((error: unknown) => ({ status: 0, text: reasonOf(error) }));
    if (answer.status === 200 && answer.text === echo) return;
    throw new StandInError(`the callback did not echo: ${answer.status} ${answer.text.slice(0, SHOWN)}`);
  }

  private async ask(url: string, init: RequestInit, ms: number): Promise<{ status: number; text: string }> {
    const signal = AbortSignal.any([this.closing, AbortSignal.timeout(ms)]);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    return { status: response.status, text: await response.text() };
  }
}

function hasDueTask(state: State): boolean {
  return state.tasks.some(({ dueAt }) => dueAt <= state.now());
}

/** The task that has been due for the longest time. */
function takeDueTask(state: State): (() => Promise<void>) | null {
  const due = state.tasks.filter(({ dueAt }) => dueAt <= state.now()).sort((a, b) => a.dueAt - b.dueAt)[0];
  if (!due) return null;
  state.tasks.splice(state.tasks.indexOf(due), 1);
  return due.run;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
