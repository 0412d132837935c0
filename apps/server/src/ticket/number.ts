/** Ticket numbers: `LD20261120-0001`, counted per day of Asia/Shanghai. A report that fails after taking a number leaves a gap. */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { NumberEntity } from './number.entity.ts';

const SHANGHAI_MS = 8 * 3_600_000;
const TRIES = 5;

interface Asking {
  readonly day: string;
  readonly give: (number: number) => void;
  readonly refuse: (error: unknown) => void;
}

@Injectable()
export class TicketNumbers {
  private asking: Asking[] = [];
  private serving = false;

  constructor(private readonly database: Database) {}

  /**
   * The next number of the day. It is taken in a transaction of its own, so that no two reports wait for each other's
   * whole transaction only because of their number; those who ask while one is taken are served together by the next.
   */
  async next(prefix: string, at: number): Promise<string> {
    const day = new Date(at + SHANGHAI_MS).toISOString().slice(0, 10).replaceAll('-', '');
    const given = await new Promise<number>((give, refuse) => {
      this.asking.push({ day, give, refuse });
      if (!this.serving) void this.serve();
    });
    return `${prefix}${day}-${String(given).padStart(4, '0')}`;
  }

  private async serve(): Promise<void> {
    this.serving = true;
    for (let first = this.asking[0]; first; first = this.asking[0]) {
      const { day } = first;
      const together = this.asking.filter((one) => one.day === day);
      this.asking = this.asking.filter((one) => one.day !== day);
      try {
        const last = await this.take(day, together.length);
        together.forEach(({ give }, index) => {
          give(last - together.length + 1 + index);
        });
      } catch (error) {
        for (const { refuse } of together) refuse(error);
      }
    }
    this.serving = false;
  }

  /** Takes so many numbers at once and gives the last of them. */
  private async take(day: string, count: number): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.write((tx) => this.advance(tx, day, count));
      } catch (error) {
        // Two servers began the day at once: the row is there now.
        if (attempt >= TRIES || !isUniqueViolation(error)) throw error;
      }
    }
  }

  /** The update locks the row until the transaction ends, so what is read after it is this transaction's own. */
  private async advance(tx: EntityManager, day: string, count: number): Promise<number> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(NumberEntity)
      .set({ last: () => 'last + :count' })
      .setParameter('count', count)
      .where({ day })
      .updateEntity(false)
      .execute();
    if (affected !== 1) {
      await tx
        .createQueryBuilder()
        .insert()
        .into(NumberEntity)
        .values({ day, last: count })
        .updateEntity(false)
        .execute();
      return count;
    }
    const row = await tx.findOneByOrFail(NumberEntity, { day });
    return row.last;
  }
}
