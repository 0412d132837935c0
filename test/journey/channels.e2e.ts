/** HJ-16: a notice goes from channel to channel until its person is seen to know of it, and then to his leader. */
import { jest } from '@jest/globals';
import type { ChannelFigures, MyChannels } from '@liudan/shared/notify/contract';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { DeliveryStore } from '../../apps/server/src/notify/delivery.store.ts';
import { type ChannelHouse, HOUR, MINUTE, RESIDENT, startChannelHouse, WORKER } from '../support/channels.ts';
import type { Client } from '../support/client.ts';
import { act, NOISE } from '../support/story.ts';

describe.each(['sqlite', 'mariadb'] as const)('channels on %s', (database) => {
  let house: ChannelHouse;
  let worker: Client;
  let resident: Client;
  let community: Client;
  beforeEach(async () => {
    house = await startChannelHouse({ database });
    [worker, resident, community] = await Promise.all([
      house.server.signIn(WORKER.key),
      house.server.signIn(RESIDENT.key),
      house.server.signIn('hbl-hbl-staff-1'),
    ]);
  });
  afterEach(() => house.close());

  const arrived = () => house.arrived(WORKER.key, WORKER.phone);
  const bindAll = async () => {
    await house.bindWecom(worker);
    await house.bindEmployee(worker, WORKER.openid);
    await house.consent(worker, WORKER.openid, 'new_ticket');
  };
  /** A fourth channel only helps what is urgent, so it isn't in the way of an ordinary ticket. */
  const UNSEEN = ['wecom sent', 'employee sent', 'subscribe sent'];

  it('takes one channel after the other, and tells the leader once, when nobody reacts', async () => {
    await bindAll();
    await house.report(resident, '路口的井盖松了');
    await house.settle();
    expect(arrived()).toEqual(['wecom']);
    await house.later(119 * MINUTE);
    expect(arrived()).toEqual(['wecom']);
    await house.later(MINUTE);
    await house.later(2 * HOUR);
    expect(await house.tries(worker)).toEqual(UNSEEN);
    expect(await house.unreadOf(community, 'push_unread')).toEqual([]);
    await house.later(2 * HOUR);
    await house.later(2 * HOUR);
    expect(arrived()).toEqual(['wecom', 'employee', 'subscribe']);
    const [told, ...more] = await house.unreadOf(community, 'push_unread');
    expect(more).toEqual([]);
    expect(told?.body).toMatch(/^梁丽华还没有看到“路口的井盖松了”的通知（有新的点单）/);
  });

  it.each([
    [
      'read the message',
      async (id: string) => {
        const message = (await house.messages(worker)).find(({ ticketId }) => ticketId === id);
        return worker.post(`/messages/${message?.id}/read`);
      },
    ],
    ['opened the ticket', (id: string) => worker.post('/messages/read', { ticketId: id })],
    [
      'acted on it',
      async (id: string) => {
        await act(community, id, 'triage.handle', NOISE);
        await act(community, id, 'assign', { person: WORKER.key });
        await house.settle();
        await act(worker, id, 'record', { text: '已到现场' });
      },
    ],
    ['left it to another, who did', (id: string) => act(community, id, 'triage.handle', NOISE)],
  ])('asks no further once he %s', async (_, done) => {
    await bindAll();
    const { id } = await house.report(resident, '楼道灯坏了');
    await house.settle();
    await done(id);
    for (let hours = 0; hours < 10; hours += 2) await house.later(2 * HOUR);
    const about = house.standIn
      .messages({ openid: WORKER.openid })
      .filter(({ fields }) => JSON.stringify(fields).includes('楼道灯坏了'));
    expect(about.map(({ channel }) => channel).filter((channel) => channel !== 'wecom')).toEqual([]);
    expect(await house.unreadOf(community, 'push_unread')).toEqual([]);
  });

  it('waits for the morning, unless it is urgent', async () => {
    await bindAll();
    house.clock.set(Date.parse('2026-11-20T22:30:00+08:00'));
    await house.report(resident, '有一处树枝断了');
    await house.settle();
    expect(arrived()).toEqual([]);
    const body = {
      text: '山坡上有石头滚下来',
      category: 'disaster',
      place: { grid: 'hbl-hbl-g1' },
      consent: house.district.settings.privacy.version,
    };
    expect((await resident.post('/tickets', body)).status).toBe(201);
    await house.settle();
    expect(arrived()).toEqual(['wecom']);
    // In the night, too, the next channel has its turn after a quarter of an hour: this is worth a text message.
    for (let quarter = 0; quarter < 4; quarter++) await house.later(15 * MINUTE);
    expect(arrived()).toEqual(['wecom', 'employee', 'subscribe', 'sms']);
    expect(await house.unreadOf(community, 'push_unread')).toHaveLength(1);
    house.clock.set(Date.parse('2026-11-21T06:59:00+08:00'));
    await house.settle();
    expect(arrived()).toHaveLength(4);
    await house.later(MINUTE);
    expect(arrived().slice(4)).toEqual(['wecom']);
  });

  it('gathers what need not be told at once, and leaves out what was seen', async () => {
    await house.bindWecom(community);
    const userid = 'm_hbl-hbl-staff-1';
    const mine = () =>
      house.standIn.messages({ userid }).map(({ title, fields, text }) => title + JSON.stringify(fields) + text);
    for (const text of ['第一件', '第二件', '第三件']) await house.report(resident, text);
    await house.settle();
    expect(mine()).toEqual([]);
    await worker.post('/messages/read-all');
    const [first] = await house.messages(community);
    await community.post(`/messages/${first?.id}/read`);
    house.clock.set(Date.parse('2026-11-20T11:30:00+08:00'));
    await house.settle();
    expect(mine()).toEqual([expect.stringMatching(/消息汇总.*未读：2/)]);
    // Nothing new: nobody is disturbed for nothing.
    house.clock.set(Date.parse('2026-11-20T17:00:00+08:00'));
    await house.settle();
    expect(mine().filter((text) => text.includes('消息汇总'))).toHaveLength(1);
  });

  it('goes on without a consent that was used up in the middle of a ticket', async () => {
    await house.consent(worker, WORKER.openid, 'new_ticket');
    const { id } = await house.report(resident, '水管漏水');
    await house.settle();
    expect(await house.tries(worker)).toEqual(['wecom skipped', 'employee skipped', 'subscribe sent']);
    await act(community, id, 'triage.handle', { ...NOISE, grade: 'urgent' });
    await act(community, id, 'assign', { person: WORKER.key });
    await house.settle();
    // Triage called it urgent, so a text message may carry it.
    expect(await house.tries(worker)).toEqual(['wecom skipped', 'employee skipped', 'subscribe skipped', 'sms sent']);
  });

  it('sends no more employee messages an hour than the district allows', async () => {
    await house.bindEmployee(worker, WORKER.openid);
    for (let count = 0; count < 31; count++) await house.report(resident, `第 ${count} 件`);
    await house.settle();
    expect(arrived()).toHaveLength(30);
    expect((await house.tries(worker)).slice(0, 2)).toEqual(['wecom skipped', 'employee skipped']);
  });

  it('writes a resident a text message where WeChat can not reach him, with a link that opens the page', async () => {
    await house.bindWecom(community);
    const { id } = await house.report(resident, '垃圾没有人收');
    await act(community, id, 'triage.handle', NOISE);
    await house.settle();
    const texts = () => house.standIn.messages({ phone: RESIDENT.phone }).map(({ text }) => text ?? '');
    expect(texts()).toEqual([expect.stringMatching(/LD20261120-\d{4}.+https:\/\/wxaurl\.cn\//)]);
    // Once he consents again, WeChat carries it, and no text is paid for.
    await house.consent(resident, RESIDENT.openid, 'resolved_please_rate');
    await act(community, id, 'resolve', { answer: '已经清理' });
    await house.settle();
    expect(texts()).toHaveLength(1);
    const [card] = house.standIn.messages({ openid: RESIDENT.openid, channel: 'subscribe' });
    expect(card?.page).toBe(`packages/resident/rate/index?id=${id}`);
  });

  it('shows an unknown end and does not send it again, when the sender dies before he can write it down', async () => {
    await house.consent(worker, WORKER.openid, 'new_ticket');
    await house.bindEmployee(worker, WORKER.openid);
    await house.report(resident, '发出去了，没有记下来');
    const dies = jest.spyOn(house.server.app.get(DeliveryStore), 'finish').mockRejectedValueOnce(new Error('killed'));
    await house.tell();
    await expect(house.send()).rejects.toThrow('killed');
    dies.mockRestore();
    expect(await house.tries(worker)).toEqual(['wecom skipped', 'employee sending']);
    await house.later(MINUTE);
    expect(await house.tries(worker)).toEqual(['wecom skipped', 'employee unknown']);
    await house.later(2 * HOUR);
    expect(arrived()).toEqual(['employee', 'subscribe']);
  });

  it('shows everybody how his channels stand, and lets him try them', async () => {
    const mine = async () => (await worker.get<MyChannels>('/me/channels')).body;
    const before = await mine();
    expect(before.hint).toBe('现在收不到推送，点这里开通。');
    expect(before.channels.map(({ channel, state, repair }) => [channel, state, repair])).toEqual([
      ['wecom', 'off', 'wecom'],
      ['employee', 'off', 'employee'],
      ['subscribe', 'off', 'subscribe'],
      ['sms', 'ok', null],
    ]);
    expect(before.channels[3]?.words).toContain('139****0032');
    await bindAll();
    expect((await worker.post('/me/channels/test')).status).toBe(200);
    expect((await worker.post('/me/channels/test')).status).toBe(429);
    await house.settle();
    const { hint, test, channels } = await mine();
    expect(hint).toBeNull();
    expect(test).toMatchObject({ running: false, tries: [{ channel: 'wecom', state: 'sent', words: '已发出' }] });
    expect(channels[0]).toMatchObject({ state: 'ok', lastSentAt: new Date(house.clock.now()).toISOString() });
    // The other side knows better: whoever was taken out of WeCom has to bind again.
    house.standIn.removeMember('m_hbl-hbl-g1-worker');
    await house.report(resident, '之后的一件');
    await house.settle();
    const after = await mine();
    expect(after.channels[0]).toMatchObject({ state: 'broken', repair: 'wecom' });
    expect(after.hint).toContain('企业微信');
    expect(await house.tries(worker)).toEqual(['wecom skipped', 'employee sent']);
    expect((await resident.get('/me/channels')).status).toBe(403);
    expect((await worker.post('/me/channels/wecom')).body).toMatchObject({ code: 'WECOM_MEMBER_UNKNOWN' });
  });

  it('tells the operator how each channel does, in words', async () => {
    await house.consent(worker, WORKER.openid, 'new_ticket');
    house.standIn.fault({ kind: 'errcode', code: 47003, match: { path: '/cgi-bin/message/subscribe/send' }, times: 1 });
    await house.report(resident, '格式不对的一条');
    await house.settle();
    const operator = await house.server.signIn('operator-1');
    const { channels } = (await operator.get<ChannelFigures>('/channels')).body;
    const subscribe = channels.find(({ channel }) => channel === 'subscribe');
    expect(subscribe).toMatchObject({ configured: true, waiting: 0, broken: null, day: { sent: 0, failed: 1 } });
    expect(subscribe?.reasons).toContainEqual({ words: '消息内容不符合模板要求', count: 1 });
    expect(subscribe?.week).toEqual(subscribe?.day);
    expect(channels.find(({ channel }) => channel === 'wecom')?.reasons).toEqual([
      { words: '对方没有绑定企业微信', count: 1 },
    ]);
    expect((await worker.get('/channels')).status).toBe(403);
  });

  it('tells the tier above of what is overdue at night, by whatever reaches it', async () => {
    const leader = await house.server.signIn('hbl-leader');
    await house.bindWecom(leader);
    await house.report(resident, '没有人管');
    await house.settle();
    house.clock.set(Date.parse('2026-11-21T00:30:00+08:00'));
    await house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
    await house.settle();
    expect(house.standIn.messages({ userid: 'm_hbl-leader' }).map(({ title }) => title)).toEqual(['已超时']);
  });
});

describe('a district with long-term templates', () => {
  it('sends as many messages as are needed on one consent', async () => {
    const house = await startChannelHouse({ env: { DISTRICT: 'jiaozuo' } });
    const [person] = house.district.residents;
    const resident = await house.server.signIn(person?.key ?? '');
    const openid = `o_demo_${person?.key}`;
    const [grid] = [...house.district.orgs.values()].filter(({ tier }) => tier === 'grid');
    await house.consent(resident, openid, 'report_received');
    const consent = house.district.settings.privacy.version;
    for (let count = 0; count < 3; count++) {
      const body = { text: `第 ${count} 件`, place: { grid: grid?.id }, consent };
      expect((await resident.post('/tickets', body)).status).toBe(201);
    }
    await house.settle();
    expect(house.standIn.messages({ openid, channel: 'subscribe' })).toHaveLength(3);
    await house.close();
  });
});
