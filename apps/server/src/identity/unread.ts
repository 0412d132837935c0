import { Injectable } from '@nestjs/common';

/**
 * How many messages a person hasn't read. Messages live in a module that stands above this one, so it hands its count
 * in here when it starts.
 */
@Injectable()
export class Unread {
  private count: (personId: string) => Promise<number> = async () => 0;

  countWith(count: (personId: string) => Promise<number>): void {
    this.count = count;
  }

  of(personId: string): Promise<number> {
    return this.count(personId);
  }
}
