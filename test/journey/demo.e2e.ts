/** `npm start` without a phone: the stand-in knows the demo people, and a push reaches them. */

import type { District } from '@liudan/shared/district/schema';
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { DISTRICT } from '../../apps/server/src/kernel/district.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { SmsClient } from '../../apps/server/src/wechat/sms.client.ts';
import { WecomClient } from '../../apps/server/src/wechat/wecom.client.ts';
import type { Client } from '../support/client.ts';
import { FakeClock } from '../support/clock.ts';
import { outsideEnv } from '../support/outside.ts';
import { startServer, TEST_APP, type TestServer } from '../support/server.ts';

describe('the demo people and their invented phones', () => {
  let standIn: StandIn;
  let server: TestServer;
  let worker: Client;
  beforeAll(async () => {
    // By day: at night nobody is disturbed for a report.
    const clock = new FakeClock(Date.UTC(2026, 10, 20, 1));
    standIn = await startStandIn({ now: () => clock.now() });
    standIn.addApp(TEST_APP);
    server = await startServer({ standIn, clock, env: { WECHAT_STAND_IN: '1', ...outsideEnv(standIn) } });
    server.app.get(Sweeps).byHand();
    worker = await server.signIn('hbl-hbl-g1-worker');
  });
  afterAll(async () => {
    await server.close();
    await standIn.close();
  });

  it('answers the popup for a demo person, so that a push arrives on his phone', async () => {
    const { body: district } = await worker.get<{ subscribe: { staff: string[] }; privacy: { version: string } }>(
      '/district',
    );
    const answer = await worker.post<{ result: object }>('/demo/consents', { templates: district.subscribe.staff });
    expect([answer.status, answer.body.result]).toEqual([
      200,
      Object.fromEntries(district.subscribe.staff.map((id) => [id, 'accept'])),
    ]);
    expect((await worker.post('/subscriptions', answer.body)).status).toBe(204);
    const resident = await server.signIn('resident-1');
    const report = { text: '井盖丢了', place: { grid: 'hbl-hbl-g1' }, consent: district.privacy.version };
    expect((await resident.post('/tickets', report)).status).toBe(201);
    await server.app.get(Sweeps).runNow('messages');
    await server.app.get(Sweeps).runNow('deliveries');
    expect(standIn.messages({ openid: 'o_demo_hbl-hbl-g1-worker' })).toHaveLength(1);
  });

  it('knows the staff in WeCom, the texts of the district and its templates for work', async () => {
    const district = server.app.get<District>(DISTRICT);
    const phone = district.people.find(({ key }) => key === 'hbl-hbl-g1-worker')?.phone ?? '';
    const found = await server.app.get(WecomClient).useridOf(phone);
    expect(found).toEqual({ kind: 'userid', userid: 'hbl-hbl-g1-worker' });
    const { sms, employee } = district.templates.notices.new_ticket;
    const params = (sms?.params ?? []).map((_, index) => `值${index + 1}`);
    const texts = server.app.get(SmsClient);
    expect(await texts.send({ phone, templateId: sms?.templateId ?? '', params })).toMatchObject({ kind: 'sent' });
    expect(standIn.messages({ phone })).toMatchObject([{ text: '【六单测试】有新的点单：单号 值1，期限 值2' }]);
    const templates = [employee?.templateId ?? ''];
    const answer = await worker.post<{ result: object }>('/demo/consents', { templates });
    expect(answer.body.result).toEqual({ [templates[0] ?? '']: 'accept' });
    expect(standIn.checkEmployee('o_demo_hbl-hbl-g1-worker')).toMatchObject({ bindingStatus: 'accept' });
  });

  it('does not exist where WeChat itself is spoken to', async () => {
    const real = await startServer();
    const person = await real.signIn('resident-1');
    expect((await person.post('/demo/consents', { templates: ['x'] })).status).toBe(404);
    await real.close();
  });
});
