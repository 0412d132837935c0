import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { DATA_SOURCES, type DataSources } from './data-sources.ts';

const TRIES = 5;

/**
 * The two ways to the tables: `write` is one transaction, `read` sees only what is committed.
 *
 * SQLite has one connection that writes, so there transactions queue in the order they came; reads go through a second
 * connection on the same file. MariaDB and MySQL use their pool for both.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly writer: DataSource;
  private readonly reader: DataSource;
  private readonly oneWriter: boolean;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly inside = new AsyncLocalStorage<true>();

  constructor(@Inject(DATA_SOURCES) sources: DataSources) {
    this.writer = sources.writer;
    this.reader = sources.reader;
    this.oneWriter = sources.writer !== sources.reader;
  }

  /**
   * Runs `work` in one transaction: all of it is kept, or nothing where it throws. A deadlock or a busy database runs
   * the whole of it again, so it must do nothing but ask the database and compute.
   */
  async write<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.inside.getStore()) throw new Error('a transaction was opened inside another: pass its manager on instead');
    const once = () => this.inside.run(true, () => (this.oneWriter ? this.alone(work) : this.writer.transaction(work)));
    for (let attempt = 1; ; attempt++) {
      try {
        return await (this.oneWriter ? this.inTurn(once) : once());
      } catch (error) {
        if (attempt >= TRIES || !isPassing(error)) throw error;
        await pause(attempt);
      }
    }
  }

  /** For questions outside a transaction. */
  get read(): EntityManager {
    return this.reader.manager;
  }

  /** Rejects where the database doesn't answer. */
  async ping(): Promise<void> {
    await this.reader.query('SELECT 1');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue;
    for (const source of new Set([this.reader, this.writer])) if (source.isInitialized) await source.destroy();
  }

  /**
   * A transaction on the one connection that writes. SQLite takes some back by itself (a full disk, a failing one), after
   * which TypeORM's own would go on counting it as open, and no later write would ever be committed.
   */
  private async alone<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.writer.createQueryRunner();
    await runner.query('BEGIN IMMEDIATE');
    try {
      const result = await work(runner.manager);
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

interface DriverError {
  code?: unknown;
  errno?: unknown;
}

const driverError = (error: unknown): DriverError =>
  error instanceof QueryFailedError ? (error.driverError as DriverError) : ((error ?? {}) as DriverError);

/** True where a row with the same unique key was there first, on every engine. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, errno } = driverError(error);
  return errno === 1062 || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** 1213 deadlock, 1205 lock wait, 1020 the row changed since it was read; and SQLite's busy and locked. */
function isPassing(error: unknown): boolean {
  const { code, errno } = driverError(error);
  if (errno === 1213 || errno === 1205 || errno === 1020) return true;
  return typeof code === 'string' && /^SQLITE_(BUSY|LOCKED)/.test(code);
}

/** Waits a little longer each time, and never as long as the neighbour who met the same deadlock. */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt * (0.5 + Math.random())));

/** 1047 still joining its cluster, 1021 and 1114 the disk is full. */
const OUT_OF_ORDER: readonly unknown[] = [1047, 1021, 1114];

/** True where the database can't be reached, has no room, or stayed busy through every try: the client should come back later. */
export function isUnavailable(error: unknown): boolean {
  const { code, errno } = driverError(error);
  const lost = ['PROTOCOL_CONNECTION_LOST', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'POOL_CLOSED'];
  if (isPassing(error) || OUT_OF_ORDER.includes(errno)) return true;
  return typeof code === 'string' && (lost.includes(code) || /^SQLITE_(FULL|IOERR)/.test(code));
}
