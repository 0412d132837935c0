import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CallbackServer, startCallback } from '../test/callback.ts';
import { APP, type Caller, startCaller } from '../test/caller.ts';

import { UNKNOWNS } from './unknowns.ts';

const TEXT = '/wxa/msg_sec_check';
const MEDIA = '/wxa/media_check_async';
const TWO_HOURS = 7_200_000;

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addUser({ openid: 'o_wang' });
  caller.standIn.visit('o_wang');
});
afterEach(() => caller.standIn.close());

const check = (more = {}) =>
  caller.send(TEXT, { openid: 'o_wang', scene: 2, version: 2, content: '井盖破损', ...more });
const media = (more = {}) =>
  caller.send(MEDIA, { openid: 'o_wang', scene: 2, version: 2, media_type: 2, media_url: 'http://a/b.jpg', ...more });

describe('a text', () => {
  it('passes', async () => {
    expect((await check()).json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      result: { suggest: 'pass', label: 100 },
      detail: [
        { strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 },
        { strategy: 'keyword', errcode: 0 },
      ],
      trace_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{8}){2}$/),
    });
  });

  it('is found by the words that were set, the worst first', async () => {
    await caller.admin('PUT', 'words', {
      content: [
        { word: '甲', suggest: 'review', label: 20003 },
        { word: '乙', suggest: 'risky', label: 20001 },
      ],
    });
    expect((await check({ content: '有甲' })).json.result).toEqual({ suggest: 'review', label: 20003 });
    expect((await check({ content: '有甲有乙' })).json.result).toEqual({ suggest: 'risky', label: 20001 });
    expect((await check({ title: '乙' })).json.result).toEqual({ suggest: 'risky', label: 20001 });
  });

  it('must come from someone who was here within two hours', async () => {
    caller.standIn.advance(TWO_HOURS);
    expect((await check()).json.errcode).toBe(0);
    caller.standIn.advance(1000);
    const late = await check();
    expect(late.json.errcode).toBe(61010);
    expect(late.json.errmsg).toMatch(/^code is expired rid: /);
    await caller.admin('POST', 'client/visit', { openid: 'o_wang' });
    expect((await check()).json.errcode).toBe(0);
  });

  it.each([
    [{ version: 1 }, UNKNOWNS.badCheckOrder],
    [{ content: undefined }, UNKNOWNS.badCheckOrder],
    [{ content: '' }, 44002],
    [{ content: '字'.repeat(2501) }, UNKNOWNS.badCheckOrder],
    [{ scene: 5 }, 40129],
    [{ openid: 'o_nobody' }, 40003],
  ])('is refused with %j', async (more, errcode) => {
    expect((await check(more)).json.errcode).toBe(errcode);
  });

  it('is refused for a person of another app', async () => {
    caller.standIn.addApp({ appid: 'wx_other', secret: 's' });
    caller.standIn.addUser({ openid: 'o_there', appid: 'wx_other' });
    expect((await check({ openid: 'o_there' })).json.errcode).toBe(43104);
  });

  it('is counted by the minute', async () => {
    caller.standIn.limits({ perMinute: { [TEXT]: 1 } });
    expect((await check()).json.errcode).toBe(0);
    expect((await check()).json.errcode).toBe(44991);
  });
});

describe('a picture', () => {
  it('is taken for a check', async () => {
    expect((await media()).json).toEqual({
      errcode: 0,
      errmsg: 'ok',
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('is refused as WeChat refuses it', async () => {
    expect((await media({ media_type: 3 })).json.errcode).toBe(40004);
    expect((await media({ openid: 'o_nobody' })).json.errcode).toBe(40003);
    caller.standIn.limits({ mediaRepeatsPerMinute: 1 });
    await media();
    expect((await media()).json.errcode).toBe(87020);
    caller.standIn.addUser({ openid: 'o_new', appid: APP.appid });
    expect((await media({ openid: 'o_new' })).json.errcode).toBe(61010);
  });
});

describe('the verdict on a medium', () => {
  let app: CallbackServer;
  let files: Server;
  let base: string;

  beforeEach(async () => {
    app = await startCallback();
    files = createServer((req, res) => {
      const found = req.url !== '/gone.jpg';
      res.writeHead(found ? 200 : 404).end(`picture ${req.url}`);
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
    await caller.standIn.setCallback({ url: app.url, token: 't', aesKey: '', mode: 'plain', format: 'json' });
  });
  afterEach(async () => {
    await app.close();
    await new Promise((resolve) => files.close(resolve));
  });
  const told = () => app.pushed.map(({ text }) => JSON.parse(text));

  it('comes after the time that was set, as an event', async () => {
    caller.standIn.flags({ mediaDelayMs: 60_000 });
    const { trace_id } = (await media({ media_url: `${base}/a.jpg` })).json;
    await caller.standIn.flush();
    expect(told()).toEqual([]);
    caller.standIn.advance(60_000);
    await caller.standIn.flush();
    expect(told()).toEqual([
      expect.objectContaining({
        FromUserName: 'o_wang',
        MsgType: 'event',
        Event: 'wxa_media_check',
        appid: APP.appid,
        trace_id,
        version: 2,
        detail: [{ strategy: 'content_model', errcode: 0, suggest: 'pass', label: 100, prob: 90 }],
        errcode: 0,
        errmsg: 'ok',
        result: { suggest: 'pass', label: 100 },
      }),
    ]);
  });

  it('follows the rules that were set, by address or content, for sound as for pictures', async () => {
    await caller.admin('PUT', 'words', {
      media: [
        { match: 'bad.mp3', suggest: 'risky', label: 20001 },
        { match: 'picture /b', suggest: 'review', label: 20002 },
      ],
    });
    await media({ media_url: `${base}/bad.mp3`, media_type: 1 });
    await media({ media_url: `${base}/b.jpg` });
    await caller.standIn.flush();
    expect(told().map(({ result }) => result)).toEqual([
      { suggest: 'risky', label: 20001 },
      { suggest: 'review', label: 20002 },
    ]);
  });

  it('is that it could not be had', async () => {
    await media({ media_url: `${base}/gone.jpg` });
    await media({ media_url: 'http://127.0.0.1:9/x.jpg' });
    await caller.standIn.flush();
    expect(told().map(({ errcode }) => errcode)).toEqual([-1008, -1008]);
  });
});
