/** `npm start` without a phone: the stand-in knows the demo people, and a push reaches them. */
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import type { Client } from '../support/client.ts';
import { startServer, TEST_APP, type TestServer } from '../support/server.ts';

describe('the demo people and their invented phones', () => {
  let standIn: StandIn;
  let server: TestServer;
  let worker: Client;
  beforeAll(async () => {
    standIn = await startStandIn();
    standIn.addApp(TEST_APP);
    server = await startServer({ standIn, env: { WECHAT_STAND_IN: '1' } });
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

  it('does not exist where WeChat itself is spoken to', async () => {
    const real = await startServer();
    const person = await real.signIn('resident-1');
    expect((await person.post('/demo/consents', { templates: ['x'] })).status).toBe(404);
    await real.close();
  });
});
