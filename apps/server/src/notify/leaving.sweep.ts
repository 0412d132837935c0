/**
 * Whoever has no duty left is no employee any more: what tied him to WeCom and 用工消息 ends here, and 用工关系 in WeChat with it. His
 * sessions ended when the roster let him go.
 */
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { BindingEntity } from './binding.entity.ts';

export const LEAVING_SWEEP = 'leaving';
const EVERY_MS = 10 * 60_000;
const BATCH = 200;

@Injectable()
export class LeavingSweep implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly database: Database,
    private readonly people: PeopleQueries,
    private readonly wechat: WechatClient,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(LEAVING_SWEEP, EVERY_MS, (closing) => this.sweep(closing));
  }

  private async sweep(closing: AbortSignal): Promise<void> {
    for (let after = ''; !closing.aborted; ) {
      const rows = await this.database.read.find(BindingEntity, {
        where: { personId: MoreThan(after) },
        order: { personId: 'ASC', channel: 'ASC' },
        take: BATCH,
      });
      const staying = await this.people.withDuty(rows.map(({ personId }) => personId));
      for (const row of rows) if (!staying.has(row.personId)) await this.letGo(row);
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      // A person has two rows at most, and the second may be the first of the next batch.
      after = rows.findLast(({ personId }) => personId !== last.personId)?.personId ?? last.personId;
    }
  }

  /** Where WeChat can't be asked now, the next round does. What it refuses is over on its side already. */
  private async letGo({ personId, channel }: BindingEntity): Promise<void> {
    const openid = channel === 'employee' ? await this.people.openidOf(personId) : null;
    if (openid !== null && (await this.wechat.unbindEmployee([openid])).kind === 'unknown') return;
    await this.database.write((tx) => tx.delete(BindingEntity, { personId, channel }));
  }
}
