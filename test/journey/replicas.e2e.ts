/** Ten servers on one database: they share WeChat's one token, and fetch it once whatever happens to it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SessionView } from '@liudan/shared/identity/contract';
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { createConnection } from 'mysql2/promise';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { WechatClient } from '../../apps/server/src/wechat/wechat.client.ts';
import { WecomClient } from '../../apps/server/src/wechat/wecom.client.ts';
import { freePort, type Running, startChild } from '../support/child.ts';
import { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { freshDatabase } from '../support/mariadb.ts';
import { startServer, TEST_APP, type TestServer } from '../support/server.ts';

const COUNT = 10;
const STABLE = '/cgi-bin/stable_token';
const CORP_TOKEN = '/wecom/cgi-bin/gettoken';
const CORP = { corpid: 'ww0000000000000001', agentid: 1000002, secret: 'secret-of-the-agent' };
const HOUR = 60 * 60_000;

describe('ten servers on one MariaDB', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 20, 1));
  let standIn: StandIn;
  let database: { url: string; drop(): Promise<void> };
  const servers: TestServer[] = [];

  beforeAll(async () => {
    standIn = await startStandIn({ now: () => clock.now() });
    standIn.addApp(TEST_APP);
    standIn.addTemplate({ id: 'E1', appid: TEST_APP.appid, type: 'employee', keywords: ['thing1'] });
    standIn.addAgent(CORP);
    for (let index = 0; index < COUNT; index++) {
      standIn.addUser({ openid: `o_${index}`, appid: TEST_APP.appid });
      standIn.bindEmployee(`o_${index}`, 'accept', { E1: 'accept' });
      standIn.addMember({ userid: `u${index}` });
    }
    database = await freshDatabase();
    const env = {
      DATABASE_URL: database.url,
      // One house: what one seals the others open.
      SECRET_KEY: randomBytes(32).toString('base64'),
      HASH_KEY: randomBytes(32).toString('base64'),
      SIGNING_KEY: randomBytes(32).toString('base64'),
      WECOM_API_BASE: `${standIn.url}/wecom`,
      WECOM_CORP_ID: CORP.corpid,
      WECOM_AGENT_ID: String(CORP.agentid),
      WECOM_SECRET: CORP.secret,
    };
    for (let index = 0; index < COUNT; index++) {
      const server = await startServer({ clock, standIn, env });
      server.app.get(Sweeps).byHand();
      servers.push(server);
    }
  }, 120_000);
  afterAll(async () => {
    for (const server of servers) await server.close();
    await standIn.close();
    await database.drop();
  }, 60_000);

  let said = 0;
  /** Everybody at once; gives what became of it, and how many tokens were fetched for it. */
  const all = async (path: string, send: (server: TestServer, index: number) => Promise<{ kind: string }>) => {
    const before = standIn.calls(path).length;
    said++;
    const sent = await Promise.all(servers.map(send));
    return { sent: sent.map(({ kind }) => kind), fetched: standIn.calls(path).length - before };
  };
  const cards = () =>
    all(STABLE, ({ app }, index) =>
      app.get(WechatClient).sendEmployee({
        openid: `o_${index}`,
        templateId: 'E1',
        page: 'pages/index/index',
        data: { thing1: `${said}` },
      }),
    );
  const notes = () =>
    all(CORP_TOKEN, ({ app }, index) =>
      app.get(WecomClient).send({ userid: `u${index}`, title: '新工单', description: `${said}` }),
    );
  const once = { sent: Array(COUNT).fill('sent'), fetched: 1 };

  it('fetch one token of WeChat, and one again when it has run out', async () => {
    expect(await cards()).toEqual(once);
    expect(await cards()).toEqual({ ...once, fetched: 0 });
    clock.advance(2 * HOUR);
    expect(await cards()).toEqual(once);
  });

  it.each(['replace', 'expire'] as const)('fetch one token when WeChat no longer takes theirs (%s)', async (how) => {
    standIn.spoilTokens('stable', how, TEST_APP.appid);
    expect(await cards()).toEqual(once);
    expect(await cards()).toEqual({ ...once, fetched: 0 });
  });

  it('fetch one token of WeCom, and one again when it has run out or is no longer taken', async () => {
    expect(await notes()).toEqual(once);
    standIn.spoilAgentTokens('replace');
    expect(await notes()).toEqual(once);
    clock.advance(2 * HOUR);
    expect(await notes()).toEqual(once);
  });
});

describe('two servers on one MariaDB', () => {
  it('go on when the one that fetches the token is killed over it', async () => {
    const standIn = await startStandIn();
    const database = await freshDatabase();
    const dataDir = mkdtempSync(path.join(tmpdir(), 'liudan-replicas-'));
    const running: Running[] = [];
    const look = await createConnection({ uri: database.url.replace(/^mariadb:/, 'mysql:') });
    const isFetching = async () => {
      const [rows] = await look.query('SELECT 1 FROM wechat_token WHERE lease_until > UTC_TIMESTAMP(3)');
      return Array.isArray(rows) && rows.length > 0;
    };
    try {
      standIn.addApp(TEST_APP);
      standIn.addUser({ openid: 'o_first', phone: '13900000001' });
      standIn.addUser({ openid: 'o_second', phone: '13900000002' });
      const start = async () => {
        const child = await startChild({
          PORT: String(await freePort()),
          DATA_DIR: dataDir,
          DATABASE_URL: database.url,
          WECHAT_API_BASE: standIn.url,
          WECHAT_APPID: TEST_APP.appid,
          WECHAT_SECRET: TEST_APP.secret,
          LOG_LEVEL: 'warn',
        });
        running.push(child);
        return child;
      };
      const enter = async ({ url }: Running, openid: string) =>
        new Client(url, async (anybody) => {
          const reply = await anybody.post<SessionView>('/sessions/wechat', { code: standIn.login(openid) });
          return reply.body;
        }).enter();
      const [first, second] = [await start(), await start()];
      const [anne, ben] = [await enter(first, 'o_first'), await enter(second, 'o_second')];
      standIn.fault({ kind: 'timeout', ms: 60_000, times: 1, match: { path: STABLE } });
      const lost = anne.post('/me/phone', { code: standIn.phoneCode('o_first') }).catch(() => 'lost');
      while (!(await isFetching())) await new Promise((resolve) => setTimeout(resolve, 20));
      await first.end('SIGKILL');
      expect(await lost).toBe('lost');
      // The dead one's lease runs out, and the other fetches in its place.
      const reply = await ben.post('/me/phone', { code: standIn.phoneCode('o_second') });
      expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ phone: expect.any(String) })]);
      // What the dead one asked was never answered, so the stand-in counts the other's alone.
      expect(standIn.calls(STABLE)).toHaveLength(1);
    } finally {
      for (const child of running) await child.end('SIGTERM');
      await look.end();
      await standIn.close();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    }
  }, 90_000);
});
