import { pino } from 'pino';
import { FakeClock } from '../../../../test/support/clock.ts';
import { type WechatTables, wechatTables } from '../../../../test/support/wechat-tables.ts';
import type { Tokens } from './line.ts';
import type { Fetched, TokenSource } from './shared-token.ts';
import { WechatTokenEntity } from './wechat-token.entity.ts';

const MINUTE = 60_000;
const logger = pino({ level: 'silent' });

describe.each(['sqlite', 'mariadb'] as const)('the token all replicas share, on %s', (engine) => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24));
  let tables: WechatTables;
  let asked: boolean[];
  /** What the service gives; the n-th token where nothing else is said. */
  let answer: (force: boolean) => Promise<Fetched>;

  beforeAll(async () => {
    tables = await wechatTables(engine);
  });
  afterAll(() => tables.close());
  beforeEach(async () => {
    await tables.database.write((tx) => tx.clear(WechatTokenEntity));
    asked = [];
    answer = async () => ({ kind: 'fetched', token: `T${asked.length}`, seconds: 7200 });
  });

  const source: TokenSource = {
    onDemand: true,
    fetch: (force) => {
      asked.push(force);
      return answer(force);
    },
  };
  const replica = (of = source): Tokens => tables.replica(clock, logger).tokens.of('wechat:wx1', of);
  const replicas = (count: number) => Array.from({ length: count }, () => replica());
  const given = (token: string) => ({ kind: 'token', token });
  const soon = () => new Promise((resolve) => setTimeout(resolve, 150));

  it('is fetched once by ten replicas that need it at once, and kept sealed', async () => {
    answer = async () => {
      await soon();
      return { kind: 'fetched', token: 'T1', seconds: 7200 };
    };
    const all = await Promise.all(replicas(10).flatMap((one) => [one.get(), one.get()]));
    expect(asked).toEqual([false]);
    expect(new Set(all.map((token) => JSON.stringify(token)))).toEqual(new Set([JSON.stringify(given('T1'))]));
    const row = await tables.database.read.findOneByOrFail(WechatTokenEntity, { key: 'wechat:wx1' });
    expect(row.sealed).not.toContain('T1');
  });

  it('is kept until five minutes before its end, but never less than 30 seconds', async () => {
    const one = replica();
    await one.get();
    clock.advance(115 * MINUTE - 1);
    expect(await replica().get()).toEqual(given('T1'));
    clock.advance(1);
    answer = async () => ({ kind: 'fetched', token: 'T2', seconds: 20 });
    expect(await one.get()).toEqual(given('T2'));
    clock.advance(30_000 - 1);
    expect(await one.get()).toEqual(given('T2'));
    clock.advance(1);
    await one.get();
    expect(asked).toHaveLength(3);
  });

  it('is fetched once again by ten replicas whose token is refused', async () => {
    const all = replicas(10);
    await Promise.all(all.map((one) => one.get()));
    const next = await Promise.all(all.map((one) => one.renew('T1')));
    expect(next).toEqual(all.map(() => given('T2')));
    expect(asked).toEqual([false, false]);
  });

  it('is the same again where the service thinks it good, asked for once by all', async () => {
    answer = async () => {
      await soon();
      return { kind: 'fetched', token: 'T1', seconds: 600 };
    };
    const all = replicas(5);
    await Promise.all(all.map((one) => one.get()));
    expect(await Promise.all(all.map((one) => one.renew('T1')))).toEqual(all.map(() => given('T1')));
    expect(asked).toEqual([false, false]);
  });

  it('is made on demand once in 30 seconds and 20 times a day, by all replicas together', async () => {
    const one = replica();
    await one.get();
    let token = 'T1';
    for (let time = 1; time <= 20; time++) {
      clock.advance(30_000);
      const next = await one.force(token);
      expect(next).toEqual(given(`T${time + 1}`));
      token = `T${time + 1}`;
      expect(await replica().force('T1')).toEqual(next);
      expect(await replica().force(token)).toEqual(next);
    }
    clock.advance(30_000);
    expect(await replica().force(token)).toEqual(given(token));
    expect(asked.filter(Boolean)).toHaveLength(20);
    clock.advance(24 * 60 * MINUTE);
    expect(await replica().force(token)).toEqual(given(`T${asked.length}`));
  });

  it('is never forced where the service makes none on demand', async () => {
    const corp = replica({ ...source, onDemand: false });
    await corp.get();
    expect(await corp.force('T1')).toEqual(given('T1'));
    expect(asked).toEqual([false]);
  });

  it('is fetched by another where the first died over it', async () => {
    answer = () => new Promise(() => undefined);
    void replica().get();
    while (asked.length === 0) await new Promise(setImmediate);
    answer = async () => ({ kind: 'fetched', token: 'T9', seconds: 7200 });
    const other = replica().get();
    await soon();
    expect(asked).toHaveLength(1);
    clock.advance(8_000);
    expect(await other).toEqual(given('T9'));
  });

  it('is refused to all who wait where the service refuses it, and asked for again by the next', async () => {
    const refused = { kind: 'refused', errcode: 40164, errmsg: 'invalid ip', rid: null } as const;
    answer = async () => {
      await soon();
      return refused;
    };
    expect(await Promise.all(replicas(5).map((one) => one.get()))).toEqual(Array(5).fill(refused));
    expect(asked).toHaveLength(1);
    answer = async () => ({ kind: 'fetched', token: 'T2', seconds: 7200 });
    expect(await replica().get()).toEqual(given('T2'));
  });

  it('is fetched anew where nobody has the key any more that sealed it', async () => {
    await replica().get();
    await tables.database.write((tx) =>
      tx.update(WechatTokenEntity, { key: 'wechat:wx1' }, { sealed: 'ffffffff.AAAA' }),
    );
    expect(await replica().get()).toEqual(given('T2'));
  });

  it('is a failure like any other where the table can’t be read, and goes on where it was read before', async () => {
    const one = replica();
    await one.get();
    const away = await wechatTables('sqlite');
    await away.close();
    const lost = away.replica(clock, logger).tokens.of('wechat:wx1', source);
    expect(await lost.get()).toEqual({ kind: 'unknown', why: 'the database does not answer', unsent: true });
    expect(await one.get()).toEqual(given('T1'));
  });
});
