import { startCallback } from '../test/callback.ts';
import { APP, type Caller, START, startCaller } from '../test/caller.ts';

const SEND = '/cgi-bin/message/subscribe/send';
const WEEK = 7 * 86_400_000;

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
});
afterEach(() => caller.standIn.close());

const rid = async (value: unknown) => (await caller.send('/cgi-bin/openapi/rid/get', { rid: value })).json;
const ridOf = (errmsg: unknown) => /rid: (\S+)$/.exec(String(errmsg))?.[1];

describe('the id of a call', () => {
  it('leads to the call, for seven days', async () => {
    const failed = await caller.send(SEND, { touser: 'nobody' });
    const known = ridOf(failed.json.errmsg);
    expect(await rid(known)).toMatchObject({
      errcode: 0,
      request: {
        invoke_time: START / 1000,
        request_url: expect.stringContaining('access_token='),
        request_body: '{"touser":"nobody"}',
        response_body: failed.text,
        client_ip: '127.0.0.1',
      },
    });
    caller.standIn.advance(WEEK + 1000);
    expect((await rid(known)).errcode).toBe(76004);
  });

  it('is refused when it is none, unknown, or of another app', async () => {
    expect((await rid('x')).errcode).toBe(76002);
    expect((await rid('00000000-00000000-00000000')).errcode).toBe(76001);
    const failed = await caller.get('/sns/jscode2session', { ...APP, js_code: 'x' });
    expect((await rid(ridOf(failed.json.errmsg))).errcode).toBe(76001);
    const nobodys = await caller.post(SEND, {});
    expect((await rid(ridOf(nobodys.json.errmsg))).errcode).toBe(76003);
  });
});

describe('a quota', () => {
  const quota = async (cgi_path: string) => (await caller.send('/cgi-bin/openapi/quota/get', { cgi_path })).json;

  it('is told with what is left of it', async () => {
    caller.standIn.limits({ perDay: { [SEND]: 10 } });
    await caller.send(SEND, {});
    expect(await quota(SEND)).toMatchObject({ errcode: 0, quota: { daily_limit: 10, used: 1, remain: 9 } });
    caller.standIn.advance(86_400_000);
    expect(await quota(SEND)).toMatchObject({ quota: { used: 0 } });
    expect((await quota('/cgi-bin/none')).errcode).toBe(76021);
    expect(await quota('/cgi-bin/getcallbackip')).toMatchObject({ quota: { daily_limit: 0, remain: 0 } });
  });

  it('can be emptied ten times a month, in both ways together', async () => {
    caller.standIn.limits({ perDay: { [SEND]: 1 } });
    const send = async () => (await caller.send(SEND, {})).json.errcode;
    expect([await send(), await send()]).toEqual([40003, 45009]);
    const clear = async () => (await caller.send('/cgi-bin/clear_quota', { appid: APP.appid })).json;
    const clear2 = async (appsecret: string) =>
      (await caller.post('/cgi-bin/clear_quota/v2', { appid: APP.appid, appsecret })).json.errcode;
    expect((await clear()).errcode).toBe(0);
    expect(await send()).toBe(40003);
    expect([await clear2('wrong'), await clear2(APP.secret)]).toEqual([40125, 0]);
    for (let time = 2; time < 10; time += 1) expect((await clear()).errcode).toBe(0);
    expect((await clear()).errmsg).toMatch(/^forbid to clear quota because of reaching the limit rid: /);
    expect((await caller.send('/cgi-bin/clear_quota', { appid: 'wx_other' })).json.errcode).toBe(40013);
    expect(JSON.stringify(caller.standIn.calls())).not.toContain(APP.secret);
    // The eleventh of the month that begins in China while it is still November elsewhere.
    caller.standIn.advance(Date.UTC(2026, 10, 30, 16) - START);
    expect((await clear()).errcode).toBe(0);
  });
});

describe('the network', () => {
  it('is described', async () => {
    for (const path of ['/cgi-bin/getcallbackip', '/cgi-bin/get_api_domain_ip']) {
      expect((await caller.get(path, { access_token: await caller.token() })).json).toEqual({ ip_list: ['127.0.0.1'] });
    }
  });

  it('is checked up to the callback', async () => {
    const check = async (action: string, check_operator = 'DEFAULT') =>
      (await caller.send('/cgi-bin/callback/check', { action, check_operator })).json;
    expect((await check('all')).errcode).toBe(40201);
    const app = await startCallback();
    await caller.standIn.setCallback({ url: app.url, token: 't', aesKey: '', mode: 'plain', format: 'json' });
    await app.close();
    expect(await check('dns')).toEqual({ dns: [{ ip: '127.0.0.1', real_operator: 'UNICOM' }] });
    expect(Object.keys(await check('all'))).toEqual(['dns', 'ping']);
    expect([(await check('x')).errcode, (await check('all', 'x')).errcode]).toEqual([40202, 40203]);
  });
});

describe('the risk of a person', () => {
  it('is told in the odd words of the real service', async () => {
    caller.standIn.addUser({ openid: 'o_wang', risk: 2 });
    const ask = async (more = {}) =>
      (
        await caller.send('/wxa/getuserriskrank', {
          appid: APP.appid,
          openid: 'o_wang',
          scene: 2,
          client_ip: '1.2.3.4',
          ...more,
        })
      ).json;
    expect(await ask()).toEqual({
      errcode: 0,
      errmsg: 'getuserriskrank succ',
      risk_rank: 2,
      unoin_id: expect.any(Number),
    });
    const refused = [{ appid: 'wx_other' }, { openid: 'nobody' }, { scene: 3 }, { client_ip: undefined }];
    const codes = await Promise.all(refused.map(async (more) => (await ask(more)).errcode));
    expect(codes).toEqual([40013, 40003, 40129, 40097]);
  });
});
