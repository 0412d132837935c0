import { Clock } from '../../apps/server/src/kernel/clock.ts';

/** A clock that stands still until a test moves it. Instants are epoch milliseconds. */
export class FakeClock extends Clock {
  constructor(private at: number) {
    super();
  }

  override now(): number {
    return this.at;
  }

  set(at: number): void {
    this.at = at;
  }

  advance(ms: number): void {
    this.at += ms;
  }
}
