import { Injectable } from '@nestjs/common';
import { monotonicFactory } from 'ulid';
import { Clock } from './clock.ts';

/** Makes the ids of rows: 26 characters that sort by the time they were made. */
export abstract class Ids {
  abstract next(): string;
}

/**
 * ULIDs that only grow within this process, even when the clock stands still or is set back: pages and logs sort by id.
 * Between processes their order is that of the clock, and never the order of commits.
 */
@Injectable()
export class UlidIds extends Ids {
  private readonly make = monotonicFactory();

  constructor(private readonly clock: Clock) {
    super();
  }

  override next(): string {
    return this.make(this.clock.now());
  }
}
