/** The district's own WeCom: needs no consent, and throws repetitions away. */
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { WecomClient } from '../wechat/wecom.client.ts';
import { BindingQueries } from './binding.queries.ts';
import type { DeliveryEntity, PushData } from './delivery.entity.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';

@Injectable()
export class WecomChannel {
  constructor(
    private readonly client: WecomClient,
    private readonly bindings: BindingQueries,
    private readonly clock: Clock,
  ) {}

  async send(delivery: DeliveryEntity): Promise<Outcome> {
    const { title, description, page } = delivery.data as NonNullable<PushData['wecom']>;
    const userid = await this.bindings.userid(delivery.personId);
    if (userid === null) return skipped('对方没有绑定企业微信');
    const sent = await this.client.send({ userid, title, description, page, btntxt: '去处理' });
    return outcomeOf(delivery, sent, this.clock.now());
  }
}
