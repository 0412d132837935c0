/** What the doctor says of a house that is well, and of each thing that may be wrong with it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { doctor, examine, listed } from '../../apps/server/src/doctor/doctor.ts';
import { ENTITIES } from '../../apps/server/src/entities.ts';
import type { Env } from '../../apps/server/src/kernel/env.ts';
import { MIGRATIONS } from '../../apps/server/src/migrations/all.ts';
import { freshDatabase } from '../support/mariadb.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';
import { CALLBACK, CALLBACK_ENV } from '../support/push.ts';
import { TEST_APP } from '../support/server.ts';

const tables = { entities: ENTITIES, migrations: MIGRATIONS };
const GETTEMPLATE = '/wxaapi/newtmpl/gettemplate';

describe.each(['sqlite', 'mariadb'] as const)('the doctor on %s', (database) => {
  let house: Noticed;
  let well: Env;
  let weappDir: string;

  beforeAll(async () => {
    house = await startNoticed({ database, outside: true, env: CALLBACK_ENV, at: Date.now() });
    well = { ...house.server.env, publicUrl: house.server.url, production: false };
    await house.standIn.setCallback({
      url: `${house.server.url}/api/v1/wechat/callback`,
      ...CALLBACK,
      mode: 'safe',
      format: 'json',
    });
    weappDir = mkdtempSync(path.join(tmpdir(), 'liudan-weapp-'));
    const opened = Object.values(house.district.templates.notices).flatMap(({ wechat }) => wechat?.page ?? []);
    writeFileSync(
      path.join(weappDir, 'app.json'),
      JSON.stringify({ pages: opened.map((page) => page.replace(/\?.*/, '')) }),
    );
  });
  afterAll(async () => {
    rmSync(weappDir, { recursive: true });
    await house.close();
  });
  afterEach(() => {
    house.standIn.clearFaults();
    house.standIn.addApp({ ...TEST_APP, ipWhitelist: null });
  });

  const look = (change: Partial<Env> = {}, now: () => number = Date.now) =>
    examine({ ...well, ...change }, { weappDir, tables, now });
  /** What is not well, without what a trial on one machine never has. */
  const wrong = async (change: Partial<Env> = {}, now?: () => number) =>
    (await look(change, now)).filter(({ state, detail }) => state !== 'ok' && !detail.endsWith('has no TLS'));
  const wechat = (change: Partial<Env['wechat']>) => ({ wechat: { ...well.wechat, ...change } });
  const fault = (path: string, code: number, msg?: string) =>
    house.standIn.fault({ kind: 'errcode', code, ...(msg ? { msg } : {}), match: { path } });

  it('finds a house that is well to be well', async () => {
    expect(await wrong()).toEqual([]);
    const found = (await look()).map(({ what }) => what);
    for (const what of [
      'district',
      'database',
      'tables',
      'store',
      'public address',
      'callback',
      'WeChat',
      'callback at WeChat',
      'codes',
      'templates',
      'pages',
      'WeCom',
      'SMS',
      'clock of WeChat',
    ])
      expect(found).toContain(what);
    if (database === 'mariadb') expect(found).toContain('clock of the database');
  });

  it('reaches nobody and leaves nothing behind', async () => {
    const before = house.standIn.messages().length;
    await look();
    expect(house.standIn.messages()).toHaveLength(before);
    expect(house.standIn.dropped()).toEqual([]);
  });

  it.each([
    ['an unknown AppID', () => wechat({ appId: 'wx0000000000000000' }), 'WeChat', /WECHAT_APPID/],
    ['a wrong secret', () => wechat({ secret: 'wrong' }), 'WeChat', /WECHAT_SECRET.*reset/],
    ['a WeChat nobody can reach', () => wechat({ base: 'http://127.0.0.1:9' }), 'WeChat', /let this machine reach it/],
    ['no WeChat', () => wechat({ appId: null, secret: null }), 'WeChat', /set WECHAT_APPID/],
    ['a callback that is not set up', () => wechat({ callback: null }), 'callback', /WECHAT_CALLBACK_TOKEN/],
    [
      'another token than the server’s',
      () => wechat({ callback: { ...CALLBACK, token: 'another' } }),
      'callback',
      /start it again/,
    ],
    ['an address where nobody is', () => ({ publicUrl: 'http://127.0.0.1:9' }), 'public address', /start the server/],
    [
      'a secret that is of no agent',
      () => ({ wecom: well.wecom && { ...well.wecom, secret: 'x' } }),
      'WeCom',
      /WECOM_SECRET/,
    ],
    ['a corp there is not', () => ({ wecom: well.wecom && { ...well.wecom, corpId: 'x' } }), 'WeCom', /WECOM_CORP_ID/],
    ['another agent', () => ({ wecom: well.wecom && { ...well.wecom, agentId: 1 } }), 'WeCom', /WECOM_AGENT_ID/],
    ['a wrong key for SMS', () => ({ sms: well.sms && { ...well.sms, secretKey: 'x' } }), 'SMS', /SMS_SECRET_KEY/],
    ['an unknown key for SMS', () => ({ sms: well.sms && { ...well.sms, secretId: 'x' } }), 'SMS', /SMS_SECRET_ID/],
    ['nobody for SMS', () => ({ sms: null }), 'SMS', /set SMS_/],
    [
      'no folder of the district',
      () => ({ districtDir: path.join(tmpdir(), 'nowhere') }),
      'district',
      /correct the file/,
    ],
    [
      'a store nobody may write to',
      () => ({ dataDir: path.join(weappDir, 'app.json', 'store'), databaseUrl: 'mysql://x@127.0.0.1:9/x' }),
      'store',
      /DATA_DIR/,
    ],
    ['a database that is not there', () => ({ databaseUrl: 'mysql://x@127.0.0.1:9/x' }), 'database', /DATABASE_URL/],
    [
      'no database yet',
      () => ({ databaseUrl: null, dataDir: mkdtempSync(path.join(weappDir, 'empty-')) }),
      'database',
      /start the server once/,
    ],
  ])('says what to do about %s', async (_, change, what, fix) => {
    const found = await wrong(change());
    expect(found).toContainEqual(expect.objectContaining({ what, fix: expect.stringMatching(fix) }));
    // Whatever was wrong, no secret is repeated.
    expect(JSON.stringify(found)).not.toMatch(/secret-of|x@127/);
  });

  it('names the address that WeChat and WeCom have to be told', async () => {
    house.standIn.addApp({ ...TEST_APP, ipWhitelist: ['203.0.113.7'] });
    expect(await wrong()).toMatchObject([
      { what: 'WeChat', fix: expect.stringMatching(/^add 127\.0\.0\.1 to .*IP白名单/) },
    ]);
    house.standIn.addApp({ ...TEST_APP, ipWhitelist: null });
    fault('/wecom/cgi-bin/message/send', 60020, 'not allow to access from your ip');
    expect(await wrong()).toMatchObject([
      { what: 'WeCom', fix: expect.stringMatching(/^add 127\.0\.0\.1 to 企业可信IP/) },
    ]);
  });

  it.each([
    [40243, /unfreeze/],
    [89503, /administrator.*confirm/],
    [89507, /in an hour/],
    [45009, /quota/],
    [99999, /docs\/wechat\.md/],
  ])('knows what %d of WeChat means', async (code, fix) => {
    fault('/cgi-bin/stable_token', code);
    expect(await wrong()).toMatchObject([{ what: 'WeChat', fix: expect.stringMatching(fix) }]);
  });

  it('says that no callback is registered, and that codes have no page', async () => {
    fault('/cgi-bin/callback/check', 40201);
    fault('/wxa/getwxacodeunlimit', 41030);
    expect(await wrong()).toMatchObject([
      { what: 'callback at WeChat', state: 'fail', fix: expect.stringMatching(/消息推送/) },
      { what: 'codes', state: 'fail', fix: expect.stringMatching(/release the mini-program/) },
    ]);
  });

  it('compares every template with the account’s', async () => {
    const used = house.district.templates.notices.report_received.wechat;
    if (!used) throw new Error('the demo district tells nobody that his report was received');
    const keys = Object.keys(used.fields);
    const sharing = Object.values(house.district.templates.notices).filter(
      ({ wechat }) => wechat?.templateId === used.templateId,
    );
    const [first = ''] = keys;
    const templateOf = (keywords: string[], type: 'onetime' | 'longterm') =>
      house.standIn.addTemplate({ id: used.templateId, type, keywords });
    try {
      templateOf([...keys.slice(1), 'thing99'], used.type === 'onetime' ? 'longterm' : 'onetime');
      const found = await wrong();
      expect(found).toHaveLength(3 * sharing.length);
      expect(found).toContainEqual(expect.objectContaining({ detail: expect.stringContaining('it also has thing99') }));
      expect(found).toContainEqual(expect.objectContaining({ detail: expect.stringContaining(`it has no ${first}`) }));
      expect(found).toContainEqual(expect.objectContaining({ fix: expect.stringMatching(/^write type: /) }));
    } finally {
      templateOf(keys, used.type);
    }
    house.standIn.fault({ kind: 'http', status: 502, match: { path: GETTEMPLATE } });
    expect(await wrong()).toMatchObject([{ what: 'templates', detail: 'status 502' }]);
    house.standIn.clearFaults();
    const other = await wrong({ wechat: { ...well.wechat, appId: 'wx00000000000test2', secret: 's' } });
    expect(other).toMatchObject([{ what: 'WeChat' }]);
    house.standIn.addApp({ appid: 'wx00000000000test2', secret: 's' });
    const bare = await wrong({ wechat: { ...well.wechat, appId: 'wx00000000000test2', secret: 's', callback: null } });
    expect(bare.filter(({ what }) => what === 'templates')).toContainEqual(
      expect.objectContaining({
        detail: expect.stringContaining('the account has no template'),
        fix: expect.stringMatching(/^add 「/),
      }),
    );
  });

  it('sees tables that are older than the server', async () => {
    const fresh = database === 'mariadb' ? await freshDatabase() : null;
    const dataDir = mkdtempSync(path.join(weappDir, 'old-'));
    if (!fresh) writeFileSync(path.join(dataDir, 'liudan.sqlite'), '');
    const found = await wrong({ databaseUrl: fresh?.url ?? null, dataDir });
    await fresh?.drop();
    expect(found).toMatchObject([{ what: 'tables', state: 'fail', fix: expect.stringMatching(/cli\.js migrate/) }]);
  });

  it('looks for the pages of messages in the mini-program', async () => {
    const other = mkdtempSync(path.join(tmpdir(), 'liudan-weapp-'));
    try {
      const at = (folder: string) => examine(well, { weappDir: folder, tables, now: Date.now });
      const pages = async (folder: string) => (await at(folder)).find(({ what }) => what === 'pages');
      expect(await pages(path.join(other, 'none'))).toMatchObject({ state: 'warn' });
      mkdirSync(path.join(other, 'app'));
      const packed = { pages: [], subPackages: [{ root: 'pages', pages: ['ticket/index'] }] };
      writeFileSync(path.join(other, 'app', 'app.json'), JSON.stringify(packed));
      const found = await pages(path.join(other, 'app'));
      expect(found).toMatchObject({ state: 'fail', detail: expect.not.stringContaining('opens pages/ticket/index') });
    } finally {
      rmSync(other, { recursive: true });
    }
  });

  it('sees a clock that is wrong', async () => {
    const late = () => Date.now() + 60_000;
    const found = await wrong({}, late);
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'clock of WeChat', detail: expect.stringMatching(/^(60|61) s apart/) }),
    );
    if (database === 'mariadb')
      expect(found).toContainEqual(expect.objectContaining({ what: 'clock of the database' }));
  });

  it('wants TLS in production', async () => {
    const found = await look({ production: true });
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'public address', state: 'fail', fix: expect.stringMatching(/https/) }),
    );
  });

  it('lists what it finds, each with what to do, and begins with an environment that is wrong', async () => {
    const found = await doctor({ NODE_ENV: 'production', PORT: 'abc' }, { weappDir, tables, now: Date.now });
    expect(found[0]).toMatchObject({ what: 'node', state: 'ok' });
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'environment', state: 'fail', detail: 'DISTRICT is not set' }),
    );
    const text = listed(found);
    expect(text).toMatch(/^ok {4}node/);
    expect(text).toMatch(/FAIL {2}environment {2}DISTRICT is not set\n {10,}-> set it/);
    expect(text).toMatch(/1 ok, 0 to look at, \d+ to mend\n$/);
  });
});
