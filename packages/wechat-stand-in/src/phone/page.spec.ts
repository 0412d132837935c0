import { createHash } from 'node:crypto';
import { APP, type Caller, startCaller } from '../../test/caller.ts';

const SEND = '/cgi-bin/message/subscribe/send';

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller({ app: 'http://127.0.0.1:3000/' });
  caller.standIn.addTemplate({ id: 'T', title: '工单进度通知', keywords: [{ key: 'thing1', label: '问题描述' }] });
  caller.standIn.addTemplate({ id: 'E', title: '派单提醒', type: 'employee', keywords: ['thing1'] });
  caller.standIn.addUser({ openid: 'o_wang', name: '王芳', phone: '13800138000' });
  caller.standIn.addUser({ openid: 'o_li', name: '李强' });
});
afterEach(() => caller.standIn.close());

async function notify(openid: string, value: string, more = {}) {
  caller.standIn.subscribe(openid, { T: 'accept' });
  const body = { touser: openid, template_id: 'T', page: 'pages/ticket/index?id=1', data: { thing1: { value } } };
  return caller.send(SEND, { ...body, ...more });
}

async function wecom(touser: string, body: object = { msgtype: 'text', text: { content: '请接单' } }) {
  caller.standIn.addAgent({ corpid: 'ww01', agentid: 1, secret: 's', name: '六单值班' });
  const { json } = await caller.get('/wecom/cgi-bin/gettoken', { corpid: 'ww01', corpsecret: 's' });
  const path = `/wecom/cgi-bin/message/send?access_token=${json.access_token}`;
  return caller.post(path, { touser, agentid: 1, ...body });
}

const page = async (query: Record<string, string> = {}) => (await caller.get('/__phone', query)).text;
const badges = (text: string) => [...text.matchAll(/未读 <\/span>(\d+)/g)].map(([, count]) => count);

describe('the list of phones', () => {
  it('begins with the newest message and counts what nobody looked at', async () => {
    await notify('o_li', '井盖破损');
    caller.standIn.advance(60_000);
    for (const text of ['路灯不亮', '垃圾堆放']) await notify('o_wang', text);
    const text = await page();
    expect(text.indexOf('王芳')).toBeLessThan(text.indexOf('李强'));
    expect(badges(text)).toEqual(['2', '1']);
    expect(text).toContain('<title>(3) 演示手机</title>');
    expect(text).toContain('服务通知：工单进度通知');
    await page({ phone: 'o_wang' });
    expect(badges(await page())).toEqual(['1']);
  });

  it('has a place for those who are not in the mini-program', async () => {
    caller.standIn.addAgent({ corpid: 'ww01', agentid: 1, secret: 's' });
    caller.standIn.addMember({ userid: 'zhao', name: '赵敏' });
    caller.standIn.addRobot({ key: 'k', name: '值班群' });
    await wecom('zhao');
    await caller.post('/wecom/cgi-bin/webhook/send?key=k', { msgtype: 'text', text: { content: '今晚值班' } });
    const text = await page();
    for (const shown of ['赵敏', '企业微信：请接单', '值班群', '企业微信：今晚值班']) expect(text).toContain(shown);
    expect(await page({ phone: 'wecom:zhao' })).toContain('六单值班');
    expect(await page({ phone: 'group:k' })).toContain('<p class="text">今晚值班</p>');
  });

  it('names those who have got nothing yet, and says what people are', async () => {
    caller.standIn.addUser({ openid: 'o_li', note: '示例社区 网格员' });
    await notify('o_li', '井盖破损');
    const text = await page();
    expect(text).toContain('<small>示例社区 网格员</small>');
    expect(text.slice(text.indexOf('还没有消息的手机'))).toContain('王芳');
  });

  it('says so when there is nobody', async () => {
    await caller.admin('POST', 'reset');
    expect(await page()).toContain('还没有人登录过小程序');
  });
});

