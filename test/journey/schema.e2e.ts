/** The tables are the same on every engine: migrations build what the entities say, and take it all back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENTITIES } from '../../apps/server/src/entities.ts';
import { type DataSources, openDataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { isBehind, migrate } from '../../apps/server/src/kernel/migrate.ts';
import { MIGRATIONS } from '../../apps/server/src/migrations/all.ts';
import { freshDatabase } from '../support/mariadb.ts';

describe.each(['sqlite', 'mariadb'] as const)('the tables on %s', (engine) => {
  let sources: DataSources;
  let away: () => Promise<void>;

  beforeAll(async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'liudan-schema-'));
    const database = engine === 'mariadb' ? await freshDatabase() : null;
    const tables = { entities: ENTITIES, migrations: MIGRATIONS };
    sources = await openDataSources({ databaseUrl: database?.url ?? null, dataDir }, tables);
    away = async () => {
      for (const source of new Set([sources.reader, sources.writer])) await source.destroy();
      await database?.drop();
      rmSync(dataDir, { recursive: true });
    };
  });
  afterAll(() => away());

  const drift = async () =>
    (await sources.writer.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
  const tables = async () => {
    const runner = sources.writer.createQueryRunner();
    try {
      const names = sources.writer.entityMetadatas.map(({ tableName }) => tableName);
      return (await runner.getTables(names)).map(({ name }) => name.split('.').at(-1));
    } finally {
      await runner.release();
    }
  };

  it('are what the entities say after all migrations', async () => {
    expect(await isBehind(sources)).toBe(true);
    expect(await migrate(sources)).toHaveLength(MIGRATIONS.length);
    expect(await isBehind(sources)).toBe(false);
    expect(await drift()).toEqual([]);
  });

  it('are left alone by a second run', async () => {
    expect(await migrate(sources)).toEqual([]);
  });

  it('are gone after all migrations are taken back, and come again', async () => {
    for (const _ of MIGRATIONS) await sources.writer.undoLastMigration({ transaction: 'each' });
    expect(await tables()).toEqual([]);
    await migrate(sources);
    expect(await drift()).toEqual([]);
  });
});

describe('MariaDB', () => {
  it('is known for what it is behind a mysql:// address, and compares text byte by byte', async () => {
    const { url, drop } = await freshDatabase();
    const tables = { entities: ENTITIES, migrations: MIGRATIONS };
    const databaseUrl = url.replace(/^mariadb:/, 'mysql:');
    const { writer } = await openDataSources({ databaseUrl, dataDir: tmpdir() }, tables);
    try {
      await migrate({ writer });
      expect(writer.options.type).toBe('mariadb');
      const collations: { collation: string }[] = await writer.query(
        'SELECT DISTINCT TABLE_COLLATION AS collation FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
      );
      expect(collations).toEqual([{ collation: 'utf8mb4_bin' }]);
    } finally {
      await writer.destroy();
      await drop();
    }
  });

  it('shows every transaction what others have committed, on each connection of the pool', async () => {
    const { url, drop } = await freshDatabase();
    const { writer } = await openDataSources(
      { databaseUrl: url, dataDir: tmpdir() },
      { entities: ENTITIES, migrations: MIGRATIONS },
    );
    try {
      const levels = await Promise.all(
        Array.from({ length: 16 }, () =>
          writer.transaction(async (tx) => {
            const [row]: { level: string }[] = await tx.query('SELECT @@session.tx_isolation AS level, SLEEP(0.2)');
            return row?.level;
          }),
        ),
      );
      expect(new Set(levels)).toEqual(new Set(['READ-COMMITTED']));
    } finally {
      await writer.destroy();
      await drop();
    }
  });
});
