import { randomFillSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { monotonicFactory } from 'ulid';
import { Clock } from './clock.ts';

const drawn = Buffer.alloc(4096);
let used = drawn.length;

/** A number from 0 up to 1, as the ids' own source gives it; that one goes to the system for each of an id's 16 digits. */
function chance(): number {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return drawn.readUInt8(used++) / 256;
}

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
  private readonly make = monotonicFactory(chance);

  constructor(private readonly clock: Clock) {
    super();
  }

  override next(): string {
    return this.make(this.clock.now());
  }
}
