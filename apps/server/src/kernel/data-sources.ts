/** Opens the database: the embedded file by default, MariaDB or MySQL by `DATABASE_URL`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Pool } from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Env } from './env.ts';
import { preparing } from './prepared.ts';
import { SnakeNames } from './snake-names.ts';

export const DATA_SOURCES = Symbol('DATA_SOURCES');

/** The same object twice where one pool serves both. */
export interface DataSources {
  readonly writer: DataSource;
  readonly reader: DataSource;
}

/** What the composing module hands over: every table and every migration of the server, listed by name. */
export interface Tables {
  readonly entities: readonly (new () => object)[];
  readonly migrations: readonly (new () => object)[];
}

/** A connection of the embedded driver, as far as this file speaks to it. */
interface Sqlite {
  pragma(text: string): unknown;
}

export async function openDataSources(env: Pick<Env, 'databaseUrl' | 'dataDir'>, tables: Tables): Promise<DataSources> {
  const shared = {
    entities: [...tables.entities],
    migrations: [...tables.migrations],
    migrationsTableName: 'migration',
    namingStrategy: new SnakeNames(),
    // Queries carry names and phone numbers; the log must not.
    logging: false,
  };
  if (env.databaseUrl !== null) {
    const pool = await new DataSource({ ...shared, ...(await serverOptions(env.databaseUrl)) }).initialize();
    await readCommitted(pool);
    return { writer: pool, reader: pool };
  }
  mkdirSync(env.dataDir, { recursive: true });
  const database = join(env.dataDir, 'liudan.sqlite');
  const writer = await new DataSource({ ...shared, ...embedded(database, ['synchronous = FULL']) }).initialize();
  const reader = await new DataSource({ ...shared, ...embedded(database, ['query_only = ON']) }).initialize();
  return { writer, reader };
}

/**
 * libsql speaks better-sqlite3's language, so TypeORM takes it for that. FULL syncs the log at every commit: what was
 * acknowledged survives a loss of power.
 */
function embedded(database: string, pragmas: readonly string[]) {
  return {
    type: 'better-sqlite3',
    driver: Libsql,
    database,
    prepareDatabase: (connection: Sqlite) => {
      for (const pragma of ['busy_timeout = 5000', 'journal_mode = WAL', ...pragmas]) connection.pragma(pragma);
    },
  } as const satisfies Partial<DataSourceOptions>;
}

/**
 * Who lost a conditional change reads the row again in the same transaction, and must see who won. It also locks less: no
 * gaps between rows. TypeORM would say it before every transaction, at a round trip each; a connection remembers it.
 */
async function readCommitted(source: DataSource): Promise<void> {
  const sql = 'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED';
  const { pool } = source.driver as unknown as { pool: Pool };
  // The queue of a new connection is empty, so this goes before whatever it was opened for.
  pool.on('connection', (connection) => {
    preparing(connection);
    connection.query(sql, (error) => error && connection.destroy());
  });
  // The one connection that was opened to see whether there is a database.
  await source.query(sql);
}

/** MariaDB is asked what it is, because many addresses say `mysql://` and mean MariaDB, and TypeORM treats them apart. */
async function serverOptions(url: string) {
  const options = {
    url: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    connectorPackage: 'mysql2',
    poolSize: 16,
    connectTimeout: 10_000,
    // Recording a stack for every query costs a twelfth of the time; errors carry enough.
    extra: { trace: false },
  } as const;
  const type = url.startsWith('mariadb:') || (await saysMariaDb(options)) ? 'mariadb' : 'mysql';
  return { ...options, type } as const;
}

async function saysMariaDb(options: { url: string; connectorPackage: 'mysql2' }): Promise<boolean> {
  const probe = await new DataSource({ ...options, type: 'mysql', poolSize: 1 }).initialize();
  try {
    const [row] = (await probe.query('SELECT VERSION() AS version')) as { version: string }[];
    return /mariadb/i.test(row?.version ?? '');
  } finally {
    await probe.destroy();
  }
}
