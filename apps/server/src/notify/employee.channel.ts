/** 用工消息: for staff who are bound as employees, as many as needed within what the district allows an hour. */

import { HOUR } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { DeliveryEntity, type PushData } from './delivery.entity.ts';
import { type Outcome, outcomeOf, skipped } from './outcome.ts';

@Injectable()
export class EmployeeChannel {
  constructor(
    private readonly client: WechatClient,
    private readonly people: PeopleQueries,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async send(delivery: DeliveryEntity): Promise<Outcome> {
    const { templateId, page, fields } = delivery.data as NonNullable<PushData['employee']>;
    const openid = await this.people.openidOf(delivery.personId);
    if (openid === null) return skipped('对方没有用微信登录过');
    const { employeePerHour } = this.district.settings.notify;
    if ((await this.lastHour(delivery.personId)) >= employeePerHour)
      return skipped(`一小时内已发 ${employeePerHour} 条用工消息`);
    const sent = await this.client.sendEmployee({ openid, templateId, page, data: fields });
    return outcomeOf(delivery, sent, this.clock.now());
  }

  private lastHour(personId: string): Promise<number> {
    const endedAt = MoreThan(this.clock.now() - HOUR);
    const state = In(['sent', 'unknown']);
    return this.database.read.countBy(DeliveryEntity, { personId, channel: 'employee', state, endedAt });
  }
}
