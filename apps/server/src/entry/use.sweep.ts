/** Counts how often codes are opened. Reading must not wait for writing, so figures are gathered here and written down once a minute. */
import { dayOf } from '@liudan/shared/deadline/calendar';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { insertRows } from '../kernel/rows.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { EntryUseEntity } from './entry-use.entity.ts';

export const USES_SWEEP = 'entry uses';
const EVERY_MS = 60_000;

@Injectable()
export class UseSweep implements OnModuleInit, BeforeApplicationShutdown {
  /** `<day> <code>` -> times. */
  private counts = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sweeps: Sweeps,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(USES_SWEEP, EVERY_MS, () => this.writeDown());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.writeDown().catch(() => undefined);
  }

  count(code: string): void {
    const key = `${dayOf(this.clock.now())} ${code}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** A figure that can't be written now is kept for the next time. */
  private async writeDown(): Promise<void> {
    const taken = this.counts;
    this.counts = new Map();
    // In one order for every process, so that two don't wait for each other's rows.
    const rows = [...taken].sort().map(([key, uses]) => {
      const [day = '', code = ''] = key.split(' ');
      return { code, day: Number(day), uses };
    });
    for (const row of rows) {
      try {
        await this.add(row).catch((error: unknown) => {
          // Another process was first on that day; now there is a row to add to.
          if (!isUniqueViolation(error)) throw error;
          return this.add(row);
        });
      } catch (error) {
        this.giveBack(rows.slice(rows.indexOf(row)));
        throw error;
      }
    }
  }

  private add({ code, day, uses }: EntryUseEntity): Promise<void> {
    return this.database.write(async (tx: EntityManager) => {
      const { affected } = await tx
        .createQueryBuilder()
        .update(EntryUseEntity)
        .set({ uses: () => `uses + ${Math.trunc(uses)}` })
        .where({ code, day })
        .updateEntity(false)
        .execute();
      if (affected === 0) await insertRows(tx, EntryUseEntity, [{ code, day, uses }]);
    });
  }

  private giveBack(rows: readonly EntryUseEntity[]): void {
    for (const { code, day, uses } of rows) {
      const key = `${day} ${code}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + uses);
    }
  }
}
