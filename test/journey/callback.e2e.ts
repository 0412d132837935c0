/** WeChat pushes what happened: what is its own is kept and heard once, what is anybody else's leaves nothing behind. */
import { startStandIn } from '@liudan/wechat-stand-in/server';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { EVENTS_SWEEP } from '../../apps/server/src/wechat/event.sweep.ts';
import { type WechatEvent, WechatEvents } from '../../apps/server/src/wechat/wechat.events.ts';
import { WechatEventEntity } from '../../apps/server/src/wechat/wechat-event.entity.ts';
import { FakeClock } from '../support/clock.ts';
import { CALLBACK, CALLBACK_ENV, eventText, pusher } from '../support/push.ts';
import { startServer, TEST_APP, type TestServer } from '../support/server.ts';

const NOW = Date.UTC(2026, 10, 20, 1);
const SUCCESS = { status: 200, text: 'success' };
const POPUP = 'subscribe_msg_popup_event';
const entry = (TemplateId: string) => ({ TemplateId, SubscribeStatusString: 'accept', PopupScene: '0' });

describe.each(['sqlite', 'mariadb'] as const)('the address WeChat pushes to, on %s', (database) => {
  const clock = new FakeClock(NOW);
  let server: TestServer;
  const lines: string[] = [];
  const { push, verify, signed } = pusher(() => server, clock);

  beforeAll(async () => {
    const logTo = { write: (line: string) => void lines.push(line) };
    server = await startServer({ database, clock, env: { ...CALLBACK_ENV, LOG_LEVEL: 'debug' }, logTo });
    server.app.get(Sweeps).byHand();
  });
  afterAll(() => server.close());
  afterEach(async () => {
    await server.app.get(Database).write((tx) => tx.clear(WechatEventEntity));
  });

  const rows = () => server.app.get(Database).read.find(WechatEventEntity, { order: { id: 'ASC' } });
  const round = () => server.app.get(Sweeps).runNow(EVENTS_SWEEP);
  /** Hears a kind of event from now on; kinds are used once, because nobody stops listening. */
  const heard = (event: string, fail: () => boolean = () => false) => {
    const events: WechatEvent[] = [];
    server.app.get(WechatEvents).on(event, async (told) => {
      if (fail()) throw new Error(`no ${told.openid}`);
      events.push(told);
    });
    return events;
  };

  it('answers the question whether it is ours, to WeChat only', async () => {
    expect(await verify()).toEqual({ status: 200, text: '4375120948345356249' });
    expect(await verify({ signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696' })).toMatchObject({ status: 403 });
    expect(await verify({ timestamp: '1714036504' })).toMatchObject({ status: 403 });
    expect(await verify({ echostr: '<script>' })).toMatchObject({ status: 400 });
  });

  it.each([
    ['open JSON', { type: 'application/json' }],
    ['open JSON that calls itself XML', { type: 'text/xml' }],
    ['JSON of no type', { type: '' }],
    ['sealed JSON', { safe: true, type: 'application/json' }],
    ['sealed JSON that calls itself a form', { safe: true, type: 'application/x-www-form-urlencoded' }],
  ])('takes %s, and hands it on', async (name, choice) => {
    const event = `popup ${name}`;
    const events = heard(event);
    expect(await push(eventText(event, { List: entry('T1') }), choice)).toEqual(SUCCESS);
    await round();
    expect(events).toEqual([{ event, openid: 'o_li', at: 1795150800000, list: [entry('T1')], fields: {} }]);
    expect(await rows()).toMatchObject([{ state: 'done', tries: 1, lastError: null }]);
  });

  it('takes XML, one entry or many', async () => {
    const events = heard('popup in XML');
    const list = (id: string) =>
      `<List><TemplateId><![CDATA[${id}]]></TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>`;
    const xml = (lists: string, at: number) =>
      `<xml><ToUserName><![CDATA[gh]]></ToUserName><FromUserName><![CDATA[o_li]]></FromUserName><CreateTime>${at}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[popup in XML]]></Event><SubscribeMsgPopupEvent>${lists}</SubscribeMsgPopupEvent></xml>`;
    expect(await push(xml(list('T1'), 1), { safe: true })).toEqual(SUCCESS);
    expect(await push(xml(list('T1') + list('T2'), 2))).toEqual(SUCCESS);
    await round();
    expect(events.map(({ list: entries }) => entries.map(({ TemplateId }) => TemplateId))).toEqual([
      ['T1'],
      ['T1', 'T2'],
    ]);
  });

  it('hears a thing once, however often and in whatever form it is told', async () => {
    const events = heard('told again');
    const told = (CreateTime: unknown, id: string) => eventText('told again', { CreateTime, List: entry(id) });
    const all = [told(1795150800, 'T1'), told('1795150800', 'T1'), told(1795150800, 'T2'), told(1795150801, 'T1')];
    expect(await Promise.all([...all, ...all].map((text) => push(text)))).toEqual(Array(8).fill(SUCCESS));
    await round();
    await push(told(1795150800, 'T1'), { safe: true });
    await round();
    expect(events).toHaveLength(3);
  });

  it('tries again what could not be heard, keeps that person’s order, and nobody else waiting', async () => {
    let broken = true;
    const events = heard('in order', () => broken);
    const other = heard('of another');
    const of = (openid: string, event: string, at: number) =>
      eventText(event, { FromUserName: openid, CreateTime: at });
    await push(of('o_li', 'in order', 1));
    await push(of('o_li', 'in order', 2));
    await push(of('o_wang', 'of another', 3));
    await round();
    expect(events).toEqual([]);
    expect(other).toHaveLength(1);
    expect(await rows()).toMatchObject([
      { state: 'waiting', tries: 1, lastError: 'Error' },
      { tries: 0 },
      { state: 'done' },
    ]);
    broken = false;
    await round();
    expect(events).toEqual([]);
    clock.advance(5_000);
    await round();
    expect(events.map(({ at }) => at)).toEqual([1000, 2000]);
  });

  it('gives up in the end, and forgets after a week', async () => {
    heard('never', () => true);
    await push(eventText('never'));
    for (let time = 0; time < 20; time++) {
      await round();
      clock.advance(60 * 60_000);
    }
    expect(await rows()).toMatchObject([{ state: 'failed', tries: 20 }]);
    clock.advance(7 * 24 * 60 * 60_000);
    await server.app.get(Sweeps).runNow('wechat-events-forget');
    expect(await rows()).toEqual([]);
  });

  it('leaves nothing behind of what WeChat did not write', async () => {
    const text = eventText(POPUP, { List: entry('T1') });
    const wrong = 'f'.repeat(40);
    expect(await push(text, { query: { signature: wrong } })).toMatchObject({ status: 403 });
    expect(await push(text, { safe: true, query: { msg_signature: wrong } })).toMatchObject({ status: 403 });
    // The signature of the address says nothing of what is sealed.
    const { signature } = signed();
    expect(await push(text, { safe: true, query: { msg_signature: signature } })).toMatchObject({ status: 403 });
    expect(await push(text, { safe: true, appid: 'wx0000000000000000' })).toMatchObject({ status: 403 });
    expect(await push(text, { query: { timestamp: '' } })).toMatchObject({ status: 403 });
    const old = signed();
    clock.advance(60 * 60_000 + 1000);
    expect(await push(text, { query: old })).toMatchObject({ status: 403 });
    expect(await push('x'.repeat(1024 * 1024 + 1))).toMatchObject({ status: 413 });
    expect(await rows()).toEqual([]);
  });

  it('answers what it can’t read, so that it isn’t told again, and keeps none of it', async () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><MsgType>event</MsgType><Event>&e;</Event></xml>';
    const person = '{"MsgType":"text","Content":"一句话","FromUserName":"o_li","CreateTime":1}';
    for (const text of ['', 'garbage', '[[[[', '['.repeat(200_000), '<xml>'.repeat(50_000), bomb, person])
      expect(await push(text)).toEqual(SUCCESS);
    expect(await rows()).toEqual([]);
  });

  it('writes nobody’s openid and nothing of what was pushed into log or table', async () => {
    await push(eventText('secretly', { List: entry('T-secret') }), { safe: true });
    const [row] = await rows();
    expect(JSON.stringify(row)).not.toMatch(/o_li|T-secret/);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.join('')).not.toMatch(/o_li|T-secret|一句话|signature=/);
  });

  it.each([
    ['plain', 'json'],
    ['plain', 'xml'],
    ['compatible', 'json'],
    ['compatible', 'xml'],
    ['safe', 'json'],
    ['safe', 'xml'],
  ] as const)('understands WeChat in %s mode and %s, told twice and out of order', async (mode, format) => {
    const standIn = await startStandIn({ now: () => clock.now() });
    try {
      standIn.addApp(TEST_APP);
      standIn.addUser({ openid: 'o_zhang' });
      for (const id of ['T1', 'T2']) standIn.addTemplate({ id, keywords: ['thing1'] });
      await standIn.setCallback({ url: `${server.url}/api/v1/wechat/callback`, ...CALLBACK, mode, format });
      clock.advance(1000);
      standIn.subscribe('o_zhang', { T1: 'accept' });
      standIn.subscribe('o_zhang', { T1: 'accept', T2: 'reject' });
      standIn.setting('o_zhang', 'T1', 'reject');
      standIn.duplicate();
      standIn.reorder();
      await standIn.flush();
      expect(standIn.events().map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'taken']);
      const kept = await rows();
      const events = kept.map((row) => server.app.get(WechatEvents).open(row));
      expect(
        events.map(({ event, openid, list }) => [event, openid, list.map((one) => one.SubscribeStatusString)]),
      ).toEqual([
        ['subscribe_msg_change_event', 'o_zhang', ['reject']],
        [POPUP, 'o_zhang', ['accept', 'reject']],
        [POPUP, 'o_zhang', ['accept']],
      ]);
      expect(events.every(({ at }) => at === clock.now())).toBe(true);
    } finally {
      await standIn.close();
    }
  });

  it('isn’t there where no callback is set up', async () => {
    const bare = await startServer({ clock });
    try {
      const to = pusher(() => bare, clock);
      expect(await to.verify()).toMatchObject({ status: 404 });
      expect(await to.push(eventText('x'))).toMatchObject({ status: 404 });
    } finally {
      await bare.close();
    }
  });
});
