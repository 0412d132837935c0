import { type CallbackServer, startCallback } from '../../test/callback.ts';
import { APP, type Caller, START, startCaller } from '../../test/caller.ts';
import { decrypt, sign } from './crypto.ts';
import type { Callback } from './event.ts';

const SEND = '/cgi-bin/message/subscribe/send';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

let caller: Caller;
let app: CallbackServer;

beforeEach(async () => {
  caller = await startCaller();
  app = await startCallback();
  caller.standIn.addApp({ ...APP, ghId: 'gh_1' });
  caller.standIn.addUser({ openid: 'o_u1' });
  for (const id of ['T', 'S']) caller.standIn.addTemplate({ id, title: id, keywords: ['thing1'] });
});
afterEach(async () => {
  await caller.standIn.close();
  await app.close();
});

const callback = (more: Partial<Callback> = {}): Callback => ({
  url: app.url,
  token: 'tok',
  aesKey: KEY,
  mode: 'plain',
  format: 'json',
  ...more,
});
const bodies = () => app.pushed.map(({ text }) => JSON.parse(text) as Record<string, unknown>);
const outcomes = () => caller.standIn.events().map(({ outcome }) => outcome);

describe('a callback', () => {
  it('is taken after it echoed, with a signature it can check', async () => {
    let asked = '';
    app.echo = (given) => {
      asked = given;
      return given;
    };
    await caller.standIn.setCallback(callback());
    expect(asked).toMatch(/^\d+$/);
  });

  it('is refused when it echoes something else or nothing', async () => {
    app.echo = () => 'success';
    await expect(caller.standIn.setCallback(callback())).rejects.toThrow('the callback did not echo: 200 success');
    const { status, json } = await caller.admin('POST', 'callback', { ...callback(), url: 'http://127.0.0.1:9/' });
    expect([status, json.error]).toEqual([400, expect.stringContaining('the callback did not echo')]);
    caller.standIn.subscribe('o_u1', { T: 'accept' });
    await caller.standIn.flush();
    expect([app.pushed, outcomes()]).toEqual([[], ['kept']]);
  });

  it('needs a key of 43 characters unless it is plain', async () => {
    expect((await caller.admin('POST', 'callback', callback({ mode: 'safe', aesKey: 'x' }))).status).toBe(400);
    expect((await caller.admin('POST', 'callback', callback())).status).toBe(200);
    expect((await caller.admin('DELETE', 'callback')).status).toBe(200);
  });
});

describe('an event', () => {
  it('is pushed as an object for one template and as a list for two', async () => {
    await caller.standIn.setCallback(callback());
    caller.standIn.subscribe('o_u1', { T: 'accept' });
    caller.standIn.subscribe('o_u1', { T: 'accept', S: 'reject' });
    await caller.standIn.flush();
    const usual = { ToUserName: 'gh_1', FromUserName: 'o_u1', MsgType: 'event', Event: 'subscribe_msg_popup_event' };
    const entry = (TemplateId: string, SubscribeStatusString: string) => ({
      TemplateId,
      SubscribeStatusString,
      PopupScene: '0',
    });
    expect(bodies()).toEqual([
      { ...usual, CreateTime: START / 1000, List: entry('T', 'accept') },
      { ...usual, CreateTime: String(START / 1000), List: [entry('T', 'accept'), entry('S', 'reject')] },
    ]);
    const { query, type } = app.pushed[0]!;
    expect(query.signature).toBe(sign('tok', query.timestamp!, query.nonce!));
    expect([Object.keys(query), type]).toEqual([['signature', 'timestamp', 'nonce'], 'application/json']);
  });

  it('tells that a message was sent, with its id as text', async () => {
    await caller.standIn.setCallback(callback());
    caller.standIn.subscribe('o_u1', { T: 'accept' });
    await caller.send(SEND, { touser: 'o_u1', template_id: 'T', data: { thing1: { value: '井盖' } } });
    await caller.standIn.flush();
    expect(bodies()[1]).toMatchObject({
      Event: 'subscribe_msg_sent_event',
      List: { TemplateId: 'T', MsgID: '2589480923856076802', ErrorCode: '0', ErrorStatus: 'success' },
    });
  });

  it('is encrypted in the safe mode', async () => {
    await caller.standIn.setCallback(callback({ mode: 'safe' }));
    caller.standIn.setting('o_u1', 'T', 'reject');
    await caller.standIn.flush();
    const { ToUserName, Encrypt, ...others } = bodies()[0] as Record<string, string>;
    expect([ToUserName, others]).toEqual(['gh_1', {}]);
    const { query } = app.pushed[0]!;
    expect(query).toMatchObject({ openid: 'o_u1', encrypt_type: 'aes' });
    expect(query.msg_signature).toBe(sign('tok', query.timestamp!, query.nonce!, Encrypt!));
    const { text, appid } = decrypt(KEY, Encrypt!);
    expect(appid).toBe(APP.appid);
    expect(JSON.parse(text)).toMatchObject({
      Event: 'subscribe_msg_change_event',
      List: { TemplateId: 'T', SubscribeStatusString: 'reject' },
    });
  });

  it('comes twice over in the compatible mode', async () => {
    await caller.standIn.setCallback(callback({ mode: 'compatible' }));
    caller.standIn.revoke('o_u1');
    await caller.standIn.flush();
    const { Encrypt, ...plain } = bodies()[0] as Record<string, string>;
    expect(JSON.parse(decrypt(KEY, Encrypt!).text)).toEqual(plain);
    expect(plain).toMatchObject({ Event: 'user_authorization_revoke', OpenID: 'o_u1', RevokeInfo: '1' });
  });

  it('comes as XML where that is wanted', async () => {
    await caller.standIn.setCallback(callback({ format: 'xml' }));
    caller.standIn.subscribe('o_u1', { T: 'accept', S: 'reject' });
    caller.standIn.write('o_u1', 'a]]>b');
    await caller.standIn.flush();
    const list = (id: string, status: string) =>
      `<List><TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString><![CDATA[${status}]]></SubscribeStatusString><PopupScene><![CDATA[0]]></PopupScene></List>`;
    expect(app.pushed[0]).toMatchObject({
      type: 'text/xml',
      text: `<xml><ToUserName><![CDATA[gh_1]]></ToUserName><FromUserName><![CDATA[o_u1]]></FromUserName><CreateTime>${START / 1000}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_popup_event]]></Event><SubscribeMsgPopupEvent>${list('T', 'accept')}${list('S', 'reject')}</SubscribeMsgPopupEvent></xml>`,
    });
    expect(app.pushed[1]?.text).toContain('<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>');
  });

  it('can be any event, with any list', async () => {
    await caller.standIn.setCallback(callback());
    const list = [{ TemplateId: 'T', MsgID: '1', ErrorCode: '1', ErrorStatus: 'failed: system failed' }];
    await caller.admin('POST', 'push', { event: 'subscribe_msg_sent_event', openid: 'o_u1', list });
    expect((await caller.admin('POST', 'push', { event: 'x', openid: 'o_u1', list: 'x' })).status).toBe(400);
    await caller.standIn.flush();
    expect(bodies()).toMatchObject([{ Event: 'subscribe_msg_sent_event', List: list[0] }]);
  });

  it('says its time as the flag says', async () => {
    await caller.standIn.setCallback(callback());
    for (const createTime of ['number', 'number', 'text', 'text'] as const) {
      caller.standIn.flags({ createTime });
      caller.standIn.push({ event: 'wxa_punish_event', openid: 'o_u1', members: { punish_type: 1 } });
    }
    await caller.standIn.flush();
    expect(bodies().map(({ CreateTime }) => typeof CreateTime)).toEqual(['number', 'number', 'string', 'string']);
    expect(bodies()[0]).toMatchObject({ Event: 'wxa_punish_event', punish_type: 1 });
  });
});

