import { type Caller, startCaller } from '../../test/caller.ts';

const CORP = { corpid: 'ww01', agentid: 1000002, secret: 's' };
const SEND = '/wecom/cgi-bin/message/send';
const CARD = {
  title: '新工单 GD001',
  description: '<div class="gray">2026-11-20 15:01</div><div class="normal">幸福路12号</div>',
  url: 'https://example.org/1',
};

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addAgent({ ...CORP, name: '六单', miniprograms: ['wx01'] });
  caller.standIn.addMember({ userid: 'ZhangSan', name: '张三', mobile: '13800138000', openid: 'o_zhang' });
  caller.standIn.addMember({ userid: 'lisi', name: '李四', departments: [7] });
});
afterEach(() => caller.standIn.close());

async function token(secret = 's'): Promise<string> {
  const { json } = await caller.get('/wecom/cgi-bin/gettoken', { corpid: 'ww01', corpsecret: secret });
  return String(json.access_token);
}
const post = async (path: string, body: unknown, ip = '127.0.0.1') =>
  caller.post(`${path}?access_token=${await token()}`, body, { headers: { 'x-fake-ip': ip } });
const send = (more = {}, ip?: string) =>
  post(SEND, { touser: 'zhangsan', agentid: CORP.agentid, msgtype: 'textcard', textcard: CARD, ...more }, ip);

describe('a token of WeCom', () => {
  it('comes with an errcode and stays the same while it lives', async () => {
    const ask = () => caller.get('/wecom/cgi-bin/gettoken', { corpid: 'ww01', corpsecret: 's' });
    const { json } = await ask();
    expect(json).toEqual({ errcode: 0, errmsg: 'ok', access_token: expect.any(String), expires_in: 7200 });
    caller.standIn.advance(60_000);
    expect((await ask()).json).toEqual({ ...json, expires_in: 7140 });
  });

  it('is refused in the words of WeCom', async () => {
    const told = async (corpid: string, corpsecret: string) =>
      (await caller.get('/wecom/cgi-bin/gettoken', { corpid, corpsecret })).json;
    expect((await told('ww02', 's')).errmsg).toMatch(
      /^invalid corpid, hint: \[\d{23}\], from ip: 127\.0\.0\.1, more info at https:\/\/open\.work\.weixin\.qq\.com\/devtool\/query\?e=40013$/,
    );
    expect(await told('ww01', 'x')).toMatchObject({
      errcode: 40001,
      errmsg: expect.stringMatching(/^invalid credential,/),
    });
    expect((await caller.post(`${SEND}?access_token=x`, {})).json.errcode).toBe(40014);
    expect((await caller.post(SEND, {})).json.errcode).toBe(41001);
    const old = await token();
    await caller.admin('POST', 'wecom/token/expire', {});
    expect((await caller.post(`${SEND}?access_token=${old}`, {})).json.errcode).toBe(42001);
  });

  it('does not open the door to an address that is not trusted', async () => {
    caller.standIn.addAgent({ ...CORP, trustedIps: ['1.2.3.4'] });
    const { json } = await send({ agentid: 5 });
    expect(json).toMatchObject({ errcode: 60020, errmsg: expect.stringMatching(/^not allow to access from your ip,/) });
    expect((await send({}, '1.2.3.4')).json.errcode).toBe(0);
  });
});

