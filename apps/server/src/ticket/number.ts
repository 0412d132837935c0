/** Ticket numbers: `LD20261120-0001`, counted per day of Asia/Shanghai. A report that fails after taking a number leaves a gap. */
import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { NumberEntity } from './number.entity.ts';

const SHANGHAI_MS = 8 * 3_600_000;
const TRIES = 50;

@Injectable()
export class TicketNumbers {
  constructor(private readonly database: Database) {}

  /**
   * The next number of the day. It is taken in a transaction of its own, so that no two reports wait for each other's
   * whole transaction only because of their number.
   */
  async next(prefix: string, at: number): Promise<string> {
    const day = new Date(at + SHANGHAI_MS).toISOString().slice(0, 10).replaceAll('-', '');
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const given = await this.take(day);
      if (given !== null) return `${prefix}${day}-${String(given).padStart(4, '0')}`;
    }
    throw new Error(`no ticket number was to be had for ${day}`);
  }

  /** One try by compare-and-set; null where another report took the number first. */
  private async take(day: string): Promise<number | null> {
    try {
      return await this.database.write(async (tx) => {
        const row = await tx.findOneBy(NumberEntity, { day });
        if (!row) {
          await tx
            .createQueryBuilder()
            .insert()
            .into(NumberEntity)
            .values({ day, last: 1 })
            .updateEntity(false)
            .execute();
          return 1;
        }
        const { affected } = await tx
          .createQueryBuilder()
          .update(NumberEntity)
          .set({ last: row.last + 1 })
          .where({ day, last: row.last })
          .updateEntity(false)
          .execute();
        return affected === 1 ? row.last + 1 : null;
      });
    } catch (error) {
      if (isUniqueViolation(error)) return null;
      throw error;
    }
  }
}
