import { createDecipheriv } from 'node:crypto';
import { APP, type Caller, START, startCaller } from '../test/caller.ts';
import { sessionSignature } from './login.ts';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addUser({ openid: 'o_wang' });
});
afterEach(() => caller.standIn.close());

const session = async (code: string) =>
  String(
    (await caller.get('/sns/jscode2session', { ...APP, js_code: code, grant_type: 'authorization_code' })).json
      .session_key,
  );

function opened(key: string, { encryptedData, iv }: { encryptedData: string; iv: string }): unknown {
  const decipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), Buffer.from(iv, 'base64'));
  return JSON.parse(decipher.update(encryptedData, 'base64', 'utf8') + decipher.final('utf8'));
}

describe('the group a person comes from', () => {
  it('can be read with the key of the session', async () => {
    const code = caller.standIn.login('o_wang');
    const { json } = await caller.admin('POST', 'client/group-entry', { openid: 'o_wang', opengid: 'tG_1' });
    const entry = { encryptedData: String(json.encryptedData), iv: String(json.iv) };
    expect(opened(await session(code), entry)).toEqual({
      opengid: 'tG_1',
      chat_type: 3,
      watermark: { timestamp: START / 1000, appid: APP.appid },
    });
  });

  it('cannot be read with the key of a later session, nor told without one', async () => {
    expect(() => caller.standIn.groupEntry('o_wang', 'tG_1')).toThrow('o_wang has not logged in');
    caller.standIn.login('o_wang');
    const entry = caller.standIn.groupEntry('o_wang', 'tG_1');
    const later = await session(caller.standIn.login('o_wang'));
    let text: unknown = null;
    try {
      text = opened(later, entry);
    } catch {
      // What doesn't open is what is wanted here.
    }
    expect(text).toBeNull();
  });
});

describe('the key of a session', () => {
  it('can be changed by whoever has it', async () => {
    const key = await session(caller.standIn.login('o_wang'));
    const call = async (path: string, old: string) =>
      (
        await caller.get(path, {
          access_token: await caller.token(),
          openid: 'o_wang',
          sig_method: 'hmac_sha256',
          signature: sessionSignature(old, ''),
        })
      ).json;
    expect((await call('/wxa/resetusersessionkey', 'another')).errcode).toBe(87009);
    const { session_key, ...others } = await call('/wxa/resetusersessionkey', key);
    expect(others).toEqual({ errcode: 0, errmsg: 'ok', openid: 'o_wang' });
    expect((await call('/wxa/checksession', key)).errcode).toBe(87009);
    expect((await call('/wxa/checksession', String(session_key))).errcode).toBe(0);
  });
});
