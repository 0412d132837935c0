/** WeChat's subscribe message: one consent, one message; under a long-term template as many as are needed. */

import { Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { CreditActions } from './credit.actions.ts';
import type { DeliveryEntity, PushData } from './delivery.entity.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';

@Injectable()
export class SubscribeChannel {
  constructor(
    private readonly client: WechatClient,
    private readonly people: PeopleQueries,
    private readonly credits: CreditActions,
    private readonly clock: Clock,
  ) {}

  /** Sends, unless there is no use in trying. */
  async send(delivery: DeliveryEntity): Promise<Outcome> {
    const { templateId, type, page, fields } = delivery.data as NonNullable<PushData['subscribe']>;
    const ways = (await this.people.waysTo([delivery.personId])).get(delivery.personId);
    if (!ways?.openid) return skipped('对方没有用微信登录过');
    if ((await this.credits.left(ways.personId, templateId)) < 1) return skipped('对方没有订阅，或者订阅次数已用完');
    const sent = await this.client.sendSubscribe({ openid: ways.openid, templateId, page, data: fields });
    const outcome = outcomeOf(delivery, sent, this.clock.now());
    return sent.kind === 'sent' && type === 'onetime' ? { ...outcome, credit: 'spend' } : outcome;
  }
}
