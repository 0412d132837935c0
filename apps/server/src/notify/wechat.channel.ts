/** WeChat as a channel: one subscribe message to one person, and what came of it. */
import { afterRefusal } from '@liudan/shared/notify/wechat-refusal';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { CreditActions } from './credit.actions.ts';
import type { DeliveryEntity } from './delivery.entity.ts';

const UNREACHED_MS = 30_000;
const OLD_NEWS_MS = 6 * 60 * 60_000;

/** What to write down of a try, and what it means for the consents and for everybody else who waits. */
export interface Outcome {
  state: 'pending' | 'sent' | 'unknown' | 'failed' | 'skipped';
  reason: string | null;
  nextAt?: number;
  errcode?: number;
  rid?: string | null;
  credit?: 'spend' | 'empty';
  /** Nothing goes out through this channel before then. */
  pausedUntil?: number;
}

@Injectable()
export class WechatChannel {
  constructor(
    private readonly client: WechatClient,
    private readonly people: PeopleQueries,
    private readonly credits: CreditActions,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'wechat'>,
  ) {}

  /**
   * Sends, unless there is no use in trying. Without an answer nobody can say whether the message went out: that is `unknown` and is
   * not tried again, because a person who is told twice has been charged two consents.
   */
  async send({
    personId,
    data,
    attempts,
    at,
  }: Pick<DeliveryEntity, 'personId' | 'data' | 'attempts' | 'at'>): Promise<Outcome> {
    const { appId, secret } = this.env.wechat;
    if (appId === null || secret === null) return { state: 'skipped', reason: '没有配置微信小程序' };
    const openid = await this.people.openidOf(personId);
    if (openid === null) return { state: 'skipped', reason: '对方没有用微信登录过' };
    if ((await this.credits.left(personId, data.templateId)) < 1)
      return { state: 'skipped', reason: '对方没有订阅，或者订阅次数已用完' };
    const sent = await this.client.sendSubscribe({
      openid,
      templateId: data.templateId,
      page: data.page,
      data: data.fields,
    });
    if (sent.kind === 'sent')
      return { state: 'sent', reason: null, ...(data.type === 'onetime' ? { credit: 'spend' } : {}) };
    if (sent.kind === 'unknown')
      return sent.unsent ? this.notReached(at) : { state: 'unknown', reason: '微信没有答复，不知道是否送达，不再重发' };
    return this.refused(sent.errcode, sent.rid, attempts);
  }

  /** WeChat can't be reached at all: everybody waits, and what is no news any more is dropped. */
  private notReached(at: number): Outcome {
    const now = this.clock.now();
    if (now - at > OLD_NEWS_MS) return { state: 'failed', reason: '微信一直连不上，消息已过时' };
    const again = now + UNREACHED_MS;
    return { state: 'pending', reason: '微信连不上，稍后再发', nextAt: again, pausedUntil: again };
  }

  private refused(errcode: number, rid: string | null, attempts: number): Outcome {
    const after = afterRefusal(errcode, attempts, this.clock.now());
    const said = { errcode, rid, reason: after.reason };
    switch (after.do) {
      case 'retry':
        return { ...said, state: 'pending', nextAt: after.at };
      case 'wait':
        return { ...said, state: 'pending', nextAt: after.at, pausedUntil: after.at };
      case 'no_credit':
        return { ...said, state: 'skipped', credit: 'empty' };
      case 'fail':
        return { ...said, state: 'failed' };
    }
  }
}
