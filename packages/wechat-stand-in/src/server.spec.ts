import { APP, type Caller, START, startCaller } from '../test/caller.ts';
import { startStandIn } from './server.ts';
import { UNKNOWNS } from './unknowns.ts';

const SEND = '/cgi-bin/message/subscribe/send';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
});
afterEach(() => caller.standIn.close());

describe('the stand-in', () => {
  it('answers an unknown path as unknown', async () => {
    const told = await caller.get('/cgi-bin/nothing');
    const { status, errcode } = UNKNOWNS.unknownPath;
    expect(told.status).toBe(status);
    expect(told.json).toEqual({ errcode, errmsg: expect.stringMatching(/^invalid url rid: /) });
  });

  it('records every call, and no secret', async () => {
    await caller.token();
    await caller.get('/cgi-bin/token', { grant_type: 'client_credential', ...APP });
    const calls = caller.standIn.calls();
    expect(calls.map(({ seq, path }) => [seq, path])).toEqual([
      [1, '/cgi-bin/stable_token'],
      [2, '/cgi-bin/token'],
    ]);
    expect(calls[0]).toMatchObject({ at: START, method: 'POST', body: { appid: APP.appid } });
    expect(JSON.stringify(calls)).not.toContain(APP.secret);
    const { text } = await caller.admin('GET', 'calls?path=/cgi-bin/token');
    expect(JSON.parse(text)).toHaveLength(1);
  });

  it('can be emptied', async () => {
    caller.standIn.addUser({ openid: 'o_u1' });
    caller.standIn.advance(5000);
    await caller.admin('POST', 'reset');
    expect(caller.standIn.now()).toBe(START);
    expect(caller.standIn.calls()).toEqual([]);
    expect(() => caller.standIn.login('o_u1')).toThrow('there is no app yet');
  });

  it('moves its clock', async () => {
    await caller.admin('POST', 'clock', { advanceMs: 1000 });
    expect(caller.standIn.now()).toBe(START + 1000);
    await caller.admin('POST', 'clock', { set: START + 86_400_000 });
    expect((await caller.admin('GET', 'clock')).json).toEqual({ now: START + 86_400_000 });
  });

  it('refuses a body that is far too large', async () => {
    expect((await caller.post(SEND, 'x'.repeat(3 * 1024 * 1024)).catch(() => ({ status: 413 }))).status).toBe(413);
  });
});

describe('the admin interface', () => {
  it('says what it does not understand', async () => {
    const told = [
      await caller.admin('POST', 'nothing', {}),
      await caller.admin('POST', 'client/login', {}),
      await caller.admin('POST', 'client/login', { openid: 'o_nobody' }),
      await caller.admin('POST', 'templates', { id: 'T', keywords: ['text1'] }),
      await caller.admin('POST', 'faults', { match: { path: '*' }, kind: 'fire' }),
      await caller.admin('POST', 'client/subscribe', { openid: 'o', result: { T: 'yes' } }),
    ];
    expect(told.map(({ status, json }) => [status, json.error])).toEqual([
      [404, 'there is no command POST nothing'],
      [400, 'openid is missing: a text'],
      [400, 'there is no user o_nobody'],
      [400, 'text1 is no key of a known type, such as thing2'],
      [400, 'there is no fault fire'],
      [400, 'result must be accept or reject for each template id'],
    ]);
  });

  it('sets up a world over HTTP alone', async () => {
    await caller.admin('POST', 'reset');
    await caller.admin('POST', 'apps', { ...APP, autoUsers: true });
    await caller.admin('POST', 'users', { openid: 'o_u1', phone: '13800138000' });
    const { code } = (await caller.admin('POST', 'client/phone', { openid: 'o_u1' })).json;
    const told = await caller.send('/wxa/business/getuserphonenumber', { code });
    expect(told.json.phone_info).toMatchObject({ phoneNumber: '13800138000' });
    await caller.admin('POST', 'apps', { ...APP, name: '六单' });
    expect((await caller.admin('POST', 'client/visit', { openid: 'o_stranger' })).status).toBe(200);
  });

  it('is closed when it is not asked for', async () => {
    const closed = await startStandIn({ admin: false });
    for (const path of ['/__admin/calls', '/__phone']) {
      expect((await fetch(closed.url + path)).status).toBe(404);
    }
    await closed.close();
  });
});
