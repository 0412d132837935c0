/** A house with every channel, and what stories about them ask again and again. */
import type { Message, MyChannels, PushChannel } from '@liudan/shared/notify/contract';
import { Database } from '../../apps/server/src/kernel/database.ts';
import { DeliveryEntity } from '../../apps/server/src/notify/delivery.entity.ts';
import { PushEntity } from '../../apps/server/src/notify/push.entity.ts';
import type { Client } from './client.ts';
import { type Noticed, startNoticed } from './noticed.ts';
import { useridOf } from './outside.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Whom the stories are about: the grid worker of the grid that reports come from. */
export const WORKER = { key: 'hbl-hbl-g1-worker', openid: 'o_demo_hbl-hbl-g1-worker', phone: '13900000032' } as const;
export const RESIDENT = { key: 'resident-1', openid: 'o_demo_resident-1', phone: '13900000080' } as const;

export const PATHS: Readonly<Record<PushChannel, string>> = {
  wecom: '/wecom/cgi-bin/message/send',
  employee: '/cgi-bin/message/wxopen/employeerelationmsg/send',
  subscribe: '/cgi-bin/message/subscribe/send',
  sms: '/sms/',
};

/** The stand-in calls employee messages by where WeChat shows them. */
const NAMES: Readonly<Record<string, string>> = { assistant: 'employee' };

export interface ChannelHouse extends Noticed {
  /** Events become messages, and whatever is due now goes out. */
  settle(): Promise<void>;
  /** Later, with everything done that was due by then. */
  later(ms: number): Promise<void>;
  bindWecom(person: Client): Promise<void>;
  /** The person agrees on his phone to 用工关系 and to every template of it, and the phone says so. */
  bindEmployee(person: Client, openid: string): Promise<void>;
  /** How each try of the last event of this person ended, in order. */
  tries(person: Client): Promise<string[]>;
  /** What reached this member of the staff, by channel, in order. */
  arrived(key: string, phone: string): string[];
  lastPush(person: Client): Promise<PushEntity | null>;
  unreadOf(person: Client, kind: Message['kind']): Promise<Message[]>;
}

export async function startChannelHouse(options: Parameters<typeof startNoticed>[0] = {}): Promise<ChannelHouse> {
  const house = await startNoticed({ outside: true, ...options });
  const { server, standIn, district } = house;
  const read = () => server.app.get(Database).read;
  const settle = async () => {
    await house.tell();
    await house.send();
  };
  const templates = Object.values(district.templates.notices).flatMap(({ employee }) => employee?.templateId ?? []);
  const lastPush = (person: Client) =>
    read().findOne(PushEntity, { where: { personId: person.personId }, order: { eventId: 'DESC' } });
  return {
    ...house,
    settle,
    async later(ms) {
      house.clock.advance(ms);
      await settle();
    },
    async bindWecom(person) {
      expect((await person.post('/me/channels/wecom')).status).toBe(200);
    },
    async bindEmployee(person, openid) {
      const accepted = Object.fromEntries(templates.map((id) => [id, 'accept' as const]));
      standIn.bindEmployee(openid, 'accept', accepted);
      const reply = await person.put<MyChannels>('/me/channels/employee', { bound: true, templates: accepted });
      expect(reply.status).toBe(200);
    },
    async tries(person) {
      const push = await lastPush(person);
      const where = { eventId: push?.eventId ?? '', personId: person.personId };
      const rows = await read().find(DeliveryEntity, { where, order: { id: 'ASC' } });
      return rows.map(({ channel, state }) => `${channel} ${state}`);
    },
    arrived(key, phone) {
      const to = [{ userid: useridOf(key) }, { openid: `o_demo_${key}` }, { phone }];
      const all = new Set(to.flatMap((filter) => standIn.messages(filter)));
      return standIn
        .messages()
        .flatMap((message) => (all.has(message) ? [NAMES[message.channel] ?? message.channel] : []));
    },
    lastPush,
    async unreadOf(person, kind) {
      return (await house.messages(person)).filter((message) => message.kind === kind && message.readAt === null);
    },
  };
}