describe('a push that is not taken', () => {
  beforeEach(() => caller.standIn.setCallback(callback()));

  it('is tried again until it is', async () => {
    app.answers.push({ status: 500, text: 'success' }, { text: '{"ok":true}' });
    caller.standIn.revoke('o_u1');
    await caller.standIn.flush();
    expect(caller.standIn.events()[0]).toMatchObject({
      outcome: 'taken',
      deliveries: [
        { status: 500, taken: false },
        { status: 200, answer: '{"ok":true}', taken: false },
        { status: 200, answer: 'success', taken: true },
      ],
    });
    expect(new Set(app.pushed.map(({ text }) => text)).size).toBe(1);
  });

  it('is given up in the end, and the next one comes all the same', async () => {
    caller.standIn.limits({ callbackMs: 50 });
    app.answers.push(...Array(20).fill({ text: 'success', afterMs: 200 }));
    caller.standIn.revoke('o_u1');
    await caller.standIn.flush();
    app.answers.splice(0);
    caller.standIn.revoke('o_u1');
    await caller.standIn.flush();
    expect(outcomes()).toEqual(['given up', 'taken']);
    expect(caller.standIn.events()[0]?.deliveries.every(({ status }) => status === null)).toBe(true);
  });

  it('is satisfied with an empty answer', async () => {
    app.answers.push({ text: '' });
    caller.standIn.revoke('o_u1');
    await caller.standIn.flush();
    expect(outcomes()).toEqual(['taken']);
  });
});

describe('disorder', () => {
  beforeEach(() => caller.standIn.setCallback(callback()));
  const names = () => bodies().map(({ Event }) => Event);
  const queue = () => {
    for (const event of ['a', 'b']) caller.standIn.push({ event, openid: 'o_u1' });
  };

  it('comes in two copies', async () => {
    queue();
    await caller.admin('POST', 'events/dup', {});
    await caller.admin('POST', 'events/flush', {});
    expect(names()).toEqual(['a', 'a', 'b', 'b']);
  });

  it('comes in the opposite order', async () => {
    queue();
    await caller.admin('POST', 'events/reorder', {});
    await caller.standIn.flush();
    expect(names()).toEqual(['b', 'a']);
  });

  it('comes once more, word for word', async () => {
    queue();
    await caller.standIn.flush();
    caller.standIn.advance(3_600_000);
    await caller.admin('POST', 'events/replay', { seq: 1 });
    caller.standIn.replay();
    await caller.standIn.flush();
    expect(names()).toEqual(['a', 'b', 'a', 'b']);
    expect(bodies()[2]).toEqual(bodies()[0]);
    expect(() => caller.standIn.replay(99)).toThrow('there is no such event');
  });
});

describe('a live stand-in', () => {
  it('pushes by itself, unless events are held', async () => {
    const live = await startCaller({ live: true });
    live.standIn.addUser({ openid: 'o_u1' });
    await live.standIn.setCallback(callback());
    live.standIn.flags({ holdEvents: true });
    live.standIn.revoke('o_u1');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(app.pushed).toEqual([]);
    live.standIn.flags({ holdEvents: false });
    while (app.pushed.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await live.standIn.close();
  });
});
