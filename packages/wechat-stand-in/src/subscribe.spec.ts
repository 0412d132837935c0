import { APP, type Caller, startCaller } from '../test/caller.ts';

const SEND = '/cgi-bin/message/subscribe/send';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
});
afterEach(() => caller.standIn.close());

function message(more = {}, thing1 = '井盖破损') {
  const data = { thing1: { value: thing1 }, time2: { value: '2026年11月20日 15:01' } };
  return { touser: 'o_u1', template_id: 'T', miniprogram_state: 'formal', lang: 'zh_CN', data, ...more };
}

const credits = async () => (await caller.admin('GET', 'credits?openid=o_u1&template=T')).json.count;
const messages = async (query = ''): Promise<unknown> =>
  JSON.parse((await caller.admin('GET', `messages${query}`)).text);
const eventsOf = (name: string) => caller.standIn.events().filter(({ event }) => event === name);

describe('the worked example', () => {
  it('goes word for word', async () => {
    await caller.admin('POST', 'users', { openid: 'o_u1' });
    await caller.admin('POST', 'templates', { id: 'T', type: 'onetime', keywords: ['thing1', 'time2'] });
    await caller.admin('POST', 'client/subscribe', { openid: 'o_u1', result: { T: 'accept' } });
    await caller.admin('POST', 'client/subscribe', { openid: 'o_u1', result: { T: 'accept' } });
    expect(await credits()).toBe(2);
    expect(eventsOf('subscribe_msg_popup_event')).toHaveLength(2);

    const first = await caller.send(SEND, message());
    expect(first.text).toBe('{"errcode":0,"errmsg":"ok","msgid":2589480923856076802}');
    expect(await credits()).toBe(1);
    expect(eventsOf('subscribe_msg_sent_event')).toHaveLength(1);

    const long = await caller.send(SEND, message({}, '字'.repeat(21)));
    expect(long.json.errcode).toBe(47003);
    expect(long.json.errmsg).toMatch(/^argument invalid! data\.thing1\.value invalid rid: [0-9a-f-]{26}$/);
    expect(await credits()).toBe(1);

    expect((await caller.send(SEND, message())).json.errcode).toBe(0);
    expect(await credits()).toBe(0);

    const refused = await caller.send(SEND, message());
    expect(refused.json.errcode).toBe(43101);
    expect(refused.json.errmsg).toMatch(/^user refuse to accept the msg rid: /);
    expect(await messages('?openid=o_u1')).toHaveLength(2);
  });
});

describe('a subscribe message', () => {
  beforeEach(() => {
    caller.standIn.addApp({ ...APP, pages: ['pages/ticket/index'] });
    caller.standIn.addUser({ openid: 'o_u1' });
    caller.standIn.addTemplate({ id: 'T', title: '进度通知', keywords: ['thing1', 'time2'] });
    caller.standIn.subscribe('o_u1', { T: 'accept' });
  });

  it('arrives on the phone as it was sent', async () => {
    await caller.send(SEND, message({ page: 'pages/ticket/index?id=1' }));
    expect(caller.standIn.messages({ openid: 'o_u1' })).toEqual([
      {
        msgid: '2589480923856076802',
        channel: 'subscribe',
        appid: APP.appid,
        openid: 'o_u1',
        template: 'T',
        title: '进度通知',
        fields: [
          { key: 'thing1', label: 'thing1', value: '井盖破损' },
          { key: 'time2', label: 'time2', value: '2026年11月20日 15:01' },
        ],
        page: 'pages/ticket/index?id=1',
        state: 'formal',
        lang: 'zh_CN',
        at: caller.standIn.now(),
      },
    ]);
  });

  it('has an id that no JavaScript number can hold', async () => {
    const { text, json } = await caller.send(SEND, message());
    const raw = /"msgid":(\d{19})}$/.exec(text)?.[1] ?? '';
    expect(BigInt(raw) > 2n ** 53n).toBe(true);
    expect(String(json.msgid)).not.toBe(raw);
    expect(caller.standIn.messages()[0]?.msgid).toBe(raw);
  });

  it.each([
    ['nobody', { touser: 'o_nobody' }, 40003],
    ['an unknown template', { template_id: 'X' }, 40037],
    ['a page that is not there', { page: 'pages/other' }, 41030],
    ['data as text', { data: '{"thing1":{"value":"x"}}' }, 47003],
    ['plain values', { data: { thing1: 'x', time2: '15:01' } }, 47003],
    ['a missing key', { data: { thing1: { value: 'x' } } }, 47003],
  ])('to %s or with it is refused and costs nothing', async (_, more, errcode) => {
    expect((await caller.send(SEND, message(more))).json.errcode).toBe(errcode);
    expect(caller.standIn.credits('o_u1', 'T')).toBe(1);
    expect(caller.standIn.messages()).toEqual([]);
  });

  it('to a person of another app is refused', async () => {
    caller.standIn.addApp({ appid: 'wx_other', secret: 's' });
    caller.standIn.addUser({ openid: 'o_there', appid: 'wx_other' });
    expect((await caller.send(SEND, message({ touser: 'o_there' }))).json.errcode).toBe(40003);
    caller.standIn.addTemplate({ id: 'T2', appid: 'wx_other', keywords: ['thing1'] });
    expect((await caller.send(SEND, message({ template_id: 'T2' }))).json.errcode).toBe(40037);
  });

  it('is refused where the ability is taken away, and for a sensitive word', async () => {
    caller.standIn.words({ sensitive: ['井盖'] });
    expect((await caller.send(SEND, message())).json.errcode).toBe(45168);
    caller.standIn.addApp({ ...APP, subscribeBanned: true });
    expect((await caller.send(SEND, message())).json.errcode).toBe(43107);
    expect(caller.standIn.credits('o_u1', 'T')).toBe(1);
  });

  it('is refused while another is on its way to the same phone', async () => {
    caller.standIn.subscribe('o_u1', { T: 'accept' });
    caller.standIn.fault({ kind: 'slow', ms: 150, times: 1, match: { path: SEND } });
    const first = caller.send(SEND, message());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await caller.send(SEND, message())).json.errcode).toBe(43108);
    expect((await first).json.errcode).toBe(0);
    expect((await caller.send(SEND, message())).json.errcode).toBe(0);
  });

  it('of a long-term template is free after one acceptance', async () => {
    caller.standIn.addTemplate({ id: 'L', type: 'longterm', keywords: ['thing1', 'time2'] });
    const long = message({ template_id: 'L' });
    expect((await caller.send(SEND, long)).json.errcode).toBe(43101);
    caller.standIn.subscribe('o_u1', { L: 'accept' });
    for (let time = 0; time < 3; time += 1) expect((await caller.send(SEND, long)).json.errcode).toBe(0);
    expect(caller.standIn.credits('o_u1', 'L')).toBe(Number.POSITIVE_INFINITY);
  });

  it('shows its template as the account lists it', async () => {
    const keywords = [
      { key: 'thing1', label: '问题描述' },
      { key: 'enum2', label: '结果', enum: ['满意'] },
    ];
    caller.standIn.addTemplate({ id: 'E', title: '评价', keywords });
    const { json } = await caller.get('/wxaapi/newtmpl/gettemplate', { access_token: await caller.token() });
    expect(json.data).toContainEqual({
      priTmplId: 'E',
      title: '评价',
      content: '问题描述:{{thing1.DATA}}\n结果:{{enum2.DATA}}\n',
      example: '',
      type: 2,
      keywordEnumValueList: [{ keywordCode: 'enum2.DATA', enumValueList: ['满意'] }],
    });
  });
});
