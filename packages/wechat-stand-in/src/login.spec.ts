import { APP, type Caller, startCaller } from '../test/caller.ts';
import { sessionSignature } from './login.ts';
import { UNKNOWNS } from './unknowns.ts';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addUser({ openid: 'o_wang', phone: '13800138000' });
});
afterEach(() => caller.standIn.close());

const session = (js_code: string, more = {}) =>
  caller.get('/sns/jscode2session', { ...APP, js_code, grant_type: 'authorization_code', ...more });
const phoneOf = (body: object) => caller.send('/wxa/business/getuserphonenumber', body);

describe('a login code', () => {
  it('opens a session, once', async () => {
    const code = caller.standIn.login('o_wang');
    const opened = await session(code);
    expect(opened.type).toBe('text/plain');
    expect(opened.json).toEqual({ session_key: expect.stringMatching(/^.{24}$/), openid: 'o_wang' });
    const again = await session(code);
    expect(again.status).toBe(200);
    expect(again.type).toBe('text/plain');
    expect(again.json).toEqual({ errcode: 40163, errmsg: expect.stringMatching(/^code been used, rid: /) });
  });

  it('lives five minutes', async () => {
    const code = caller.standIn.login('o_wang');
    caller.standIn.advance(300_000);
    expect((await session(code)).json).toEqual({
      errcode: 40029,
      errmsg: expect.stringMatching(/^invalid code, rid: /),
    });
  });

  it('is unknown to another app, and is not the code of the phone button', async () => {
    caller.standIn.addApp({ appid: 'wx_other', secret: 's' });
    const code = caller.standIn.login('o_wang');
    expect((await session(code, { appid: 'wx_other', secret: 's' })).json.errcode).toBe(40029);
    expect((await session(caller.standIn.phoneCode('o_wang'))).json.errcode).toBe(40029);
    expect((await phoneOf({ code })).json.errcode).toBe(40029);
  });

  it('brings the unionid where there is one', async () => {
    caller.standIn.addUser({ openid: 'o_wang', unionid: 'u_wang' });
    expect((await session(caller.standIn.login('o_wang'))).json.unionid).toBe('u_wang');
  });

  it('is refused for a wrong app, a wrong secret, a risky person and too many logins', async () => {
    const code = caller.standIn.login('o_wang');
    expect((await session(code, { appid: '' })).json.errcode).toBe(41002);
    expect((await session(code, { secret: '' })).json.errcode).toBe(41004);
    expect((await session('')).json.errcode).toBe(41008);
    expect((await session(code, { appid: 'wx_nobody' })).json.errcode).toBe(40013);
    expect((await session(code, { secret: 'wrong' })).json.errcode).toBe(40125);
    expect((await session('nonsense')).json.errcode).toBe(40029);
    caller.standIn.addUser({ openid: 'o_risk', risk: 4 });
    expect((await session(caller.standIn.login('o_risk'))).json.errcode).toBe(40226);
    caller.standIn.limits({ loginsPerUserMinute: 1 });
    expect((await session(code)).json.openid).toBe('o_wang');
    expect((await session(caller.standIn.login('o_wang'))).json.errcode).toBe(45011);
  });

  it('is made for a stranger only where the app lets strangers in', async () => {
    expect(() => caller.standIn.login('o_new')).toThrow('there is no user o_new');
    caller.standIn.addApp({ ...APP, autoUsers: true });
    const { json } = await caller.admin('POST', 'client/login', { openid: 'o_new' });
    expect((await session(String(json.code))).json.openid).toBe('o_new');
  });
});

describe('a session key', () => {
  it('signs as the documents show', () => {
    expect(sessionSignature('o0q0otL8aEzpcZL/FT9WsQ==', '{"foo":"bar"}')).toBe(
      '654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b',
    );
  });

  it('can be checked', async () => {
    const { session_key } = (await session(caller.standIn.login('o_wang'))).json;
    const check = async (signature: string, more = {}) =>
      caller.get('/wxa/checksession', {
        access_token: await caller.token(),
        openid: 'o_wang',
        sig_method: 'hmac_sha256',
        signature,
        ...more,
      });
    const signature = sessionSignature(String(session_key), '');
    expect((await check(signature)).json).toEqual({ errcode: 0, errmsg: 'ok' });
    expect((await check('00')).json.errcode).toBe(87009);
    expect((await check(signature, { sig_method: 'md5' })).json.errcode).toBe(87008);
    expect((await check(signature, { openid: 'o_nobody' })).json.errcode).toBe(40003);
  });
});

describe('the phone button', () => {
  it('gives the number for its code, once', async () => {
    const code = caller.standIn.phoneCode('o_wang', '13900139000');
    const told = await phoneOf({ code, openid: 'o_wang' });
    expect(told.json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: '13900139000',
        purePhoneNumber: '13900139000',
        countryCode: '86',
        watermark: { timestamp: Math.floor(caller.standIn.now() / 1000), appid: APP.appid },
      },
    });
    expect((await phoneOf({ code })).json.errcode).toBe(40029);
  });

  it('is refused after five minutes, and for another person or app', async () => {
    const late = caller.standIn.phoneCode('o_wang');
    caller.standIn.advance(300_000);
    expect((await phoneOf({ code: late })).json.errcode).toBe(40029);
    expect((await phoneOf({ code: caller.standIn.phoneCode('o_wang'), openid: 'o_li' })).json.errcode).toBe(
      UNKNOWNS.foreignPhoneOpenid,
    );
    caller.standIn.addApp({ appid: 'wx_other', secret: 's' });
    caller.standIn.addUser({ openid: 'o_there', appid: 'wx_other', phone: '13700137000' });
    expect((await phoneOf({ code: caller.standIn.phoneCode('o_there') })).json.errcode).toBe(40013);
  });
});
