/** By which channels each person can be reached with each notice, asked for many at once. */
import type { District } from '@liudan/shared/district/schema';
import type { PushChannel } from '@liudan/shared/notify/contract';
import type { Reach } from '@liudan/shared/notify/escalate';
import { mayText } from '@liudan/shared/notify/urgency';
import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { PeopleQueries, type Ways } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import type { BindingEntity } from './binding.entity.ts';
import { BindingQueries } from './binding.queries.ts';
import { Configured } from './configured.ts';
import { CreditEntity } from './credit.entity.ts';
import type { PushEntity } from './push.entity.ts';

/** What is known of one person. */
interface Standing {
  readonly ways: Ways | undefined;
  readonly bindings: readonly BindingEntity[];
  readonly credits: ReadonlyMap<string, number>;
}

const NEVER_HERE = '对方没有用微信登录过';

@Injectable()
export class ReachQueries {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly bindings: BindingQueries,
    private readonly configured: Configured,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** The answer for each push, in their order. */
  async of(pushes: readonly PushEntity[]): Promise<Reach[]> {
    const ways = await this.people.waysTo(pushes.map(({ personId }) => personId));
    const ids = [...new Set([...ways.values()].map(({ personId }) => personId))];
    const [bindings, credits] = await Promise.all([
      this.bindings.of(ids),
      ids.length === 0 ? [] : this.database.read.findBy(CreditEntity, { personId: In(ids) }),
    ]);
    const standings = new Map(
      ids.map((id) => {
        const own = credits.filter(({ personId }) => personId === id);
        return [
          id,
          {
            bindings: bindings.filter(({ personId }) => personId === id),
            credits: new Map(own.map(({ templateId, count }) => [templateId, count])),
          },
        ];
      }),
    );
    return pushes.map((push) => {
      const known = ways.get(push.personId);
      const standing = known && standings.get(known.personId);
      return this.reach(push, { ways: known, bindings: [], credits: new Map(), ...standing });
    });
  }

  private reach(push: PushEntity, standing: Standing): Reach {
    const { ways } = standing;
    const channels = (Object.keys(push.data) as PushChannel[])
      .filter((channel) => this.configured.has(channel))
      .filter((channel) => channel !== 'sms' || mayText(push, this.district.settings.notify));
    const why = (channel: PushChannel) =>
      !ways || ways.disabled ? '对方的账号已停用' : this.why(channel, push, { ...standing, ways });
    return Object.fromEntries(channels.map((channel) => [channel, why(channel)]));
  }

  /** Why this channel can't reach him; null where it can. */
  private why(channel: PushChannel, { data }: PushEntity, { ways, bindings, credits }: Standing): string | null {
    const binding = bindings.find((one) => one.channel === channel);
    switch (channel) {
      case 'wecom':
        if (!binding) return '对方没有绑定企业微信';
        return binding.state === 'ok' ? null : binding.reason;
      case 'employee':
        if (!ways?.openid) return NEVER_HERE;
        if (!binding) return '对方没有绑定用工关系';
        if (binding.state !== 'ok') return binding.reason;
        return binding.templates.includes(data.employee?.templateId ?? '') ? null : '对方没有订阅这类用工消息';
      case 'subscribe':
        if (!ways?.openid) return NEVER_HERE;
        return (credits.get(data.subscribe?.templateId ?? '') ?? 0) > 0 ? null : '对方没有订阅，或者订阅次数已用完';
      case 'sms':
        return ways?.hasPhone ? null : '没有对方的手机号';
    }
  }
}
