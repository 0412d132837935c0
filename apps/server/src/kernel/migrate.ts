import type { DataSource, QueryRunner } from 'typeorm';
import type { DataSources } from './data-sources.ts';

const LOCK = 'liudan_migrate';

/** Brings the tables up to date and gives the names of what was run. Several processes may come at once. */
export async function migrate({ writer }: Pick<DataSources, 'writer'>): Promise<string[]> {
  if (writer.options.type === 'better-sqlite3') return run(writer);
  const runner = writer.createQueryRunner();
  try {
    await runner.query('SELECT GET_LOCK(?, 120)', [LOCK]);
    await setCollation(runner);
    return await run(writer);
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [LOCK]);
    await runner.release();
  }
}

/** True where the tables are older than this server. */
export const isBehind = ({ writer }: Pick<DataSources, 'writer'>): Promise<boolean> => writer.showMigrations();

async function run(writer: DataSource): Promise<string[]> {
  return (await writer.runMigrations({ transaction: 'each' })).map(({ name }) => name);
}

/** Tables take the collation of their database; ours compares byte by byte, as SQLite does. */
async function setCollation(runner: QueryRunner): Promise<void> {
  const [row]: { name: string; collation: string }[] = await runner.query(
    'SELECT SCHEMA_NAME AS name, DEFAULT_COLLATION_NAME AS collation FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()',
  );
  if (row && row.collation !== 'utf8mb4_bin')
    await runner.query(`ALTER DATABASE \`${row.name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
}