describe('a phone', () => {
  it('shows service messages with what they open', async () => {
    await notify('o_wang', '井盖破损');
    const text = await page({ openid: 'o_wang' });
    for (const shown of ['王芳的手机', '六单', '工单进度通知', '问题描述', '井盖破损', '11/21 10:00']) {
      expect(text).toContain(shown);
    }
    expect(text).toContain('href="http://127.0.0.1:3000/#/pages/ticket/index?id=1" target="phone-o_wang"');
  });

  it('keeps the kinds of messages apart, one person through every channel', async () => {
    caller.standIn.addAgent({ corpid: 'ww01', agentid: 1, secret: 's' });
    caller.standIn.addMember({ userid: 'wangfang', mobile: '13800138000' });
    await notify('o_wang', '井盖破损');
    caller.standIn.advance(1000);
    await wecom('wangfang', {
      msgtype: 'textcard',
      textcard: { title: '新工单', description: '请接单', url: 'http://127.0.0.1:3000/#/pages/a' },
    });
    caller.standIn.bindEmployee('o_wang', 'accept', { E: 'accept' });
    await caller.send('/cgi-bin/message/wxopen/employeerelationmsg/send', {
      touser: 'o_wang',
      template_id: 'E',
      page: 'pages/a',
      data: JSON.stringify({ data: { thing1: { value: '去现场' } } }),
    });
    const text = await page({ phone: 'o_wang' });
    expect(text).toContain('企业微信 wangfang');
    // The newest message's kind is open; the others carry a count.
    expect(text).toContain('派单提醒');
    expect(text).not.toContain('新工单</h3>');
    expect(badges(text.slice(text.indexOf('class="tabs"')))).toEqual(['1', '1']);
    const wecomTab = await page({ phone: 'o_wang', tab: 'wecom' });
    expect(wecomTab).toContain('<h3>新工单</h3>');
    expect(wecomTab).toContain('<span>查看详情</span>');
    expect(await page({ phone: 'o_wang', tab: 'sms' })).toContain('还没有收到短信');
  });

  it('is opened by a link in a text', async () => {
    const link = { path: 'pages/rate/index', query: 't=1&u=2', expire_type: 1, expire_interval: 1 };
    const { url_link } = (await caller.send('/wxa/generate_urllink', link)).json;
    caller.standIn.write('o_wang', '你好');
    const content = `请评价：${url_link}。谢谢`;
    await caller.send('/cgi-bin/message/custom/send', { touser: 'o_wang', msgtype: 'text', text: { content } });
    expect(await page({ phone: 'o_wang' })).toContain(
      `<a href="http://127.0.0.1:3000/#/pages/rate/index?t=1&amp;u=2" target="phone-o_wang">${url_link}</a>。谢谢`,
    );
  });

  it('that is not there is not shown', async () => {
    expect(await page({ phone: 'o_nobody' })).toContain('没有这部手机');
  });

  it('shows texts as texts, and opens nothing but web addresses', async () => {
    await notify('o_wang', '<b>"&\'</b>');
    expect(await page({ phone: 'o_wang' })).toContain('<dd>&lt;b&gt;&quot;&amp;&#39;&lt;/b&gt;</dd>');
    await notify('o_li', '井盖', { page: undefined });
    caller.standIn.write('o_li', '你好');
    const link = { title: '点我', url: 'javascript:alert(1)' };
    await caller.send('/cgi-bin/message/custom/send', { touser: 'o_li', msgtype: 'link', link });
    expect(await page({ phone: 'o_li', tab: 'kf' })).not.toContain('javascript:');
  });

  it('notes another version than the released one', async () => {
    caller.standIn.addApp({ ...APP, name: '六单' });
    await notify('o_wang', '井盖', { miniprogram_state: 'trial' });
    expect(await page({ phone: 'o_wang' })).toContain('<em>体验版</em>');
  });
});

describe('the page', () => {
  it('runs its own script and nothing else', async () => {
    const answer = await fetch(`${caller.standIn.url}/__phone`);
    const text = await answer.text();
    const policy = answer.headers.get('content-security-policy') ?? '';
    for (const [tag, directive] of [
      ['script', 'script-src'],
      ['style', 'style-src'],
    ]) {
      const [, content = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text) ?? [];
      const hash = createHash('sha256').update(content).digest('base64');
      expect(policy).toContain(`${directive} 'sha256-${hash}'`);
    }
    expect(policy).toContain("default-src 'none'");
  });
});