describe('a message of an application', () => {
  it('reaches those it can, and names the others in a success', async () => {
    const { json } = await send({ touser: 'ZhangSan|Nobody|lisi' });
    expect(json).toMatchObject({ errcode: 0, errmsg: 'ok', invaliduser: 'nobody', invalidparty: '' });
    expect(caller.standIn.messages({ channel: 'wecom' }).map(({ userid }) => userid)).toEqual(['ZhangSan', 'lisi']);
    expect(caller.standIn.messages({ userid: 'ZhangSan' })[0]).toMatchObject({
      openid: 'o_zhang',
      title: '新工单 GD001',
      text: '2026-11-20 15:01\n幸福路12号',
      url: 'https://example.org/1',
    });
  });

  it('lies on the phone of the person with the same number', async () => {
    caller.standIn.addMember({ userid: 'lisi', mobile: '13900139000' });
    caller.standIn.addUser({ openid: 'o_lisi', phone: '+8613900139000' });
    await send({ touser: 'lisi' });
    expect(caller.standIn.messages({ openid: 'o_lisi' })).toHaveLength(1);
  });

  it('reaches a department and everybody', async () => {
    expect((await send({ touser: '', toparty: '7|8' })).json).toMatchObject({ errcode: 0, invalidparty: '8' });
    await send({ touser: '@all' });
    expect(caller.standIn.messages()).toHaveLength(3);
  });

  it.each([
    ['nobody it knows', { touser: 'nobody' }, 81013],
    ['nobody at all', { touser: '' }, 82001],
    ['another application', { agentid: 1 }, 40056],
    ['an unknown kind', { msgtype: 'smoke' }, 40008],
    ['an empty card', { textcard: { ...CARD, title: '' } }, 44004],
    ['a long title', { textcard: { ...CARD, title: '字'.repeat(129) } }, 40058],
    ['a long button', { textcard: { ...CARD, btntxt: '去处理它吧' } }, 40058],
    ['no content', { msgtype: 'text', text: { content: '' } }, 44004],
    ['nine articles', { msgtype: 'news', news: { articles: Array(9).fill({ title: 'x', url: 'u' }) } }, 40058],
    [
      'a card without a target',
      { msgtype: 'template_card', template_card: { card_type: 'text_notice', main_title: { title: 'x' } } },
      40058,
    ],
    [
      'a foreign mini-program',
      { msgtype: 'miniprogram_notice', miniprogram_notice: { appid: 'wx9', title: '新的工单' } },
      40013,
    ],
  ])('with %s is refused', async (_, more, errcode) => {
    expect((await send(more)).json.errcode).toBe(errcode);
    expect(caller.standIn.messages()).toEqual([]);
  });

  it('of every other kind arrives', async () => {
    const items = [{ key: '截止', value: '18:00' }];
    const notice = {
      appid: 'wx01',
      title: '新工单待处理',
      description: '请及时处理',
      page: 'pages/a?id=1',
      content_item: items,
    };
    const button = { card_type: 'button_interaction', task_id: 't1', main_title: { title: '接单' } };
    expect((await send({ msgtype: 'text', text: { content: '你'.repeat(1000) } })).json.errcode).toBe(0);
    await send({ msgtype: 'markdown', markdown: { content: '**急**' } });
    await send({
      msgtype: 'news',
      news: {
        articles: [
          { title: '甲', url: 'https://a' },
          { title: '乙', url: 'https://b' },
        ],
      },
    });
    await send({ msgtype: 'miniprogram_notice', miniprogram_notice: notice });
    const card = await send({ msgtype: 'template_card', template_card: button });
    expect(card.json.response_code).toEqual(expect.any(String));
    expect((await send({ msgtype: 'template_card', template_card: button })).json.errcode).toBe(40058);
    const shown = caller.standIn
      .messages()
      .map(({ template, title, text, page, fields }) => [template, title, text?.length, page, fields.length]);
    expect(shown).toEqual([
      ['text', '', 682, null, 0],
      ['markdown', '', 5, null, 0],
      ['news', '甲', 0, null, 1],
      ['miniprogram_notice', '新工单待处理', 5, 'pages/a?id=1', 1],
      ['template_card', '接单', 0, null, 0],
    ]);
  });

  it('is not shown twice where the caller asks for that', async () => {
    const once = { enable_duplicate_check: 1, duplicate_check_interval: 60 };
    for (let time = 0; time < 2; time += 1) expect((await send(once)).json.errcode).toBe(0);
    expect(caller.standIn.messages()).toHaveLength(1);
    expect(caller.standIn.dropped()).toMatchObject([{ dropped: 'duplicate' }]);
    caller.standIn.advance(60_001);
    await send(once);
    expect(caller.standIn.messages()).toHaveLength(2);
  });

  it('is dropped without a word beyond thirty a minute for a member', async () => {
    for (let time = 0; time < 31; time += 1) expect((await send()).json.errcode).toBe(0);
    expect(caller.standIn.messages()).toHaveLength(30);
    expect((await caller.admin('GET', 'dropped')).text).toContain('"dropped":"rate"');
    caller.standIn.advance(60_000);
    await send();
    expect(caller.standIn.messages()).toHaveLength(31);
  });
});

