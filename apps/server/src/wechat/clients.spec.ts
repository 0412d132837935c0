import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { pino } from 'pino';
import { FakeClock } from '../../../../test/support/clock.ts';
import { type WechatTables, wechatTables } from '../../../../test/support/wechat-tables.ts';
import type { WecomEnv } from '../kernel/env-outside.ts';
import type { WechatHealth } from './health.ts';
import { SmsClient } from './sms.client.ts';
import { WechatClient } from './wechat.client.ts';
import { WechatTokenEntity } from './wechat-token.entity.ts';
import { WecomClient } from './wecom.client.ts';

const APP = { appid: 'wx00000000000test1', secret: 'secret-of-the-tests' };
const CORP = { corpid: 'ww0000000000000001', agentid: 1000002, secret: 'secret-of-the-agent' };
const SMS = { secretId: 'AKIDtests', secretKey: 'key-of-the-tests', sdkAppId: '1400000001', signs: ['某某街道'] };
const EMPLOYEE = '/cgi-bin/message/wxopen/employeerelationmsg/send';
const SUBSCRIBE = '/cgi-bin/message/subscribe/send';
const CODE = '/wxa/getwxacodeunlimit';
const logger = pino({ level: 'silent' });

describe('the clients of WeChat, WeCom and SMS', () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 24));
  let standIn: StandIn;
  let tables: WechatTables;
  let health: WechatHealth;
  let figures: () => Promise<string>;
  let wechat: WechatClient;
  let wecom: WecomClient;
  let sms: SmsClient;

  const built = (url: string, linked = false) => {
    const replica = tables.replica(clock, logger);
    const app = { base: url, appId: APP.appid, secret: APP.secret, state: 'formal', callback: null } as const;
    const corp: WecomEnv = {
      base: `${url}/wecom`,
      corpId: CORP.corpid,
      agentId: CORP.agentid,
      secret: CORP.secret,
      linked,
    };
    const texts = {
      base: `${url}/sms`,
      secretId: SMS.secretId,
      secretKey: SMS.secretKey,
      appId: SMS.sdkAppId,
      sign: '某某街道',
      region: 'ap-guangzhou',
    };
    const { lines, tokens } = replica;
    return {
      health: replica.health,
      figures: () => replica.metrics.registry.metrics(),
      wechat: new WechatClient({ wechat: app }, lines, tokens),
      wecom: new WecomClient({ wechat: app, wecom: corp, publicUrl: 'https://liudan.example.cn' }, lines, tokens),
      sms: new SmsClient({ sms: texts }, clock, lines),
    };
  };

  beforeAll(async () => {
    tables = await wechatTables('sqlite');
  });
  afterAll(() => tables.close());
  beforeEach(async () => {
    standIn = await startStandIn({ now: () => clock.now() });
    await tables.database.write((tx) => tx.clear(WechatTokenEntity));
    standIn.addApp({ ...APP, pages: ['pages/index/index'] });
    standIn.addUser({ openid: 'o_li', appid: APP.appid });
    standIn.addTemplate({ id: 'T1', appid: APP.appid, keywords: ['thing1'] });
    standIn.addTemplate({ id: 'E1', appid: APP.appid, type: 'employee', keywords: ['thing1'] });
    standIn.addAgent({ ...CORP, miniprograms: [APP.appid] });
    standIn.addMember({ userid: 'LiGang', mobile: '13711112222' });
    standIn.addSmsAccount({ ...SMS, templates: [{ id: '77', text: '工单{1}请在{2}前处理' }] });
    ({ health, figures, wechat, wecom, sms } = built(standIn.url));
  });
  afterEach(() => standIn.close());

  const card = (templateId: string, openid = 'o_li') =>
    ({ openid, templateId, page: 'pages/index/index?id=1', data: { thing1: '路灯不亮' } }) as const;

  it('write to who is bound as an employee, until he is not', async () => {
    expect(await wechat.sendEmployee(card('E1'))).toMatchObject({ kind: 'refused', errcode: 40256 });
    standIn.bindEmployee('o_li', 'accept', { E1: 'accept' });
    expect(await wechat.sendEmployee(card('E1'))).toMatchObject({ kind: 'sent' });
    expect(standIn.messages({ openid: 'o_li' })).toMatchObject([
      { template: 'E1', page: 'pages/index/index?id=1', fields: [{ value: '路灯不亮' }] },
    ]);
    expect(await wechat.unbindEmployee(['o_li'])).toEqual({ kind: 'done' });
    expect(await wechat.sendEmployee(card('E1'))).toMatchObject({ kind: 'refused', errcode: 40256 });
  });

  it('draw codes and make links for pages that are there', async () => {
    const code = await wechat.codeOf({ scene: 'g=AB12CD', page: 'pages/index/index' });
    expect(code.kind === 'picture' && code.type).toBe('image/png');
    expect(await wechat.codeOf({ scene: 'g=AB12CD', page: 'pages/nowhere' })).toMatchObject({ errcode: 41030 });
    expect(await wechat.codeOf({ scene: '一', page: 'pages/index/index' })).toMatchObject({ errcode: 40129 });
    const link = { page: 'pages/index/index', query: 'id=1', days: 30 };
    expect(await wechat.urlLink(link)).toMatchObject({ kind: 'link', url: expect.stringMatching(/^https:/) });
    expect(await wechat.urlLink({ ...link, days: 31 })).toMatchObject({ errcode: 85401 });
  });

  it('read the group somebody came from with his own session, and with no other', async () => {
    standIn.addUser({ openid: 'o_wang', appid: APP.appid });
    const wang = standIn.login('o_wang');
    const code = standIn.login('o_li');
    const entry = standIn.groupEntry('o_li', 'tGroup0000000000000000000001');
    expect(await wechat.groupOf({ code, ...entry })).toEqual({
      kind: 'group',
      opengid: 'tGroup0000000000000000000001',
    });
    expect(await wechat.groupOf({ code: wang, ...entry })).toMatchObject({ kind: 'refused', errcode: 87009 });
    expect(await wechat.groupOf({ code: standIn.login('o_li'), encryptedData: '%', iv: '' })).toMatchObject({
      errcode: 87009,
    });
    expect(await wechat.groupOf({ code: 'made-up', ...entry })).toMatchObject({ kind: 'refused', errcode: 40029 });
  });

  it('order a look at a picture', async () => {
    const order = { openid: 'o_li', url: 'https://liudan.example.cn/p.jpg', kind: 'image', scene: 'forum' } as const;
    expect(await wechat.checkMedia(order)).toMatchObject({ kind: 'refused', errcode: 61010 });
    standIn.visit('o_li');
    expect(await wechat.checkMedia(order)).toEqual({ kind: 'ordered', traceId: expect.any(String) });
  });

  it('send one message at a time to one person, because WeChat refuses the second', async () => {
    for (let time = 0; time < 4; time++) standIn.subscribe('o_li', { T1: 'accept' });
    standIn.fault({ kind: 'slow', ms: 60, match: { path: SUBSCRIBE } });
    const all = await Promise.all([1, 2, 3, 4].map(() => wechat.sendSubscribe(card('T1'))));
    expect(all.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'sent']);
  });

  it('ask a busy service again only where asking changes nothing', async () => {
    const busy = (path: string) => standIn.fault({ kind: 'errcode', code: -1, times: 1, match: { path } });
    busy(CODE);
    expect(await wechat.codeOf({ scene: 'a=1', page: 'pages/index/index' })).toMatchObject({ kind: 'picture' });
    expect(standIn.calls(CODE)).toHaveLength(2);
    standIn.bindEmployee('o_li', 'accept', { E1: 'accept' });
    busy(EMPLOYEE);
    expect(await wechat.sendEmployee(card('E1'))).toMatchObject({ kind: 'refused', errcode: -1 });
    expect(standIn.calls(EMPLOYEE)).toHaveLength(1);
  });

  it('have another token made where the same one is refused twice', async () => {
    standIn.subscribe('o_li', { T1: 'accept' });
    clock.advance(60_000);
    await wechat.unbindEmployee(['o_li']);
    standIn.fault({ kind: 'invalidToken', times: 2, match: { path: SUBSCRIBE } });
    const before = standIn.calls('/cgi-bin/stable_token').length;
    expect(await wechat.sendSubscribe(card('T1'))).toMatchObject({ kind: 'sent' });
    const forces = standIn.calls('/cgi-bin/stable_token').slice(before);
    expect(forces.map(({ body }) => (body as { force_refresh: boolean }).force_refresh)).toEqual([false, true]);
  });

  it('write a card to a member of WeCom, once, and a notice where the mini-program is linked', async () => {
    const message = {
      userid: 'LiGang',
      title: '新工单待处理',
      description: '编号：LD20261120-0001\n路灯<不亮>',
      page: 'packages/staff/ticket/index?id=1',
    };
    expect(await wecom.send(message)).toMatchObject({ kind: 'sent', msgid: expect.any(String) });
    expect(await wecom.send(message)).toMatchObject({ kind: 'sent' });
    expect(standIn.messages({ userid: 'LiGang' })).toMatchObject([
      {
        template: 'textcard',
        title: '新工单待处理',
        text: expect.stringContaining('路灯＜不亮＞'),
        url: 'https://liudan.example.cn/#/packages/staff/ticket/index?id=1',
      },
    ]);
    expect(await built(standIn.url, true).wecom.send(message)).toMatchObject({ kind: 'sent' });
    expect(standIn.messages({ userid: 'LiGang' }).at(-1)).toMatchObject({
      template: 'miniprogram_notice',
      page: 'packages/staff/ticket/index?id=1',
      fields: [
        { label: '编号', value: 'LD20261120-0001' },
        { label: '内容', value: '路灯<不亮>' },
      ],
    });
  });

  it('notice that WeCom took a message nobody can get, and find a member by his number', async () => {
    expect(await wecom.useridOf('13711112222')).toEqual({ kind: 'userid', userid: 'LiGang' });
    expect(await wecom.useridOf('13700000000')).toMatchObject({
      kind: 'refused',
      errcode: 46004,
      rid: expect.any(String),
    });
    const gone = { userid: 'gone', title: '新工单待处理', description: '无', url: 'https://liudan.example.cn' };
    expect(await wecom.send(gone)).toMatchObject({ kind: 'refused', errcode: 81013 });
    const server = createServer((request, response) =>
      response.end(
        JSON.stringify(
          request.url?.includes('gettoken')
            ? { errcode: 0, errmsg: 'ok', access_token: 'T', expires_in: 7200 }
            : { errcode: 0, errmsg: 'ok', invaliduser: 'ligang', msgid: 'm' },
        ),
      ),
    );
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      expect(await built(`http://127.0.0.1:${port}`).wecom.send(gone)).toMatchObject({
        kind: 'refused',
        errcode: 81013,
      });
    } finally {
      server.close();
    }
  });

  it.each(['expire', 'replace'] as const)('fetch another token of WeCom after %s', async (how) => {
    const message = { userid: 'LiGang', title: '新工单待处理', description: how };
    await wecom.send(message);
    standIn.spoilAgentTokens(how);
    expect(await wecom.send({ ...message, description: `${how} again` })).toMatchObject({ kind: 'sent' });
  });

  it('send a text, and say in a word why one was not taken', async () => {
    const text = { phone: '13711112222', templateId: '77', params: ['0001', '18:00'] };
    expect(await sms.send(text)).toEqual({ kind: 'sent', msgid: expect.any(String) });
    expect(standIn.messages({ phone: '13711112222' })).toMatchObject([{ text: '【某某街道】工单0001请在18:00前处理' }]);
    expect(await sms.send(text)).toMatchObject({
      kind: 'refused',
      errcode: -2,
      code: 'LimitExceeded.PhoneNumberThirtySecondLimit',
      rid: expect.any(String),
    });
    clock.advance(31_000);
    expect(await sms.send({ ...text, templateId: '78' })).toMatchObject({
      code: 'FailedOperation.TemplateIncorrectOrUnapproved',
    });
    standIn.addSmsAccount({ ...SMS, secretKey: 'another' });
    expect(await sms.send(text)).toMatchObject({ kind: 'refused', code: 'AuthFailure.SignatureFailure' });
  });

  it('say that nothing is set up, without a call', async () => {
    const { lines, tokens } = tables.replica(clock, logger);
    const none = new WecomClient(
      { wechat: { base: '', appId: null, secret: null, state: 'trial', callback: null }, wecom: null, publicUrl: '' },
      lines,
      tokens,
    );
    expect(none.configured).toBe(false);
    const unset = { kind: 'unknown', unsent: true };
    expect(await none.send({ userid: 'x', title: 'x', description: 'x' })).toMatchObject(unset);
    expect(await none.useridOf('13711112222')).toMatchObject(unset);
    const noSms = new SmsClient({ sms: null }, clock, lines);
    expect(noSms.configured).toBe(false);
    expect(await noSms.send({ phone: '13711112222', templateId: '1', params: [] })).toMatchObject(unset);
  });

  it('give a service that does not answer a rest of 30 seconds, then try it once', async () => {
    await wechat.unbindEmployee(['o_li']);
    standIn.fault({ kind: 'http', status: 502, match: { path: EMPLOYEE } });
    const send = () => wechat.sendEmployee(card('E1'));
    for (let time = 0; time < 5; time++) expect(await send()).toEqual({ kind: 'unknown', why: 'status 502' });
    expect(await send()).toMatchObject({ kind: 'unknown', unsent: true });
    expect(standIn.calls(EMPLOYEE)).toHaveLength(5);
    expect(health.states()[0]).toEqual({
      host: 'wechat',
      state: 'broken',
      since: clock.now(),
      until: clock.now() + 30_000,
      lastFailure: { at: clock.now(), why: 'status 502' },
    });
    const shown = await figures();
    expect(shown).toContain('outside_broken{host="wechat"} 1');
    expect(shown).toContain('outside_broken{host="wecom"} 0');
    expect(shown).toContain('outside_calls_total{host="wechat",api="sendEmployee",outcome="unknown"} 5');
    expect(shown).toContain('outside_calls_total{host="wechat",api="sendEmployee",outcome="unsent"} 1');
    expect(shown).toContain('outside_call_seconds_count{host="wechat",api="sendEmployee"} 5');
    // The others are well.
    expect(
      health
        .states()
        .slice(1)
        .map(({ state }) => state),
    ).toEqual(['ok', 'ok']);
    expect(await wecom.useridOf('13711112222')).toMatchObject({ kind: 'userid' });
    clock.advance(30_000);
    const before = standIn.calls().length;
    const probes = await Promise.all(['o_li', 'o_1', 'o_2'].map((openid) => wechat.sendEmployee(card('E1', openid))));
    expect(probes.filter((probe) => probe.kind === 'unknown' && !probe.unsent)).toHaveLength(1);
    expect(standIn.calls().length - before).toBe(1);
    clock.advance(30_000);
    standIn.clearFaults();
    expect(await send()).toMatchObject({ kind: 'refused' });
    expect(health.states()[0]).toMatchObject({ state: 'ok', since: null });
    expect(await send()).toMatchObject({ kind: 'refused' });
  });

  it('count refusals as answers', async () => {
    for (let time = 0; time < 8; time++)
      expect(await wechat.sendEmployee(card('E1'))).toMatchObject({ errcode: 40256 });
    expect(health.states()[0]?.state).toBe('ok');
  });
});
