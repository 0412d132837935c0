/** The channels by name. */
import type { PushChannel } from '@liudan/shared/notify/contract';
import { Injectable } from '@nestjs/common';
import type { DeliveryEntity } from './delivery.entity.ts';
import { EmployeeChannel } from './employee.channel.ts';
import type { Outcome } from './outcome.ts';
import { SmsChannel } from './sms.channel.ts';
import { SubscribeChannel } from './subscribe.channel.ts';
import { WecomChannel } from './wecom.channel.ts';

@Injectable()
export class Channels {
  private readonly byName: Readonly<Record<PushChannel, { send(delivery: DeliveryEntity): Promise<Outcome> }>>;

  constructor(wecom: WecomChannel, employee: EmployeeChannel, subscribe: SubscribeChannel, sms: SmsChannel) {
    this.byName = { wecom, employee, subscribe, sms };
  }

  send(delivery: DeliveryEntity): Promise<Outcome> {
    return this.byName[delivery.channel].send(delivery);
  }
}