describe('who a member is', () => {
  const get = async (path: string, query: Record<string, string>) =>
    (await caller.get(path, { access_token: await token(), ...query })).json;

  it('is told by a code, once and for five minutes', async () => {
    const path = '/wecom/cgi-bin/auth/getuserinfo';
    const code = caller.standIn.wecomCode('zhangsan');
    expect(await get(path, { code })).toMatchObject({ errcode: 0, userid: 'zhangsan' });
    expect((await get(path, { code })).errcode).toBe(40029);
    const late = caller.standIn.wecomCode('lisi');
    caller.standIn.advance(300_000);
    expect((await get(path, { code: late })).errcode).toBe(40029);
  });

  it('is told to the mini-program that is opened inside WeCom', async () => {
    const { code } = (await caller.admin('POST', 'wecom/code', { userid: 'lisi' })).json;
    const query = { js_code: String(code), grant_type: 'authorization_code' };
    expect(await get('/wecom/cgi-bin/miniprogram/jscode2session', query)).toMatchObject({
      corpid: 'ww01',
      userid: 'lisi',
    });
  });

  it('is told by the number of a phone', async () => {
    const ask = async (mobile: string) => (await post('/wecom/cgi-bin/user/getuserid', { mobile })).json;
    expect(await ask('13800138000')).toEqual({ errcode: 0, errmsg: 'ok', userid: 'ZhangSan' });
    expect((await ask('13900139000')).errcode).toBe(46004);
    caller.standIn.addAgent({ ...CORP, visible: ['lisi'] });
    expect((await ask('13800138000')).errcode).toBe(46004);
    expect((await send()).json.errcode).toBe(81013);
  });
});

describe('the robot of a group', () => {
  const HOOK = '/wecom/cgi-bin/webhook/send?key=k';
  const text = { msgtype: 'text', text: { content: '值班提醒' } };

  beforeEach(() => {
    caller.standIn.addRobot({ key: 'k', name: '值班群' });
  });

  it('speaks twenty times in sixty seconds', async () => {
    for (let time = 0; time < 20; time += 1) {
      expect((await caller.post(HOOK, text)).text).toBe('{"errcode":0,"errmsg":"ok"}');
      caller.standIn.advance(1000);
    }
    const { json } = await caller.post(HOOK, text);
    expect(json.errcode).toBe(45009);
    expect(json.errmsg).toMatch(/^api freq out of limit, hint: \[\d{23}\], from ip: /);
    caller.standIn.advance(40_001);
    expect((await caller.post(HOOK, text)).json.errcode).toBe(0);
    expect(caller.standIn.messages({ userid: 'group:k' })).toHaveLength(21);
  });

  it('is refused as WeCom refuses it', async () => {
    const code = async (body: unknown, path = HOOK) => (await caller.post(path, body)).json.errcode;
    expect(await code(text, '/wecom/cgi-bin/webhook/send?key=x')).toBe(93000);
    expect(await code({ msgtype: 'text', text: { content: '' } })).toBe(44004);
    expect(await code({ msgtype: 'text', text: { content: '字'.repeat(683) } })).toBe(40058);
    expect(await code({ msgtype: 'markdown', markdown: { content: '字'.repeat(1366) } })).toBe(40058);
    expect(await code({ msgtype: 'markdown', markdown: { content: '字'.repeat(1365) } })).toBe(0);
  });
});

describe('WeCom over the admin interface', () => {
  it('is set up', async () => {
    await caller.admin('POST', 'reset');
    await caller.admin('POST', 'wecom/agents', CORP);
    await caller.admin('POST', 'wecom/members', { userid: 'a', departments: [1] });
    await caller.admin('POST', 'wecom/robots', { key: 'k' });
    expect((await send({ touser: 'a' })).json.errcode).toBe(0);
    await caller.admin('POST', 'wecom/members/remove', { userid: 'A' });
    expect((await send({ touser: 'a' })).json.errcode).toBe(81013);
    expect((await caller.admin('POST', 'wecom/members', { userid: 'a', departments: ['x'] })).status).toBe(400);
  });

  it('lets trouble through as for WeChat', async () => {
    caller.standIn.fault({ kind: 'errcode', code: 45009, times: 1, match: { path: SEND } });
    expect((await send()).json.errmsg).toMatch(/^api freq out of limit, hint:/);
    caller.standIn.fault({ kind: 'invalidToken', times: 1, match: { path: SEND } });
    expect((await send()).json.errcode).toBe(40014);
  });
});
