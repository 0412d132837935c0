/** HJ-16: each channel, whatever it answers: what is kept of it, and what comes next. */
import type { PushChannel } from '@liudan/shared/notify/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { DeliveryEntity } from '../../apps/server/src/notify/delivery.entity.ts';
import { EVENTS_SWEEP } from '../../apps/server/src/wechat/event.sweep.ts';
import { type ChannelHouse, HOUR, MINUTE, PATHS, startChannelHouse, WORKER } from '../support/channels.ts';
import type { Client } from '../support/client.ts';
import { CALLBACK_ENV, eventText, pusher } from '../support/push.ts';

type Fault = Parameters<ChannelHouse['standIn']['fault']>[0];
type Trouble = {
  [K in Fault['kind']]: Omit<Extract<Fault, { kind: K }>, 'match' | 'times' | 'probability'>;
}[Fault['kind']];

/** SMS answers in words, within an answer that is well. */
const sms = (Code: string) =>
  ({
    kind: 'http',
    status: 200,
    body: JSON.stringify({ Response: { SendStatusSet: [{ Code, Message: Code, SerialNo: '' }], RequestId: 'r' } }),
  }) as const;

/** Where an answer is, it decides; where none is, only WeCom may be asked again, because it throws repetitions away. */
const OUTCOMES: readonly (readonly [
  channel: PushChannel,
  name: string,
  trouble: Trouble,
  times: number,
  ends: string,
  reached: number,
])[] = [
  ['wecom', 'a busy system that recovers', { kind: 'errcode', code: -1 }, 2, 'sent', 1],
  ['wecom', 'no answer, before', { kind: 'reset' }, 1, 'sent', 1],
  ['wecom', 'no answer, after', { kind: 'resetAfter' }, 1, 'sent', 1],
  ['wecom', 'a gateway', { kind: 'http', status: 502 }, 1, 'sent', 1],
  ['wecom', 'half an answer', { kind: 'badjson' }, 1, 'sent', 1],
  ['wecom', 'a token that is refused', { kind: 'invalidToken' }, 1, 'sent', 1],
  ['wecom', 'a limit', { kind: 'errcode', code: 45009 }, 1, 'sent', 1],
  ['wecom', 'an address that is not trusted', { kind: 'errcode', code: 60020 }, 1, 'failed', 0],
  ['wecom', 'a member who left', { kind: 'errcode', code: 60111 }, 1, 'skipped', 0],
  ['employee', 'a busy system that recovers', { kind: 'errcode', code: -1 }, 2, 'sent', 1],
  ['employee', 'no answer, before', { kind: 'reset' }, 1, 'unknown', 0],
  ['employee', 'no answer, after', { kind: 'resetAfter' }, 1, 'unknown', 1],
  ['employee', 'a gateway', { kind: 'http', status: 502 }, 1, 'unknown', 0],
  ['employee', 'half an answer', { kind: 'badjson' }, 1, 'unknown', 1],
  ['employee', 'a token that is refused', { kind: 'invalidToken' }, 1, 'sent', 1],
  ['employee', 'wrong arguments', { kind: 'errcode', code: 40097 }, 1, 'failed', 0],
  ['employee', 'a relation that ended', { kind: 'errcode', code: 40256 }, 1, 'skipped', 0],
  ['employee', 'a template that was not taken', { kind: 'errcode', code: 50001 }, 1, 'skipped', 0],
  ['subscribe', 'a busy system that recovers', { kind: 'errcode', code: -1 }, 2, 'sent', 1],
  ['subscribe', 'a busy system that does not', { kind: 'errcode', code: -1 }, 9, 'failed', 0],
  ['subscribe', 'no answer, before', { kind: 'reset' }, 1, 'unknown', 0],
  ['subscribe', 'no answer, after', { kind: 'resetAfter' }, 1, 'unknown', 1],
  ['subscribe', 'a gateway', { kind: 'http', status: 502 }, 1, 'unknown', 0],
  ['subscribe', 'half an answer', { kind: 'badjson' }, 1, 'unknown', 1],
  ['subscribe', 'a token that is refused', { kind: 'invalidToken' }, 1, 'sent', 1],
  ['subscribe', 'a limit by the minute', { kind: 'errcode', code: 45011 }, 1, 'sent', 1],
  ['subscribe', 'another on its way', { kind: 'errcode', code: 43108 }, 1, 'sent', 1],
  ['subscribe', 'no consent', { kind: 'errcode', code: 43101 }, 1, 'skipped', 0],
  ['subscribe', 'a wrong field', { kind: 'errcode', code: 47003 }, 1, 'failed', 0],
  ['sms', 'a number that got one a moment ago', sms('LimitExceeded.PhoneNumberThirtySecondLimit'), 1, 'sent', 1],
  ['sms', 'a number that got too many', sms('LimitExceeded.PhoneNumberDailyLimit'), 1, 'failed', 0],
  ['sms', 'no answer, before', { kind: 'reset' }, 1, 'unknown', 0],
  ['sms', 'no answer, after', { kind: 'resetAfter' }, 1, 'unknown', 1],
  ['sms', 'a gateway', { kind: 'http', status: 502 }, 1, 'unknown', 0],
  ['sms', 'half an answer', { kind: 'badjson' }, 1, 'unknown', 1],
];

