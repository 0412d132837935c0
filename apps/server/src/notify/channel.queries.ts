/** A person's channels as he sees them. */
import type { District } from '@liudan/shared/district/schema';
import type { MyChannels, PushChannel } from '@liudan/shared/notify/contract';
import { CHANNEL_ORDER } from '@liudan/shared/notify/escalate';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { BindingQueries } from './binding.queries.ts';
import { channelsOf, employeeTemplates, hintOf, templatesAsked } from './channel.view.ts';
import { Configured } from './configured.ts';
import { CreditEntity } from './credit.entity.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { PushEntity } from './push.entity.ts';

@Injectable()
export class ChannelQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly bindings: BindingQueries,
    private readonly configured: Configured,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async mine(personId: string): Promise<MyChannels> {
    const person = (await this.people.person(personId)) ?? fail('NOT_FOUND');
    const ids = await this.people.everyIdOf(personId);
    const [bindings, counts, lastSentAt, test] = await Promise.all([
      this.bindings.of([personId]),
      this.database.read.findBy(CreditEntity, { personId }),
      this.lastSent(ids),
      this.lastTest(ids),
    ]);
    const left = new Map(counts.map(({ templateId, count }) => [templateId, count]));
    const taken = bindings.find(({ channel, state }) => channel === 'employee' && state === 'ok')?.templates ?? [];
    const known = {
      person,
      bindings,
      credits: templatesAsked(this.district).map((one) => ({ ...one, left: left.get(one.templateId) ?? 0 })),
      employeeTemplates: employeeTemplates(this.district).map((one) => ({
        ...one,
        taken: taken.includes(one.templateId),
      })),
      configured: (channel: PushChannel) => this.configured.has(channel),
      lastSentAt,
    };
    const channels = channelsOf(known, CHANNEL_ORDER.staff);
    const { credits } = known;
    return { hint: hintOf(channels), channels, credits, employeeTemplates: known.employeeTemplates, test };
  }

  private async lastSent(ids: readonly string[]): Promise<Map<PushChannel, number>> {
    const last = await Promise.all(
      CHANNEL_ORDER.staff.map((channel) =>
        this.database.read.findOne(DeliveryEntity, {
          where: { personId: In([...ids]), channel, state: 'sent' },
          order: { eventId: 'DESC' },
        }),
      ),
    );
    return new Map(last.flatMap((row) => (row ? [[row.channel, row.endedAt ?? row.at] as const] : [])));
  }

  private async lastTest(ids: readonly string[]): Promise<MyChannels['test']> {
    const push = await this.database.read.findOne(PushEntity, {
      where: { personId: In([...ids]), kind: 'channel_test' },
      order: { eventId: 'DESC' },
    });
    if (!push) return null;
    const { eventId, at, state } = push;
    const tries = await this.database.read.find(DeliveryEntity, { where: { eventId }, order: { id: 'ASC' } });
    return {
      at: new Date(at).toISOString(),
      running: state === 'open',
      tries: tries.map((one) => ({
        channel: one.channel,
        name: PUSH_CHANNEL_WORDS[one.channel],
        state: one.state,
        words: one.reason ?? (one.state === 'sent' ? '已发出' : '正在发送'),
      })),
    };
  }
}
