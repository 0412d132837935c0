/** How the server starts in earnest, and how it says that it can't: once, whole, and in words that can be acted on. */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, type Running, runToEnd, startChild } from '../support/child.ts';
import { freshDatabase } from '../support/mariadb.ts';

const PATIENCE = 60_000;
const key = () => randomBytes(32).toString('base64');
const linesOf = (text: string) => text.trimEnd().split('\n');

describe('the server in production', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'liudan-production-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  const keys = { SECRET_KEY: key(), HASH_KEY: key(), SIGNING_KEY: key() };
  const settings = () => ({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    DISTRICT: 'demo',
    ...keys,
    WECHAT_APPID: 'wx0000000000000001',
    WECHAT_SECRET: 'not-a-real-secret',
    PUBLIC_URL: 'https://liudan.example.cn',
  });
  const refusalOf = async (
    env: Readonly<Record<string, string>>,
    script: 'main.js' | 'cli.js' = 'main.js',
    ...args: string[]
  ) => {
    const { code, stdout, stderr } = await runToEnd(script, env, ...args);
    return { code, stdout, lines: linesOf(stderr) };
  };

  it('names everything that is missing in one list and ends', async () => {
    const missing = [
      'SECRET_KEY',
      'HASH_KEY',
      'SIGNING_KEY',
      'DISTRICT',
      'WECHAT_APPID',
      'WECHAT_SECRET',
      'PUBLIC_URL',
    ];
    for (const [script, ...args] of [['main.js'], ['cli.js', 'verify']] as const) {
      const { code, stdout, lines } = await refusalOf({ NODE_ENV: 'production', DATA_DIR: dataDir }, script, ...args);
      expect([code, stdout]).toEqual([78, '']);
      expect(lines[0]).toBe("The server can't start. 7 thing(s) to correct in the environment:");
      expect(lines.slice(1).sort()).toEqual(missing.map((name) => `  - ${name} is not set`).sort());
    }
  });

  it('refuses what would be unsafe, all of it at once, and repeats no secret', async () => {
    const same = key();
    const { code, lines } = await refusalOf({
      ...settings(),
      HASH_KEY: same,
      SIGNING_KEY: same,
      SECRET_KEY: 'c2hvcnQtc2VjcmV0',
      WECHAT_API_BASE: 'http://127.0.0.1:3100',
      PUBLIC_URL: 'http://liudan.example.cn',
      DEMO: 'true',
      METRICS_TOKEN: 'guessable',
      S3_BUCKET: 'photos',
    });
    expect(code).toBe(78);
    const text = lines.join('\n');
    for (const name of [
      'SECRET_KEY:',
      'must differ from one another',
      'WECHAT_API_BASE',
      'PUBLIC_URL',
      'DEMO',
      'METRICS_TOKEN',
      'S3_ENDPOINT',
    ])
      expect(text).toContain(name);
    for (const secret of [same, 'c2hvcnQtc2VjcmV0', 'guessable']) expect(text).not.toContain(secret);
  });

  it.each(['http://localhost:3100', 'http://[::1]:3100'])('does not take a stand-in at %s for WeChat', async (base) => {
    const { code, lines } = await refusalOf({ ...settings(), WECHAT_API_BASE: base });
    expect([code, lines.length, lines[1]]).toEqual([78, 2, expect.stringContaining('WECHAT_API_BASE')]);
  });

  it('names file, place and reason of everything that is wrong with the district', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'liudan-district-'));
    try {
      cpSync(path.resolve(import.meta.dirname, '../../config/demo'), folder, { recursive: true });
      const spoil = (file: string, what: string | RegExp, by: string) => {
        const at = path.join(folder, file);
        writeFileSync(at, readFileSync(at, 'utf8').replace(what, by));
      };
      spoil('district.yaml', "code: '431271'", "code: 'here'");
      spoil('deadlines.yaml', 'warnAt: 0.8', 'warnAt: 8');
      spoil('calendar/2026.yaml', 'year: 2026', 'year: soon');
      const wrong = await refusalOf({ ...settings(), DISTRICT: folder });
      expect([wrong.code, wrong.stdout]).toEqual([78, '']);
      expect(wrong.lines[0]).toMatch(
        new RegExp(`^The district in ${folder} can't be used. \\d+ thing\\(s\\) to correct:$`),
      );
      for (const said of [/district\.yaml code: /, /deadlines\.yaml warnAt: /, /calendar\/2026\.yaml year: /])
        expect(wrong.lines.filter((line) => said.test(line))).not.toEqual([]);

      spoil('district.yaml', "code: 'here'", 'code: [unclosed');
      const unreadable = await refusalOf({ ...settings(), DISTRICT: folder });
      expect([unreadable.code, unreadable.lines.length]).toEqual([78, 2]);
      expect(unreadable.lines[1]).toMatch(/^ {2}- district\.yaml: /);
      const nowhere = await refusalOf({ ...settings(), DISTRICT: path.join(folder, 'nowhere') });
      expect([nowhere.code, nowhere.lines.at(-1)]).toEqual([78, `  - there is no folder ${folder}/nowhere`]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it(
    'says in one line that its port is taken, or that its database is away or too old',
    async () => {
      const port = await freePort();
      const other = createServer().listen(port, '127.0.0.1');
      try {
        const taken = await refusalOf({ ...settings(), PORT: String(port) });
        expect([taken.code, taken.lines]).toEqual([1, [`The server can't start: port ${port} of 127.0.0.1 is taken`]]);
      } finally {
        other.close();
      }
      const away = await refusalOf({
        ...settings(),
        DATABASE_URL: `mysql://root@127.0.0.1:${await freePort()}/liudan`,
      });
      expect([away.code, away.lines.length]).toEqual([1, 1]);
      const database = await freshDatabase();
      try {
        const old = await refusalOf({ ...settings(), DATABASE_URL: database.url });
        const words = "The server can't start: the tables are older than this server: run the command `migrate`";
        expect([old.code, old.lines]).toEqual([1, [words]]);
        const migrate = await runToEnd('cli.js', { ...settings(), DATABASE_URL: database.url }, 'migrate');
        expect([migrate.code, migrate.stdout]).toEqual([0, expect.stringMatching(/^Done: /)]);
        const again = await runToEnd('cli.js', { ...settings(), DATABASE_URL: database.url }, 'migrate');
        expect([again.code, again.stdout]).toEqual([0, 'Nothing to do.\n']);
        const verify = await runToEnd('cli.js', { ...settings(), DATABASE_URL: database.url }, 'verify');
        expect([verify.code, verify.stdout]).toEqual([0, '0 tickets, 0 events, 0 faults\n']);
      } finally {
        await database.drop();
      }
    },
    PATIENCE,
  );

  it('says what its command line can do', async () => {
    for (const args of [[], ['vreify']]) {
      const { code, lines } = await refusalOf(settings(), 'cli.js', ...args);
      expect(code).toBe(64);
      expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(
        expect.arrayContaining(['Commands:', 'migrate', 'verify', 'doctor']),
      );
    }
  });

  it('has a doctor who also looks at an environment nothing can start with', async () => {
    const bare = await runToEnd('cli.js', { NODE_ENV: 'production', DATA_DIR: dataDir }, 'doctor');
    expect([bare.code, bare.stderr]).toEqual([1, '']);
    expect(bare.stdout).toMatch(/^FAIL {2}environment {2}PUBLIC_URL is not set$/m);
    // Nobody listens there: no test reaches WeChat.
    const trial = { DATA_DIR: dataDir, WECHAT_API_BASE: 'http://127.0.0.1:9', WECHAT_APPID: 'wx1', WECHAT_SECRET: 's' };
    const told = await runToEnd('cli.js', trial, 'doctor', '--json');
    const found = JSON.parse(told.stdout) as { what: string; state: string }[];
    expect(told.code).toBe(1);
    expect(found.find(({ what }) => what === 'district')).toMatchObject({ state: 'ok' });
    expect(found.find(({ what }) => what === 'WeChat')).toMatchObject({ state: 'fail' });
  });

  describe('when it runs', () => {
    let server: Running;
    beforeAll(async () => {
      server = await startChild(settings());
    }, PATIENCE);
    afterAll(() => server.end('SIGTERM'));
    const ask = (route: string, init?: RequestInit) => fetch(`${server.url}${route}`, init);
    const post = (route: string, body: object) =>
      ask(route, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

    it('keeps the demo closed', async () => {
      const list = await ask('/api/v1/demo/people');
      expect([list.status, await list.json()]).toEqual([403, expect.objectContaining({ code: 'DEMO_CLOSED' })]);
      for (const person of ['resident-1', 'operator-1', 'nobody']) {
        const reply = await post('/api/v1/sessions/demo', { person });
        expect([reply.status, await reply.json()]).toEqual([403, expect.objectContaining({ code: 'DEMO_CLOSED' })]);
      }
    });

    it('shows everybody its contract, tells browsers to stay with TLS, and shows its figures to nobody', async () => {
      const docs = await ask('/api/docs');
      expect([docs.status, docs.headers.get('strict-transport-security')]).toEqual([200, 'max-age=31536000']);
      expect((await ask('/api/openapi.json')).status).toBe(200);
      expect([401, 403, 404]).toContain(
        (await ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status,
      );
      expect((await ask('/readyz')).status).toBe(200);
      expect((await ask('/api/v1/tickets')).status).toBe(401);
    });
  });
});