describe.each(['sqlite', 'mariadb'] as const)('what comes of a try on %s', (database) => {
  let house: ChannelHouse;
  let worker: Client;
  let resident: Client;
  const { push } = pusher(() => house.server, { now: () => house.clock.now() } as ChannelHouse['clock']);
  beforeAll(async () => {
    house = await startChannelHouse({ database, env: CALLBACK_ENV });
    house.standIn.limits({ smsPerNumberDay: 1000 });
    worker = await house.server.signIn(WORKER.key);
    resident = await house.server.signIn('resident-1');
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.standIn.clearFaults();
    // Another hour, so that no limit and no rest of the story before is left.
    house.clock.advance(2 * MINUTE);
    await house.server.app.get(Database).write(async (tx) => {
      for (const table of ['push', 'delivery', 'binding', 'credit', 'message']) await tx.query(`DELETE FROM ${table}`);
    });
  });

  const sent = (channel: PushChannel) =>
    house.arrived(WORKER.key, WORKER.phone).filter((one) => one === channel).length;
  /** Only this channel can reach him, and then the next ones. */
  const open = async (channel: PushChannel) => {
    if (channel === 'wecom') await house.bindWecom(worker);
    if (channel === 'employee') await house.bindEmployee(worker, WORKER.openid);
    if (channel === 'subscribe') await house.consent(worker, WORKER.openid, 'new_ticket');
  };
  const report = async (text: string) => {
    const consent = house.district.settings.privacy.version;
    const body = { text, category: 'disaster', place: { grid: 'hbl-hbl-g1' }, consent };
    expect((await resident.post('/tickets', body)).status).toBe(201);
  };
  const row = async (channel: PushChannel) =>
    house.server.app.get(Database).read.findOneByOrFail(DeliveryEntity, { personId: worker.personId, channel });

  it.each(OUTCOMES)('%s, %s', async (channel, name, trouble, times, ends, reached) => {
    await open(channel);
    house.standIn.fault({ ...trouble, match: { path: PATHS[channel] }, times } as Fault);
    const before = sent(channel);
    await report(`${channel} ${name}`);
    // Short of the time the next channel's turn comes in any case.
    for (const wait of [0, 5, 10, 20, 40, 70, 70, 70]) await house.later(wait * 1000);
    const { state, reason, attempts } = await row(channel);
    expect([state, sent(channel) - before]).toEqual([ends, reached]);
    expect(reason === null).toBe(ends === 'sent');
    if (ends === 'unknown') expect(attempts).toBe(1);
    const others = (await house.tries(worker)).filter((one) => !one.startsWith(channel) && one.endsWith('sent'));
    // Refused, it goes on at once; unanswered, only when he had the time to react.
    const next = channel === 'sms' || ends === 'sent' || ends === 'unknown' ? [] : ['sms sent'];
    expect(others).toEqual(next);
    await house.later(15 * MINUTE);
    if (ends === 'unknown' && channel !== 'sms') expect(await house.tries(worker)).toContain('sms sent');
    expect(sent(channel) - before).toBe(reached);
  });

  it('stops for the day when the quota is used up, and goes on in the morning', async () => {
    await open('subscribe');
    house.clock.set(Date.parse('2026-11-23T16:00:00+08:00'));
    house.standIn.fault({ kind: 'errcode', code: 45009, match: { path: PATHS.subscribe }, times: 1 });
    await house.report(resident, '额度用完以后');
    await house.settle();
    expect(await row('subscribe')).toMatchObject({ state: 'pending', reason: '今天的微信消息额度已用完，明天再发' });
    const before = sent('subscribe');
    house.clock.set(Date.parse('2026-11-24T00:01:00+08:00'));
    await house.settle();
    expect(sent('subscribe')).toBe(before);
    house.clock.set(Date.parse('2026-11-24T07:00:00+08:00'));
    await house.settle();
    expect(sent('subscribe')).toBe(before + 1);
  });

  it('goes on where WeChat took a message and says later that it did not arrive', async () => {
    house.clock.set(Date.parse('2026-11-24T09:00:00+08:00'));
    await open('subscribe');
    await report('没有送达');
    await house.settle();
    const { msgid } = await row('subscribe');
    const List = { TemplateId: 'x', MsgID: msgid, ErrorCode: '-3', ErrorStatus: 'system error' };
    await push(eventText('subscribe_msg_sent_event', { FromUserName: WORKER.openid, CreateTime: 1, List }));
    await house.server.app.get(Sweeps).runNow(EVENTS_SWEEP);
    await house.settle();
    expect(await row('subscribe')).toMatchObject({ state: 'failed', reason: expect.stringContaining('没有送达') });
    expect(await house.tries(worker)).toContain('sms sent');
  });

  it('believes WeChat when somebody switches a template off, or takes everything back', async () => {
    await open('subscribe');
    await open('employee');
    const counts = () => house.server.app.get(Database).read.query('SELECT count FROM credit');
    const List = {
      TemplateId: house.district.templates.notices.new_ticket.wechat?.templateId,
      SubscribeStatusString: 'reject',
    };
    const tell = async (event: string, members: object) => {
      await push(eventText(event, { FromUserName: WORKER.openid, ...members }));
      await house.server.app.get(Sweeps).runNow(EVENTS_SWEEP);
    };
    await tell('subscribe_msg_popup_event', { CreateTime: 2, List: { ...List, SubscribeStatusString: 'accept' } });
    expect(await counts()).toEqual([{ count: 1 }]);
    await tell('subscribe_msg_change_event', { CreateTime: 3, List });
    expect(await counts()).toEqual([{ count: 0 }]);
    await tell('user_authorization_revoke', { CreateTime: 4, OpenID: WORKER.openid });
    await report('授权收回以后');
    await house.settle();
    expect(await house.tries(worker)).toEqual(['wecom skipped', 'employee skipped', 'subscribe skipped', 'sms sent']);
  });

  it('drops what is no news any more when a service comes back, and never the message inside the app', async () => {
    house.clock.set(Date.parse('2026-11-25T08:00:00+08:00'));
    await open('subscribe');
    house.standIn.spoilTokens('stable', 'expire');
    house.standIn.fault({ kind: 'http', status: 502, match: { path: '/cgi-bin/stable_token' } });
    await house.report(resident, '等了一上午');
    await house.settle();
    expect(await row('subscribe')).toMatchObject({ state: 'pending', reason: '微信连不上，稍后再发' });
    for (let hours = 0; hours < 7; hours++) await house.later(HOUR);
    expect(await row('subscribe')).toMatchObject({ state: 'failed', reason: '微信一直连不上，消息已过时' });
    expect((await house.messages(worker))[0]?.body).toContain('等了一上午');
  });

  // The last, because WeChat has this one under way for a moment longer than we wait.
  it('takes an answer that comes too late for none', async () => {
    await open('subscribe');
    house.standIn.fault({ kind: 'slow', ms: 5_500, match: { path: PATHS.subscribe }, times: 1 });
    await report('微信很慢');
    await house.settle();
    expect(await row('subscribe')).toMatchObject({ state: 'unknown', attempts: 1 });
  }, 20_000);
});
