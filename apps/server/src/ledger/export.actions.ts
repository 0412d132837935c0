import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { ExportLogEntity } from './export-log.entity.ts';

/** What is about to be taken out. */
export type Taking = Pick<ExportLogEntity, 'what' | 'format' | 'unmasked' | 'org'> & {
  readonly filter: Readonly<Record<string, unknown>>;
};

@Injectable()
export class ExportActions {
  constructor(
    private readonly database: Database,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down that these rows are taken out, and only then lets them go. How many they were is written when the last one is gone;
   * a taking that was broken off keeps no number.
   */
  async taken<T>(viewer: Viewer, { filter, ...taking }: Taking, rows: AsyncIterable<T>): Promise<AsyncGenerator<T>> {
    const id = this.ids.next();
    const given = Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    );
    const row: ExportLogEntity = {
      id,
      personId: viewer.personId,
      ...taking,
      filter: Object.fromEntries(given),
      at: this.clock.now(),
      finishedAt: null,
      rows: null,
    };
    await this.database.write((tx) =>
      tx.createQueryBuilder().insert().into(ExportLogEntity).values(row).updateEntity(false).execute(),
    );
    return this.counted(id, rows);
  }

  private async *counted<T>(id: string, rows: AsyncIterable<T>): AsyncGenerator<T> {
    let count = 0;
    for await (const row of rows) {
      count += 1;
      yield row;
    }
    const done = { finishedAt: this.clock.now(), rows: count };
    await this.database.write((tx) =>
      tx.createQueryBuilder().update(ExportLogEntity).set(done).where({ id }).updateEntity(false).execute(),
    );
  }
}
