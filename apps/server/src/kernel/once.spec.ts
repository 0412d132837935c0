import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '../../../../test/support/clock.ts';
import { Kernel0005 } from '../migrations/0005-kernel.ts';
import { openDataSources } from './data-sources.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { OnceEntity } from './once.entity.ts';
import { Once } from './once.ts';
import { ProblemError } from './problem.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const ask = (fingerprint: unknown = { words: '路灯不亮' }, key = 'key-00000001') => ({
  personId: 'ANN',
  key,
  fingerprint,
});

describe('once', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24));
  let folder: string;
  let database: Database;
  let once: Once;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'liudan-once-'));
    const tables = { entities: [OnceEntity], migrations: [Kernel0005] };
    const sources = await openDataSources({ databaseUrl: null, dataDir: folder }, tables);
    await migrate(sources);
    database = new Database(sources);
    once = new Once(database, clock);
  });
  afterEach(async () => {
    await database.onApplicationShutdown();
    rmSync(folder, { recursive: true });
  });

  it('does the work once for 20 tries at the same time, and gives all of them the one answer', async () => {
    let done = 0;
    const tries = Array.from({ length: 20 }, () => once.run(ask(), async () => ({ number: ++done })));
    const answers = await Promise.all(tries);
    expect(done).toBe(1);
    expect(answers.map(({ answer }) => answer)).toEqual(Array(20).fill({ number: 1 }));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('does not mind the order of the fields', async () => {
    await once.run(ask({ a: 1, b: [{ c: 2, d: 3 }] }), async () => ({ ok: true }));
    const again = await once.run(ask({ b: [{ d: 3, c: 2 }], a: 1 }), async () => ({ ok: false }));
    expect(again).toEqual({ answer: { ok: true }, replayed: true });
  });

  it('refuses another body under the same key', async () => {
    await once.run(ask({ words: 'a' }), async () => ({}));
    await expect(once.run(ask({ words: 'b' }), async () => ({}))).rejects.toMatchObject({
      refusal: { refused: 'IDEMPOTENCY_KEY_REUSED' },
    });
  });

  it('keeps the keys of two people apart', async () => {
    await once.run(ask(), async () => ({ whose: 'ann' }));
    const other = await once.run({ ...ask(), personId: 'BOB' }, async () => ({ whose: 'bob' }));
    expect(other).toEqual({ answer: { whose: 'bob' }, replayed: false });
  });

  it('keeps nothing of a try that failed, so that the next one may do better', async () => {
    const refused = new ProblemError({ refused: 'PHOTO_REQUIRED' });
    await expect(once.run(ask(), () => Promise.reject(refused))).rejects.toBe(refused);
    expect((await once.run(ask(), async () => ({ ok: true }))).replayed).toBe(false);
  });

  it('remembers for seven days', async () => {
    await once.run(ask(), async () => ({ ok: 1 }));
    clock.advance(7 * DAY_MS - 1000);
    await once.forget();
    expect((await once.run(ask(), async () => ({ ok: 2 }))).replayed).toBe(true);
    clock.advance(2000);
    await once.forget();
    expect((await once.run(ask(), async () => ({ ok: 3 }))).answer).toEqual({ ok: 3 });
  });
});
