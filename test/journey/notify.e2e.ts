/** Who hears of a ticket, and what happens on the way to WeChat. */
import type { Message } from '@liudan/shared/notify/contract';
import { DEADLINE_SWEEP } from '../../apps/server/src/deadline/deadline.sweep.ts';
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { DeliveryEntity } from '../../apps/server/src/notify/delivery.entity.ts';
import { MessageEntity } from '../../apps/server/src/notify/message.entity.ts';
import { PushEntity } from '../../apps/server/src/notify/push.entity.ts';
import { TicketEventEntity } from '../../apps/server/src/ticket/ticket-event.entity.ts';
import type { Client } from '../support/client.ts';
import { type Noticed, startNoticed } from '../support/noticed.ts';

const SEND = '/cgi-bin/message/subscribe/send';
const RESIDENT = 'o_demo_resident-1';
const WORKER = 'o_demo_hbl-hbl-g1-worker';
const MINUTE = 60_000;

describe('being told', () => {
  let house: Noticed;
  let resident: Client;
  let worker: Client;
  let community: Client;
  beforeAll(async () => {
    house = await startNoticed();
    [resident, worker, community] = await Promise.all([
      house.server.signIn('resident-1'),
      house.server.signIn('hbl-hbl-g1-worker'),
      house.server.signIn('hbl-hbl-staff-1'),
    ]);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.standIn.clearFaults();
    await house.tell();
    await house.send();
    for (const table of ['credit', 'delivery', 'push', 'message']) await tables().query(`DELETE FROM ${table}`);
  });

  const tables = () => house.server.app.get<DataSources>(DATA_SOURCES).writer;
  /** Subscribe messages; the channels nobody here is bound to are another story (channels.e2e.ts). */
  const deliveries = () =>
    tables().manager.find(DeliveryEntity, { where: { channel: 'subscribe' }, order: { id: 'ASC' } });
  const sent = (openid: string) => house.standIn.messages({ openid });
  const act = async (person: Client, ticket: { id: string }, action: string, input: object) => {
    const page = await person.get<{ version: number }>(`/tickets/${ticket.id}`);
    const reply = await person.post(`/tickets/${ticket.id}/actions`, { action, version: page.body.version, ...input });
    expect([action, reply.status, reply.body]).toEqual([action, 200, expect.anything()]);
  };
  const triage = { grade: 'urgent', category: 'rubbish', answer: '今天下午清理' };

  it('tells the reporter, the grid worker and the community of a report, in words that say it all', async () => {
    await house.report(resident, '楼道里堆满了垃圾\n已经三天了');
    await house.tell();
    const [receipt] = await house.messages(resident);
    expect(receipt).toMatchObject({ kind: 'report_received', side: 'resident', title: '已收到您的点单', readAt: null });
    expect(receipt?.body).toMatch(
      /“楼道里堆满了垃圾”已收到，单号 LD20261120-\d{4}，由.+研判，最晚 2026年11月20日 23:59 前/,
    );
    expect((await house.messages(worker)).map((one) => [one.kind, one.side])).toEqual([['new_ticket', 'staff']]);
    expect((await house.messages(community))[0]?.body).toContain('河滨路 12 号');
    const other = await house.server.signIn('hbl-mt-staff-1');
    expect(await house.messages(other)).toEqual([]);
  });

  it('tells nobody of his own act, and the reporter of every answer', async () => {
    const ticket = await house.report(resident, '垃圾没有人收');
    await act(community, ticket, 'triage.handle', triage);
    await house.tell();
    expect((await house.messages(community)).map((one) => one.kind)).toEqual(['new_ticket']);
    const [answer] = await house.messages(resident);
    expect([answer?.kind, answer?.body]).toEqual(['answered', expect.stringContaining('今天下午清理')]);
  });

  it('says what was so at the time, even when it is told late', async () => {
    const ticket = await house.report(resident, '路灯不亮');
    await act(community, ticket, 'triage.report_up', { ...triage, category: 'street-light', reason: '社区没有权限' });
    await house.tell();
    const receipt = (await house.messages(resident)).find((one) => one.kind === 'report_received');
    expect(receipt?.body).toContain(`由${house.district.orgs.get('hbl-hbl')?.name}研判`);
  });

  it('counts what is unread, and marks what was read', async () => {
    await house.report(resident, '井盖松动');
    await house.report(resident, '井盖丢了');
    await house.tell();
    const unread = async () => (await resident.get<{ unread: number }>('/messages')).body.unread;
    const me = async () => (await resident.get<{ unreadMessages: number }>('/me')).body.unreadMessages;
    expect([await unread(), await me()]).toEqual([2, 2]);
    const first = await resident.get<{ items: Message[]; next: string }>('/messages?limit=1');
    const second = await resident.get<{ items: Message[]; next: null }>(`/messages?limit=1&after=${first.body.next}`);
    expect(first.body.items[0]?.id).not.toBe(second.body.items[0]?.id);
    expect(second.body.next).toBeNull();
    const id = first.body.items[0]?.id;
    expect((await worker.post(`/messages/${id}/read`)).status).toBe(404);
    expect((await resident.post(`/messages/${id}/read`)).status).toBe(204);
    expect((await resident.get<{ items: Message[] }>('/messages?unread=true')).body.items).toHaveLength(1);
    expect((await resident.post('/messages/read-all')).status).toBe(204);
    expect([await unread(), await me()]).toEqual([0, 0]);
  });

  it('sends to WeChat once per consent, and says why when there is none', async () => {
    await house.consent(worker, WORKER, 'new_ticket');
    await house.report(resident, '第一件\u{1F6A7}，说得很长很长很长很长很长很长很长');
    await house.report(resident, '第二件');
    const before = sent(WORKER).length;
    await house.tell();
    await house.send();
    expect(sent(WORKER).length - before).toBe(1);
    const mine = (await deliveries()).filter((one) => one.personId === worker.personId);
    expect(mine.map((one) => [one.state, one.reason])).toEqual([
      ['sent', null],
      ['skipped', '对方没有订阅，或者订阅次数已用完'],
    ]);
  });

  it('counts a popup once, however often the phone says so', async () => {
    const templateId = house.district.templates.notices.new_ticket.wechat?.templateId ?? '';
    const body = { result: { [templateId]: 'accept', 'somebody-elses': 'accept', 'demo-x': 'reject' } };
    for (let time = 0; time < 3; time++) await worker.post('/subscriptions', body, { key: 'one-tap' });
    await worker.post('/subscriptions', body, { key: 'another-tap' });
    const rows: unknown = await tables().query('SELECT template_id, count FROM credit');
    expect(rows).toEqual([{ template_id: templateId, count: 2 }]);
  });

  it('never sends again what may have been sent', async () => {
    await house.consent(worker, WORKER, 'new_ticket');
    await house.consent(worker, WORKER, 'new_ticket');
    const before = sent(WORKER).length;
    house.standIn.fault({ kind: 'resetAfter', match: { path: SEND, openid: WORKER }, times: 1 });
    await house.report(resident, '只说一次');
    await house.tell();
    for (let round = 0; round < 3; round++) {
      await house.send();
      house.clock.advance(2 * MINUTE);
    }
    expect(sent(WORKER).length - before).toBe(1);
    const [mine] = (await deliveries()).filter((one) => one.personId === worker.personId);
    expect([mine?.state, mine?.attempts]).toEqual(['unknown', 1]);
  });

  it('gives up what a sender left behind when it died', async () => {
    await house.consent(worker, WORKER, 'new_ticket');
    await house.report(resident, '发到一半');
    await house.tell();
    house.standIn.fault({ kind: 'errcode', code: -1, match: { path: SEND, openid: WORKER }, times: 1 });
    await house.send();
    const [due] = (await deliveries()).filter((one) => one.personId === worker.personId);
    const lease = { state: 'sending', leaseToken: due?.id, nextAt: house.clock.now() + MINUTE } as const;
    await tables().manager.update(DeliveryEntity, { id: due?.id }, lease);
    const before = sent(WORKER).length;
    await house.send();
    expect((await deliveries()).find((one) => one.id === due?.id)?.state).toBe('sending');
    house.clock.advance(MINUTE + 1);
    await house.send();
    expect((await deliveries()).find((one) => one.id === due?.id)?.state).toBe('unknown');
    expect(sent(WORKER).length).toBe(before);
  });

  it('tries again after a plain refusal, in the order of the person, and stops at a final one', async () => {
    for (let time = 0; time < 3; time++) await house.consent(worker, WORKER, 'new_ticket');
    const before = sent(WORKER).length;
    house.standIn.fault({ kind: 'errcode', code: -1, match: { path: SEND, openid: WORKER }, times: 2 });
    for (const text of ['甲', '乙']) await house.report(resident, text);
    await house.tell();
    await house.send();
    // The first waits, and the second waits for the first.
    expect(sent(WORKER).length).toBe(before);
    for (let round = 0; round < 3; round++) {
      house.clock.advance(10_000);
      await house.send();
    }
    const things = sent(WORKER)
      .slice(before)
      .map((message) => JSON.stringify(message.fields));
    expect(things).toHaveLength(2);
    expect(things[0]).toContain('甲');
    house.standIn.fault({ kind: 'errcode', code: 47003, match: { path: SEND, openid: WORKER }, times: 1 });
    await house.report(resident, '丙');
    await house.tell();
    await house.send();
    const operator = await house.server.signIn('operator-1');
    const failed = await operator.get<{ items: object[] }>('/deliveries?state=failed&channel=subscribe');
    expect(failed.body.items).toEqual([
      expect.objectContaining({ kind: 'new_ticket', person: '梁**', reason: '消息内容不符合模板要求', attempts: 1 }),
    ]);
    expect((await worker.get('/deliveries')).status).toBe(403);
  });

  it('waits while WeChat gives no token, and then sends: nothing had gone out', async () => {
    await house.consent(worker, WORKER, 'new_ticket');
    const before = sent(WORKER).length;
    house.clock.advance(3 * 60 * MINUTE);
    house.standIn.fault({ kind: 'http', status: 502, match: { path: '/cgi-bin/stable_token' } });
    await house.report(resident, '等令牌');
    await house.tell();
    await house.send();
    const [mine] = (await deliveries()).filter((one) => one.personId === worker.personId);
    expect([mine?.state, mine?.reason]).toEqual(['pending', '微信连不上，稍后再发']);
    house.standIn.clearFaults();
    house.clock.advance(MINUTE);
    await house.send();
    expect(sent(WORKER).length - before).toBe(1);
  });

  it('believes WeChat when it says that no consent is left', async () => {
    const templateId = house.district.templates.notices.report_received.wechat?.templateId ?? '';
    await resident.post('/subscriptions', { result: { [templateId]: 'accept' } });
    await house.report(resident, '这次没有真的同意');
    await house.tell();
    await house.send();
    expect(sent(RESIDENT)).toEqual([]);
    const [mine] = (await deliveries()).filter((one) => one.personId === resident.personId);
    expect([mine?.state, mine?.errcode, mine?.rid]).toEqual(['skipped', 43101, expect.any(String)]);
    expect(await tables().query('SELECT count FROM credit')).toEqual([{ count: 0 }]);
  });

  it('tells all or nothing when it breaks in the middle, and adds nothing when it is told again', async () => {
    await house.report(resident, '中断');
    await tables().query("CREATE TRIGGER breaks BEFORE INSERT ON push BEGIN SELECT RAISE(ABORT, 'disk'); END");
    await house.tell();
    expect(await tables().manager.count(MessageEntity)).toBe(0);
    await tables().query('DROP TRIGGER breaks');
    await house.tell();
    const told = [await tables().manager.count(MessageEntity), await tables().manager.count(PushEntity)];
    expect(told[0]).toBeGreaterThan(2);
    const last = await tables().manager.findOneOrFail(TicketEventEntity, { where: {}, order: { id: 'DESC' } });
    await tables().manager.update(TicketEventEntity, { id: last.id }, { notifyPending: true });
    await house.tell();
    expect([await tables().manager.count(MessageEntity), await tables().manager.count(PushEntity)]).toEqual(told);
  });

  it('warns before a duty is late and tells the next tier when it is', async () => {
    const ticket = await house.report(resident, '没有人管');
    await house.tell();
    const leader = await house.server.signIn('hbl-leader');
    house.clock.set(Date.UTC(2026, 10, 20, 15, 50));
    await house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
    await house.tell();
    expect((await house.messages(community))[0]).toMatchObject({ kind: 'due_soon', ticketId: ticket.id });
    house.clock.set(Date.UTC(2026, 10, 20, 17));
    await house.server.app.get(Sweeps).runNow(DEADLINE_SWEEP);
    await house.tell();
    expect((await house.messages(community))[0]?.kind).toBe('overdue');
    const late = (await house.messages(leader)).filter((one) => one.ticketId === ticket.id);
    expect(late.map((one) => one.kind)).toEqual(['overdue']);
  });
});
