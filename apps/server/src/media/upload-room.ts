/**
 * How much uploading one person, and the house as a whole, may do at a time. Kept in memory: it protects this process's memory and
 * processor, and a person who reaches another process finds that one protected as well.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { fail } from '../kernel/problem.ts';

/** A report has nine photos; clients send some of them side by side. */
const AT_ONCE = 9;
const PER_WINDOW = 90;
const WINDOW_MS = 10 * 60_000;
/** A decoded picture takes up to 200 MB, so that few are drawn at once however many arrive. */
const DRAWN_AT_ONCE = 2;

@Injectable()
export class UploadRoom {
  private readonly people = new Map<string, { inside: number; startedAt: number[] }>();
  private drawing = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly clock: Clock) {}

  /** Lets a person's upload in and gives back what ends it. Refuses with TOO_MANY_REQUESTS. */
  enter(personId: string): () => void {
    const now = this.clock.now();
    this.forget(now);
    const person = this.people.get(personId) ?? { inside: 0, startedAt: [] };
    person.startedAt = person.startedAt.filter((at) => at > now - WINDOW_MS);
    if (person.inside >= AT_ONCE || person.startedAt.length >= PER_WINDOW) fail('TOO_MANY_REQUESTS');
    person.inside++;
    person.startedAt.push(now);
    this.people.set(personId, person);
    return () => {
      person.inside--;
    };
  }

  /** Runs the work when fewer than two others run, in the order of asking. */
  async draw<T>(work: () => Promise<T>): Promise<T> {
    if (this.drawing >= DRAWN_AT_ONCE) await new Promise<void>((next) => this.waiting.push(next));
    else this.drawing++;
    try {
      return await work();
    } finally {
      // The place is handed on without being given up, so that nobody slips in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.drawing--;
    }
  }

  /** Drops people who haven't uploaded for a while, once there are many. */
  private forget(now: number): void {
    if (this.people.size < 5_000) return;
    for (const [personId, { inside, startedAt }] of this.people)
      if (inside === 0 && (startedAt.at(-1) ?? 0) < now - WINDOW_MS) this.people.delete(personId);
  }
}
