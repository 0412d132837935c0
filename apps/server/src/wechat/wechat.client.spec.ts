import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { type Logger, pino } from 'pino';
import { FakeClock } from '../../../../test/support/clock.ts';
import { type WechatTables, wechatTables } from '../../../../test/support/wechat-tables.ts';
import { WechatClient } from './wechat.client.ts';

const APP = { appid: 'wx00000000000test1', secret: 'secret-of-the-tests' };
const TOKEN = '/cgi-bin/stable_token';

describe('the WeChat client', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24));
  const lines: string[] = [];
  const logger: Logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  let tables: WechatTables;
  let standIn: StandIn;
  let wechat: WechatClient;

  beforeEach(async () => {
    lines.length = 0;
    tables = await wechatTables('sqlite');
    standIn = await startStandIn({ now: () => clock.now() });
    standIn.addApp(APP);
    standIn.addUser({ openid: 'o_li', appid: APP.appid, phone: '13711112222' });
    standIn.addTemplate({
      id: 'T1',
      appid: APP.appid,
      title: '办理进度提醒',
      type: 'onetime',
      keywords: ['thing1', 'time2'],
    });
    wechat = clientOf(standIn.url);
  });
  afterEach(async () => {
    await standIn.close();
    await tables.close();
  });

  const built = (base: string, app: { appId: string | null; secret: string | null }) => {
    const { lines, tokens } = tables.replica(clock, logger);
    return new WechatClient({ wechat: { base, ...app, state: 'formal', callback: null } }, lines, tokens);
  };
  const clientOf = (base: string) => built(base, { appId: APP.appid, secret: APP.secret });
  const send = (template = 'T1') =>
    wechat.sendSubscribe({
      openid: 'o_li',
      templateId: template,
      page: 'pages/ticket/index?id=1',
      data: { thing1: '路灯不亮', time2: '2026年11月24日 09:30' },
    });
  const accept = (times: number) => {
    for (let i = 0; i < times; i++) standIn.subscribe('o_li', { T1: 'accept' });
  };

  it('fetches one token for everybody who needs it at once, and keeps it until five minutes before its end', async () => {
    accept(12);
    const sent = await Promise.all(Array.from({ length: 10 }, () => send()));
    expect(standIn.calls(TOKEN)).toHaveLength(1);
    expect(sent.every(({ kind }) => kind === 'sent')).toBe(true);
    clock.advance((7200 - 300) * 1000 - 1);
    await send();
    expect(standIn.calls(TOKEN)).toHaveLength(1);
    clock.advance(1);
    await send();
    expect(standIn.calls(TOKEN)).toHaveLength(2);
  });

  it('gives message ids as text, because numbers lose their end', async () => {
    accept(1);
    expect(await send()).toEqual({ kind: 'sent', msgid: '2589480923856076802' });
  });

  it.each(['expire', 'replace'] as const)('fetches another token and sends again after %s', async (how) => {
    accept(2);
    await send();
    standIn.spoilTokens('stable', how, APP.appid);
    expect(await send()).toMatchObject({ kind: 'sent' });
    expect(standIn.messages()).toHaveLength(2);
  });

  it('says why a message was refused, with the id that WeChat finds it by', async () => {
    expect(await send()).toEqual({
      kind: 'refused',
      errcode: 43101,
      errmsg: expect.any(String),
      rid: expect.stringMatching(/^[\w-]+$/),
    });
    expect(await send('T9')).toMatchObject({ kind: 'refused', errcode: 40037 });
  });

  it('trades codes for an openid and a number, each once', async () => {
    const code = standIn.login('o_li');
    expect(await wechat.code2Session(code)).toEqual({ kind: 'signed_in', openid: 'o_li' });
    expect(await wechat.code2Session(code)).toMatchObject({ kind: 'refused', errcode: 40163 });
    expect(await wechat.getPhoneNumber(standIn.phoneCode('o_li'))).toEqual({
      kind: 'phone',
      phone: '13711112222',
      countryCode: '86',
    });
    expect(await wechat.getPhoneNumber('nonsense')).toMatchObject({ kind: 'refused', errcode: 40029 });
  });

  it('says that it does not know where nobody answered', async () => {
    const gone = await startStandIn();
    await gone.close();
    expect(await clientOf(gone.url).code2Session('c')).toEqual({ kind: 'unknown', why: 'no answer', unsent: true });
    const unset = built(standIn.url, { appId: null, secret: null });
    expect(await unset.getPhoneNumber('c')).toMatchObject({ kind: 'unknown' });
  });

  it('writes no secret, token, code or openid into the log', async () => {
    await send();
    await wechat.code2Session('the-code');
    await clientOf('http://127.0.0.1:9').code2Session('the-code');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join()).not.toMatch(/secret-of|o_li|the-code|access_token=/);
  });
});
