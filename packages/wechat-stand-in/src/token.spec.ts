import { APP, type Caller, START, startCaller } from '../test/caller.ts';

const ASK = { grant_type: 'client_credential', ...APP };
const CHECK = '/wxaapi/newtmpl/gettemplate';
const RID = /rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
});
afterEach(() => caller.standIn.close());

const stable = (more = {}) => caller.post('/cgi-bin/stable_token', { ...ASK, ...more });
const normal = () => caller.get('/cgi-bin/token', ASK);
const codeOf = async (token: unknown) => (await caller.get(CHECK, { access_token: String(token) })).json.errcode;

describe('the stable token', () => {
  it('stays the same, with fewer seconds each time', async () => {
    const first = await stable();
    expect(first.json).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    expect(first.type).toBe('application/json; encoding=utf-8');
    caller.standIn.advance(6_855_000);
    expect((await stable()).json).toEqual({ access_token: first.json.access_token, expires_in: 345 });
  });

  it('is renewed in its last five minutes, and the old one lives to its end', async () => {
    const first = (await stable()).json.access_token;
    caller.standIn.advance(6_900_000);
    const second = (await stable()).json;
    expect(second.access_token).not.toBe(first);
    expect(second.expires_in).toBe(7200);
    expect(await codeOf(first)).toBe(0);
    caller.standIn.advance(300_000);
    expect(await codeOf(first)).toBe(42001);
    expect(await codeOf(second.access_token)).toBe(0);
  });

  it('is replaced by force, but not twice within 30 seconds', async () => {
    const first = (await stable()).json.access_token;
    const forced = (await stable({ force_refresh: true })).json.access_token;
    expect(forced).not.toBe(first);
    expect(await codeOf(first)).toBe(40001);
    caller.standIn.advance(29_999);
    expect((await stable({ force_refresh: true })).json.access_token).toBe(forced);
    caller.standIn.advance(1);
    expect((await stable({ force_refresh: true })).json.access_token).not.toBe(forced);
  });

  it('is replaced by force 20 times a day, and again after midnight in China', async () => {
    const seen = new Set<unknown>();
    for (let time = 0; time < 21; time += 1) {
      seen.add((await stable({ force_refresh: true })).json.access_token);
      caller.standIn.advance(30_000);
    }
    expect(seen.size).toBe(20);
    caller.standIn.advance(Date.UTC(2026, 10, 21, 16) - caller.standIn.now());
    const tomorrow = (await stable({ force_refresh: true })).json.access_token;
    expect(seen.has(tomorrow)).toBe(false);
  });

  it('says what is wrong with the request', async () => {
    const { appid, secret, grant_type } = ASK;
    expect((await caller.get('/cgi-bin/stable_token', ASK)).json.errcode).toBe(43002);
    expect((await caller.post('/cgi-bin/stable_token', '')).json.errcode).toBe(44002);
    expect((await caller.post('/cgi-bin/stable_token', '[1]')).json.errcode).toBe(47001);
    expect((await stable({ appid: '' })).json.errcode).toBe(41002);
    expect((await stable({ appid: 'wx-other', grant_type: 'x' })).json.errcode).toBe(40013);
    expect((await caller.post('/cgi-bin/stable_token', { appid, grant_type })).json.errcode).toBe(41004);
    expect((await caller.post('/cgi-bin/stable_token', { appid, secret })).json.errcode).toBe(40002);
    const wrong = await stable({ secret: 'wrong' });
    expect(wrong.status).toBe(200);
    expect(wrong.json).toEqual({ errcode: 40125, errmsg: expect.stringMatching(/^invalid appsecret rid: /) });
    expect(wrong.json.errmsg).toMatch(RID);
    expect(String(wrong.json.errmsg).slice(-26, -18)).toBe(Math.floor(START / 1000).toString(16));
  });

  it('is only for addresses on the list', async () => {
    caller.standIn.addApp({ ...APP, ipWhitelist: ['10.0.0.1'] });
    const init = { headers: { 'x-fake-ip': '47.102.104.75' } };
    const refused = await caller.post('/cgi-bin/stable_token', ASK, init);
    expect(refused.json.errcode).toBe(40164);
    expect(refused.json.errmsg).toMatch(
      /^invalid ip 47\.102\.104\.75 ipv6 ::ffff:47\.102\.104\.75, not in whitelist rid: /,
    );
    const allowed = await caller.post('/cgi-bin/stable_token', ASK, { headers: { 'x-fake-ip': '10.0.0.1' } });
    expect(allowed.json.expires_in).toBe(7200);
  });
});

describe('the token of old', () => {
  it('is new every time, and the one before works for five minutes more', async () => {
    const first = (await normal()).json.access_token;
    const second = (await normal()).json.access_token;
    expect(second).not.toBe(first);
    caller.standIn.advance(299_999);
    expect(await codeOf(first)).toBe(0);
    caller.standIn.advance(1);
    expect(await codeOf(first)).toBe(40001);
    expect(await codeOf(second)).toBe(0);
  });

  it('and the stable one leave each other alone', async () => {
    const kept = (await stable()).json.access_token;
    const old = (await normal()).json.access_token;
    await normal();
    await stable({ force_refresh: true });
    caller.standIn.advance(1000);
    expect(await codeOf(old)).toBe(0);
    const now = (await stable()).json.access_token;
    for (let time = 0; time < 3; time += 1) await normal();
    caller.standIn.advance(400_000);
    expect(await codeOf(now)).toBe(0);
    expect(await codeOf(kept)).toBe(40001);
    expect(await codeOf(old)).toBe(40001);
  });
});

describe('the token check', () => {
  it('comes before the body', async () => {
    const path = '/cgi-bin/message/subscribe/send';
    const missing = await caller.post(path, 'nonsense');
    expect(missing.json.errcode).toBe(41001);
    expect(missing.json.errmsg).toMatch(/^access_token missing rid: /);
    const wrong = await caller.post(`${path}?access_token=wrong`, 'nonsense');
    expect(wrong.json.errcode).toBe(40001);
    expect(wrong.json.errmsg).toMatch(
      /^invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https:\/\/mmbizurl\.cn\/s\/JtxxFh33r rid: /,
    );
    expect((await caller.send(path, '')).json.errcode).toBe(44002);
    expect((await caller.send(path, '{"touser":')).json.errcode).toBe(47001);
    expect((await caller.get(path, { access_token: await caller.token() })).json.errcode).toBe(43002);
  });

  it('can be told that a token is over or replaced', async () => {
    const first = await caller.token();
    await caller.admin('POST', 'token/expire', { kind: 'stable' });
    const expired = await caller.get(CHECK, { access_token: first });
    expect(expired.json.errmsg).toMatch(/^access_token expired rid: /);
    const second = await caller.token();
    await caller.admin('POST', 'token/replace', { kind: 'stable' });
    expect(await codeOf(second)).toBe(40001);
    expect(await codeOf(await caller.token())).toBe(0);
  });

  it('is followed by the quotas', async () => {
    await caller.admin('PUT', 'limits', { perMinute: { [CHECK]: 2 }, perDay: { [CHECK]: 3 } });
    const token = await caller.token();
    const codes = [await codeOf(token), await codeOf(token), await codeOf(token)];
    expect(codes).toEqual([0, 0, 45011]);
    caller.standIn.advance(60_000);
    expect([await codeOf(token), await codeOf(token)]).toEqual([0, 45009]);
  });
});
