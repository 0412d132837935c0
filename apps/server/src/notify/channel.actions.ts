/** What somebody of the staff does about his own channels. */

import { MINUTE } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import type { employeeReport } from '@liudan/shared/notify/contract';
import { timeWords } from '@liudan/shared/notify/wechat-fields';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type * as z from 'zod';
import { PeopleQueries } from '../identity/people.queries.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { insertRows } from '../kernel/rows.ts';
import { WecomClient } from '../wechat/wecom.client.ts';
import { ChannelTools } from './channel.tools.ts';
import { MessageEntity } from './message.entity.ts';
import { messageOf, pushDataOf } from './notice.ts';
import { PushEntity } from './push.entity.ts';
import { BEGUN } from './push.store.ts';
import { TieActions } from './tie.actions.ts';

const TEST_EVERY_MS = 5 * MINUTE;
const TEST = 'channel_test';

@Injectable()
export class ChannelActions {
  constructor(
    private readonly tools: ChannelTools,
    private readonly ties: TieActions,
    private readonly people: PeopleQueries,
    private readonly client: WecomClient,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** What his phone says of 用工关系. It is believed until WeChat says otherwise at a message. */
  async employee(personId: string, { bound, templates }: z.infer<typeof employeeReport>): Promise<void> {
    const known = new Set(Object.values(this.district.templates.notices).map(({ employee }) => employee?.templateId));
    const answers = Object.entries(templates).filter(([id]) => known.has(id));
    const taken = Object.fromEntries(answers.map(([id, answer]) => [id, answer === 'accept']));
    await this.tools.database.write((tx) =>
      bound ? this.ties.employee(tx, personId, taken) : this.ties.loosen(tx, personId, 'employee', '您已解除用工关系'),
    );
  }

  /** Finds him in WeCom by the number that WeChat or the roster vouches for. */
  async wecom(personId: string): Promise<void> {
    if (!this.client.configured) fail('CHANNEL_NOT_HERE', { channel: PUSH_CHANNEL_WORDS.wecom });
    const person = await this.people.person(personId);
    if (!person?.phone || !person.phoneVerified) fail('PHONE_NOT_VERIFIED');
    const found = await this.client.useridOf(person.phone);
    if (found.kind === 'unknown') fail('WECOM_UNAVAILABLE');
    if (found.kind === 'refused') fail(found.errcode === -1 ? 'WECOM_UNAVAILABLE' : 'WECOM_MEMBER_UNKNOWN');
    await this.tools.database.write((tx) => this.ties.wecom(tx, personId, found.userid));
  }

  /** Sends him a message by the channels a real one would take; TOO_MANY_REQUESTS within five minutes of the last. */
  async test(personId: string, key: string): Promise<void> {
    const { once, ids, clock } = this.tools;
    const now = clock.now();
    const template = this.district.templates.notices[TEST];
    const values = { time: timeWords(now) };
    const told = { eventId: ids.next(), personId, kind: TEST, ticketId: null, side: 'staff', at: now } as const;
    await once.run({ personId, key, fingerprint: TEST }, async (tx) => {
      const recent = { personId, kind: TEST, at: MoreThan(now - TEST_EVERY_MS) } as const;
      if (await tx.existsBy(MessageEntity, recent)) fail('TOO_MANY_REQUESTS');
      const words = messageOf(template, values);
      await insertRows(tx, MessageEntity, [{ ...told, ...words, id: ids.next(), postId: null, readAt: null }]);
      const push: PushEntity = {
        ...told,
        id: ids.next(),
        // He asked for it just now.
        urgency: 'urgent',
        ...BEGUN,
        nextAt: now,
        data: pushDataOf(template, 'staff', values),
      };
      await insertRows(tx, PushEntity, [push]);
      return {};
    });
  }
}
