/** What the embedded database promises, MariaDB promises too: one test for both, through the server's own ground. */
import { randomUUID } from 'node:crypto';
import type { SessionView } from '@liudan/shared/identity/contract';
import { PersonEntity } from '../../apps/server/src/identity/person.entity.ts';
import { Database, isUniqueViolation } from '../../apps/server/src/kernel/database.ts';
import { OnceEntity } from '../../apps/server/src/kernel/once.entity.ts';
import { Once } from '../../apps/server/src/kernel/once.ts';
import { fail } from '../../apps/server/src/kernel/problem.ts';
import { FakeClock } from '../support/clock.ts';
import { startServer, type TestServer } from '../support/server.ts';

describe.each(['sqlite', 'mariadb'] as const)('on %s', (engine) => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24, 1, 2, 3, 456));
  let server: TestServer;
  let database: Database;
  beforeAll(async () => {
    server = await startServer({ database: engine, clock });
    database = server.app.get(Database);
  });
  afterAll(() => server.close());

  const row = (key: string, at = clock.now()) => ({ personId: 'ANN', key, fingerprint: 'f', answer: null, at });
  const insert = (key: string) => database.write((tx) => tx.insert(OnceEntity, row(key)));

  it('knows a second row with the same key as a unique violation, and "A" and "a" as two keys', async () => {
    await insert('a');
    await insert('A');
    expect(isUniqueViolation(await insert('a').catch((error: unknown) => error))).toBe(true);
  });

  it('keeps instants to the millisecond', async () => {
    await insert('instant');
    expect((await database.read.findOneByOrFail(OnceEntity, { key: 'instant' })).at).toBe(clock.now());
  });

  it('tells how many rows a conditional change has met, also where it changed nothing in them', async () => {
    await insert('cas');
    const change = (fingerprint: string, from: string) =>
      database.write(async (tx) => {
        const update = tx.createQueryBuilder().update(OnceEntity).set({ fingerprint });
        return (await update.where({ key: 'cas', fingerprint: from }).updateEntity(false).execute()).affected;
      });
    expect(await change('f', 'f')).toBe(1);
    expect(await change('g', 'f')).toBe(1);
    expect(await change('g', 'f')).toBe(0);
  });

  it('lets one of 40 win who change the same row at once', async () => {
    await insert('race');
    const tries = Array.from({ length: 40 }, (_, i) =>
      database.write(async (tx) => {
        await tx.findOneByOrFail(OnceEntity, { key: 'race' });
        const update = tx
          .createQueryBuilder()
          .update(OnceEntity)
          .set({ fingerprint: `w${i}` });
        return (await update.where({ key: 'race', fingerprint: 'f' }).updateEntity(false).execute()).affected;
      }),
    );
    const affected = await Promise.all(tries);
    expect(affected.filter((n) => n === 1)).toHaveLength(1);
  });

  it('goes through two transactions that lock the same rows the other way round', async () => {
    for (const key of ['left', 'right']) await insert(key);
    const addOne = (keys: readonly string[]) =>
      database.write(async (tx) => {
        for (const key of keys) {
          await tx.query(
            `UPDATE once SET fingerprint = fingerprint WHERE ${engine === 'mariadb' ? '`key`' : 'key'} = '${key}'`,
          );
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return true;
      });
    const both = [addOne(['left', 'right']), addOne(['right', 'left'])];
    expect(await Promise.all(both)).toEqual([true, true]);
  });

  it('does the work once for 20 tries at the same time', async () => {
    const once = server.app.get(Once);
    let kept = 0;
    const request = { personId: 'ANN', key: randomUUID(), fingerprint: {} };
    const tries = Array.from({ length: 20 }, () =>
      once.run(request, async (tx) => {
        await tx.insert(OnceEntity, row(randomUUID()));
        return { number: ++kept };
      }),
    );
    const answers = await Promise.all(tries);
    expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('keeps the work of one where two servers do it at the same time, and gives both its answer', async () => {
    const servers = [new Once(database, clock), new Once(database, clock)];
    const request = { personId: 'ANN', key: randomUUID(), fingerprint: {} };
    const kept: string[] = [];
    const tries = servers.map((once) =>
      once.run(request, async (tx) => {
        const key = randomUUID();
        kept.push(key);
        await tx.insert(OnceEntity, row(key));
        await new Promise((resolve) => setTimeout(resolve, 20));
        return { key };
      }),
    );
    const answers = await Promise.all(tries);
    expect(answers.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect(new Set(answers.map(({ answer }) => answer.key)).size).toBe(1);
    const found = await Promise.all(kept.map((key) => database.read.existsBy(OnceEntity, { key })));
    expect(found.filter(Boolean)).toHaveLength(1);
  });

  it('gives the answer of the first to a second server that what the first did refuses', async () => {
    const request = { personId: 'ANN', key: randomUUID(), fingerprint: {} };
    await insert(`state ${request.key}`);
    const changes = () =>
      new Once(database, clock).run(request, async (tx) => {
        const where = { key: `state ${request.key}`, fingerprint: 'f' };
        const update = tx.createQueryBuilder().update(OnceEntity).set({ fingerprint: 'g' }).where(where);
        const { affected } = await update.updateEntity(false).execute();
        return affected === 1 ? { by: randomUUID() } : fail('STALE_VERSION', { change: '已变' });
      });
    const [one, other] = await Promise.all([changes(), changes()]);
    expect(one.answer).toEqual(other.answer);
    expect((await changes()).answer).toEqual(one.answer);
  });

  it('gives both of two lost answers new tokens, and a thief none', async () => {
    const { refreshToken } = (await server.signIn('resident-1')).current;
    const refresh = () => server.anybody.post<SessionView>('/sessions/refresh', { refreshToken });
    const both = await Promise.all([refresh(), refresh()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    clock.advance(31_000);
    expect((await refresh()).status).toBe(401);
  });

  it('lets a second server start on the same data, and finds nobody twice', async () => {
    const people = await database.read.count(PersonEntity);
    const more = { RATE_WRITES: '1' };
    const url = server.env.databaseUrl;
    const again = await startServer({
      clock,
      dataDir: server.env.dataDir,
      env: url === null ? more : { ...more, DATABASE_URL: url },
    });
    expect(await again.app.get(Database).read.count(PersonEntity)).toBe(people);
    expect((await again.anybody.get('/readyz')).status).toBe(200);
    await again.close();
  });
});
