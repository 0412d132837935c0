import { Injectable } from '@nestjs/common';

/** The only source of the present. Instants are epoch milliseconds. Tests put a clock of their own in its place. */
export abstract class Clock {
  abstract now(): number;
}

@Injectable()
export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}
