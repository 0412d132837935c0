import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kernel0005 } from '../migrations/0005-kernel.ts';
import { type DataSources, openDataSources } from './data-sources.ts';
import { Database, isUniqueViolation } from './database.ts';
import { migrate } from './migrate.ts';
import { OnceEntity } from './once.entity.ts';

const row = (key: string, at = 0) => ({ personId: 'ANN', key, fingerprint: 'f', answer: null, at });

describe('the embedded database', () => {
  let folder: string;
  let sources: DataSources;
  let database: Database;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'liudan-database-'));
    const tables = { entities: [OnceEntity], migrations: [Kernel0005] };
    sources = await openDataSources({ databaseUrl: null, dataDir: folder }, tables);
    await migrate(sources);
    database = new Database(sources);
  });
  afterEach(async () => {
    await database.onApplicationShutdown();
    rmSync(folder, { recursive: true });
  });

  const insert = (key: string) =>
    database.write((tx) => tx.createQueryBuilder().insert().into(OnceEntity).values(row(key)).execute());

  it('keeps all of 40 transactions that come at once, none on top of another', async () => {
    await insert('counter');
    const addOne = () =>
      database.write(async (tx) => {
        const { at } = await tx.findOneByOrFail(OnceEntity, { key: 'counter' });
        await new Promise((resolve) => setImmediate(resolve));
        await tx.update(OnceEntity, { key: 'counter' }, { at: at + 1 });
      });
    await Promise.all(Array.from({ length: 40 }, addOne));
    expect((await database.read.findOneByOrFail(OnceEntity, { key: 'counter' })).at).toBe(40);
  });

  it('lets them in the order they came', async () => {
    const order: number[] = [];
    const turns = [1, 2, 3, 4, 5].map((turn) =>
      database.write(async () => {
        await new Promise((resolve) => setTimeout(resolve, 6 - turn));
        order.push(turn);
      }),
    );
    await Promise.all(turns);
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps nothing of a transaction that fails, and goes on after it', async () => {
    const failing = database.write(async (tx) => {
      await tx.createQueryBuilder().insert().into(OnceEntity).values(row('half')).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await insert('after');
    expect((await database.read.find(OnceEntity)).map(({ key }) => key)).toEqual(['after']);
  });

  it('shows readers only what is committed', async () => {
    await database.write(async (tx) => {
      await tx.createQueryBuilder().insert().into(OnceEntity).values(row('open')).execute();
      expect(await tx.countBy(OnceEntity, { key: 'open' })).toBe(1);
      expect(await database.read.countBy(OnceEntity, { key: 'open' })).toBe(0);
    });
    expect(await database.read.countBy(OnceEntity, { key: 'open' })).toBe(1);
  });

  it('lets nobody write through the reading side', async () => {
    await expect(database.read.insert(OnceEntity, row('x'))).rejects.toThrow(/readonly/);
  });

  it('says so where a transaction is opened inside another, instead of waiting for itself for ever', async () => {
    await expect(database.write(() => insert('inner'))).rejects.toThrow(/inside another/);
  });

  it('waits for another process that writes, and runs the whole transaction again', async () => {
    const tables = { entities: [OnceEntity], migrations: [] };
    const other = await openDataSources({ databaseUrl: null, dataDir: folder }, tables);
    await other.writer.query('PRAGMA busy_timeout = 0');
    await sources.writer.query('PRAGMA busy_timeout = 0');
    await other.writer.query('BEGIN IMMEDIATE');
    setTimeout(() => void other.writer.query('COMMIT'), 30);
    await insert('patient');
    expect(await database.read.countBy(OnceEntity, { key: 'patient' })).toBe(1);
    for (const source of [other.reader, other.writer]) await source.destroy();
  });

  it('knows a second row with the same key, and nothing else, as a unique violation', async () => {
    await insert('one');
    expect(isUniqueViolation(await insert('one').catch((error: unknown) => error))).toBe(true);
    expect(isUniqueViolation(await database.write((tx) => tx.query('SELECT nonsense')).catch((e: unknown) => e))).toBe(
      false,
    );
    expect(isUniqueViolation(new Error('UNIQUE'))).toBe(false);
  });

  it('gives instants back as the milliseconds they were', async () => {
    const at = Date.UTC(2026, 10, 24, 9, 30, 0, 123);
    await database.write((tx) => tx.insert(OnceEntity, row('instant', at)));
    expect((await database.read.findOneByOrFail(OnceEntity, { key: 'instant' })).at).toBe(at);
    expect(await database.read.query('SELECT at FROM once')).toEqual([{ at: '2026-11-24 09:30:00.123' }]);
  });
});
