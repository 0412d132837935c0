/** A server beside a stand-in for WeChat that knows the district's people and templates; its outbox moves only by hand. */

import type { District } from '@liudan/shared/district/schema';
import type { Message } from '@liudan/shared/notify/contract';
import { type StandIn, startStandIn } from '@liudan/wechat-stand-in/server';
import { DISTRICT } from '../../apps/server/src/kernel/district.ts';
import { Sweeps } from '../../apps/server/src/kernel/sweeps.ts';
import { DELIVERIES_SWEEP, MESSAGES_SWEEP } from '../../apps/server/src/notify/notify.sweep.ts';
import type { Client } from './client.ts';
import { FakeClock } from './clock.ts';
import { openOutside, outsideEnv } from './outside.ts';
import { type StartOptions, startServer, TEST_APP, type TestServer } from './server.ts';

export interface Noticed {
  readonly server: TestServer;
  readonly standIn: StandIn;
  readonly clock: FakeClock;
  readonly district: District;
  /** Events become messages, and messages to WeChat go out. */
  tell(): Promise<void>;
  send(): Promise<void>;
  /** The person taps "allow" in WeChat's popup for the template of these kinds, and the client says so. */
  consent(person: Client, openid: string, ...kinds: (keyof District['templates']['notices'])[]): Promise<void>;
  report(person: Client, text: string): Promise<{ id: string; version: number }>;
  messages(person: Client): Promise<Message[]>;
  close(): Promise<void>;
}

/** Friday, 20 November 2026, 9:00 in the district. */
const FRIDAY = Date.UTC(2026, 10, 20, 1);

interface NoticedOptions extends Pick<StartOptions, 'database' | 'env' | 'logTo' | 'dataDir'> {
  /** With WeCom and SMS beside WeChat: every member of the staff is known to WeCom by his number. */
  readonly outside?: true;
  readonly at?: number;
}

export async function startNoticed({ outside, at = FRIDAY, ...options }: NoticedOptions = {}): Promise<Noticed> {
  const clock = new FakeClock(at);
  const standIn = await startStandIn({ now: () => clock.now() });
  const env = { ...(outside ? outsideEnv(standIn) : {}), ...options.env };
  const server = await startServer({ ...options, env, clock, standIn });
  const sweeps = server.app.get(Sweeps);
  sweeps.byHand();
  const district = server.app.get<District>(DISTRICT);
  standIn.addApp(TEST_APP);
  const people = [...district.people, ...district.residents];
  for (const { key } of people) standIn.addUser({ openid: `o_demo_${key}` });
  for (const { wechat, employee } of Object.values(district.templates.notices)) {
    if (wechat) {
      const { templateId: id, type, fields } = wechat;
      standIn.addTemplate({ id, type, keywords: Object.keys(fields) });
    }
    if (employee)
      standIn.addTemplate({ id: employee.templateId, type: 'employee', keywords: Object.keys(employee.fields) });
  }
  if (outside) openOutside(standIn, district);
  const templateOf = (kind: keyof District['templates']['notices']) => {
    const id = district.templates.notices[kind].wechat?.templateId;
    if (!id) throw new Error(`the demo district has no template for ${kind}`);
    return id;
  };
  return {
    server,
    standIn,
    clock,
    district,
    tell: () => sweeps.runNow(MESSAGES_SWEEP),
    send: () => sweeps.runNow(DELIVERIES_SWEEP),
    async consent(person, openid, ...kinds) {
      const result = Object.fromEntries(kinds.map((kind) => [templateOf(kind), 'accept' as const]));
      standIn.subscribe(openid, result);
      const reply = await person.post('/subscriptions', { result });
      if (reply.status !== 204) throw new Error(JSON.stringify(reply.body));
    },
    async report(person, text) {
      const consent = district.settings.privacy.version;
      const body = { text, place: { grid: 'hbl-hbl-g1', address: '河滨路 12 号' }, consent };
      const reply = await person.post<{ id: string; version: number }>('/tickets', body);
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
      return reply.body;
    },
    async messages(person) {
      return (await person.get<{ items: Message[] }>('/messages?limit=50')).body.items;
    },
    async close() {
      await server.close();
      await standIn.close();
    },
  };
}
