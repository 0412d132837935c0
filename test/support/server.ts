/** The whole server, listening on a free port of this machine, with the demo district and a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SessionView } from '@liudan/shared/identity/contract';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../apps/server/src/app.ts';
import { Clock } from '../../apps/server/src/kernel/clock.ts';
import { type Env, readEnv } from '../../apps/server/src/kernel/env.ts';
import { Client } from './client.ts';
import type { FakeClock } from './clock.ts';
import { freshDatabase } from './mariadb.ts';

/** The mini-program the tests' stand-in is asked to know: `standIn.addApp(TEST_APP)`. */
export const TEST_APP = { appid: 'wx00000000000test1', secret: 'secret-of-the-tests' } as const;

export interface StartOptions {
  readonly database?: 'sqlite' | 'mariadb';
  readonly clock?: FakeClock;
  /** A running stand-in for WeChat; without one every call to WeChat fails. */
  readonly standIn?: { readonly url: string };
  readonly env?: Readonly<Record<string, string>>;
  /** Takes every log line, in place of standard output; say what is logged with `LOG_LEVEL`. */
  readonly logTo?: { write(line: string): void };
  /** A folder kept from a server before, to start again on its data. It isn't removed. */
  readonly dataDir?: string;
}

export interface TestServer {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly env: Env;
  /** Nobody in particular. */
  readonly anybody: Client;
  /** A demo person by the key in the roster (`hbl-staff-1`) or among the residents (`resident-1`). */
  signIn(personKey: string): Promise<Client>;
  /** Somebody who comes in through WeChat with this openid; needs the stand-in. */
  signInByWechat(code: () => string): Promise<Client>;
  close(): Promise<void>;
}

/** Nothing listens here, so that a test that forgot its stand-in fails at once and never reaches WeChat. */
const NOWHERE = 'http://127.0.0.1:9';

export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'liudan-')));
  const database = options.database === 'mariadb' ? await freshDatabase() : null;
  const env = testEnv({ dataDir, databaseUrl: database?.url, wechat: options.standIn?.url, more: options.env });
  const overrides = options.clock ? [{ provide: Clock, useValue: options.clock }] : [];
  const app = await createApp({ env, overrides, logTo: options.logTo });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const enter = (route: string, body: () => object) =>
    new Client(url, async (anybody) => {
      const reply = await anybody.post<SessionView>(route, body());
      if (reply.status !== 201) throw new Error(`${route} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
      return reply.body;
    }).enter();
  return {
    url,
    app,
    env,
    anybody: new Client(url),
    signIn: (person) => enter('/sessions/demo', () => ({ person })),
    signInByWechat: (code) => enter('/sessions/wechat', () => ({ code: code() })),
    close: async () => {
      await app.close();
      await database?.drop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface EnvChoice {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly wechat: string | undefined;
  readonly more: Readonly<Record<string, string>> | undefined;
}

function testEnv({ dataDir, databaseUrl, wechat, more }: EnvChoice): Env {
  const read = readEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    CONFIG_DIR: path.resolve(import.meta.dirname, '../../config'),
    DISTRICT: 'demo',
    WECHAT_API_BASE: wechat ?? NOWHERE,
    WECHAT_APPID: TEST_APP.appid,
    WECHAT_SECRET: TEST_APP.secret,
    // Tests are quicker than people; the limit itself has tests of its own.
    RATE_SIGN_IN: '1000000',
    RATE_WRITES: '1000000',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...more,
  });
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.env;
}
