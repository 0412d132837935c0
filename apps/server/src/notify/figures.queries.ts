/** How the channels do, for the operator: counted from the tries, which stay. */
import { DAY } from '@liudan/shared/deadline/calendar';
import { type ChannelFigures, PUSH_CHANNELS, type PushChannel } from '@liudan/shared/notify/contract';
import { timeWords } from '@liudan/shared/notify/wechat-fields';
import { PUSH_CHANNEL_WORDS } from '@liudan/shared/notify/words';
import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { encodeTime } from 'ulid';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { WechatHealth } from '../wechat/health.ts';
import { Configured } from './configured.ts';
import { DeliveryEntity } from './delivery.entity.ts';
import { HOST_OF } from './outcome.ts';
import { PushEntity } from './push.entity.ts';

type Counted = ChannelFigures['channels'][number]['day'];

const REASONS = 6;
const ENDED = ['failed', 'unknown', 'skipped'] as const;
const WAITING = ['pending', 'sending'] as const;
const SAID_AS: Readonly<Record<string, keyof Counted>> = {
  sent: 'sent',
  failed: 'failed',
  unknown: 'unknown',
  skipped: 'refused',
};

@Injectable()
export class FiguresQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly configured: Configured,
    private readonly health: WechatHealth,
  ) {}

  async all(): Promise<ChannelFigures> {
    const now = this.clock.now();
    const [day, week, reasons, waiting, open, leadersTold] = await Promise.all([
      this.counted(now - DAY),
      this.counted(now - 7 * DAY),
      this.reasons(now - 7 * DAY),
      this.waiting(),
      this.database.read.countBy(PushEntity, { state: 'open' }),
      this.database.read.countBy(PushEntity, { ended: 'leader', leaderAt: MoreThan(now - 7 * DAY) }),
    ]);
    const channels = PUSH_CHANNELS.map((channel) => ({
      channel,
      name: PUSH_CHANNEL_WORDS[channel],
      configured: this.configured.has(channel),
      day: figuresOf(day, channel),
      week: figuresOf(week, channel),
      ...(waiting.get(channel) ?? { waiting: 0, oldestWaitingAt: null }),
      broken: this.brokenWords(channel),
      reasons: reasons
        .filter((row) => row.channel === channel)
        .slice(0, REASONS)
        .map(({ reason, n }) => ({ words: reason ?? '没有说明', count: Number(n) })),
    }));
    return { channels, open, leadersTold };
  }

  /** Ids begin with their time, so that the primary key finds what is younger. */
  private since(at: number) {
    return this.database.read
      .createQueryBuilder(DeliveryEntity, 'delivery')
      .select('delivery.channel', 'channel')
      .addSelect('COUNT(*)', 'n')
      .where('delivery.id >= :first', { first: encodeTime(Math.max(at, 0)).padEnd(26, '0') })
      .groupBy('delivery.channel');
  }

  private counted(at: number): Promise<{ channel: PushChannel; state: string; n: number | string }[]> {
    return this.since(at).addSelect('delivery.state', 'state').addGroupBy('delivery.state').getRawMany();
  }

  private reasons(at: number): Promise<{ channel: PushChannel; reason: string | null; n: number | string }[]> {
    return this.since(at)
      .addSelect('delivery.reason', 'reason')
      .andWhere('delivery.state IN (:...ended)', { ended: ENDED })
      .addGroupBy('delivery.reason')
      .orderBy('n', 'DESC')
      .getRawMany();
  }

  private async waiting() {
    const found = await Promise.all(
      PUSH_CHANNELS.map(async (channel) => {
        const where = { channel, state: In([...WAITING]) };
        const [[oldest], count] = await this.database.read.findAndCount(DeliveryEntity, {
          where,
          order: { id: 'ASC' },
          take: 1,
        });
        const at = oldest ? (oldest.queuedAt ?? oldest.at) : null;
        return [channel, { waiting: count, oldestWaitingAt: at === null ? null : new Date(at).toISOString() }] as const;
      }),
    );
    return new Map(found);
  }

  private brokenWords(channel: PushChannel): string | null {
    const host = this.health.states().find((one) => one.host === HOST_OF[channel]);
    return host?.since === null || host === undefined ? null : `${timeWords(host.since)} 起连不上，恢复后自动补发`;
  }
}

function figuresOf(rows: readonly { channel: PushChannel; state: string; n: number | string }[], channel: PushChannel) {
  const figures: Record<keyof Counted, number> = { sent: 0, failed: 0, unknown: 0, refused: 0 };
  for (const row of rows) {
    const name = SAID_AS[row.state];
    if (row.channel === channel && name) figures[name] += Number(row.n);
  }
  return figures;
}
