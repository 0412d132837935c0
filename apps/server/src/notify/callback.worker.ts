/** What WeChat tells by itself about messages: consents taken back, a message that didn't arrive after all, an account that left. */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { updateRows } from '../kernel/rows.ts';
import { type WechatEvent, WechatEvents } from '../wechat/wechat.events.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { wake } from './push.store.ts';
import { TieActions } from './tie.actions.ts';

const REVOKED = '您在微信里收回了授权';

@Injectable()
export class CallbackWorker implements OnModuleInit {
  constructor(
    private readonly events: WechatEvents,
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly ties: TieActions,
    private readonly clock: Clock,
  ) {}

  /** What the popup was answered with is counted when the phone says so, and not a second time when WeChat tells it. */
  onModuleInit(): void {
    this.events.on('subscribe_msg_change_event', (event) => this.changed(event));
    this.events.on('subscribe_msg_sent_event', (event) => this.sent(event));
    this.events.on('user_authorization_revoke', (event) => this.revoked(event));
  }

  /** Switched off in WeChat's settings: whatever was left is gone. Switched on again gives nothing back. */
  private async changed({ openid, list }: WechatEvent): Promise<void> {
    const personId = await this.people.idOfOpenid(openid);
    if (personId === null) return;
    const refused = list.filter(({ SubscribeStatusString: answer }) => answer === 'reject');
    await this.database.write(async (tx) => {
      for (const { TemplateId } of refused) await this.ties.refused(tx, personId, TemplateId ?? '');
    });
  }

  /** WeChat took it and could not show it: the push goes on to the next channel. */
  private async sent({ list }: WechatEvent): Promise<void> {
    const now = this.clock.now();
    for (const { MsgID: msgid, ErrorCode, ErrorStatus } of list) {
      if (!msgid || ErrorCode === '0') continue;
      const reason = `微信收下了，但没有送达（${ErrorStatus ?? ErrorCode}）`.slice(0, 200);
      const row = await this.database.read.findOneBy(DeliveryEntity, { msgid, channel: 'subscribe' });
      // Told before our own note of the answer was written down: WeChat's event comes round again.
      if (!row) throw new Error('a message that was told of is not known yet');
      await this.database.write(async (tx) => {
        const change = { state: 'failed', reason, errcode: Number(ErrorCode), endedAt: now } as const;
        if ((await updateRows(tx, DeliveryEntity, { id: row.id, state: 'sent' }, change)) === 1)
          await wake(tx, row, now, true);
      });
    }
  }

  private async revoked({ openid, fields }: WechatEvent): Promise<void> {
    const personId = await this.people.idOfOpenid(fields.OpenID ?? openid);
    if (personId !== null) await this.database.write((tx) => this.ties.close(tx, personId, REVOKED));
  }
}
