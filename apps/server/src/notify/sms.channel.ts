/** Text messages: the last resort, for what is urgent, and for residents whom WeChat can't reach. */
import { SMS_LINK } from '@liudan/shared/district/placeholders';
import { Inject, Injectable } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { SmsClient } from '../wechat/sms.client.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import type { DeliveryEntity, PushData } from './delivery.entity.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';

/** The longest WeChat lets an address live. */
const LINK_DAYS = 30;
const LINK = `{${SMS_LINK}}`;

@Injectable()
export class SmsChannel {
  constructor(
    private readonly client: SmsClient,
    private readonly wechat: WechatClient,
    private readonly people: PeopleQueries,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'publicUrl'>,
  ) {}

  /** The number is opened here and nowhere else; it is in no row and no log. */
  async send(delivery: DeliveryEntity): Promise<Outcome> {
    const { templateId, params, page } = delivery.data as NonNullable<PushData['sms']>;
    const phone = await this.phoneOf(delivery.personId);
    if (phone === null) return skipped('没有对方的手机号');
    const link = params.some((text) => text.includes(LINK)) ? await this.linkTo(page) : '';
    const said = params.map((text) => text.replaceAll(LINK, link));
    return outcomeOf(delivery, await this.client.send({ phone, templateId, params: said }), this.clock.now());
  }

  private async phoneOf(personId: string): Promise<string | null> {
    const current = await this.people.person(await this.people.currentIdOf(personId));
    return current?.phone ?? (await this.people.person(personId))?.phone ?? null;
  }

  /** Into the mini-program where WeChat makes an address for it, otherwise to the page in the browser. */
  private async linkTo(page: string): Promise<string> {
    const [path = '', query = ''] = page.split('?');
    const link = await this.wechat.urlLink({ page: path, query, days: LINK_DAYS });
    return link.kind === 'link' ? link.url : `${this.env.publicUrl}/#/${page}`;
  }
}
