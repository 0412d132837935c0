import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, JsonColumn, SealedColumn } from '../kernel/columns.ts';
import type { WechatFailure } from './outcomes.ts';

/** A token that all replicas use. Every change counts `version` up, and is made only where it is still what was read. */
@Entity('wechat_token')
export class WechatTokenEntity {
  /** The service and whose token: `wechat:<appid>`, `wecom:<corpid>:<agent>`. */
  @PrimaryColumn({ type: 'varchar', length: 80 })
  key!: string;

  @Column({ type: 'integer' })
  version!: number;

  @SealedColumn({ nullable: true })
  sealed!: string | null;

  /** The token is used before then only. */
  @InstantColumn()
  until!: number;

  /** How many tokens were fetched, the same one again included. */
  @Column({ type: 'integer' })
  fetched!: number;

  /** Until then somebody is fetching; behind it he is thought dead. */
  @InstantColumn()
  leaseUntil!: number;

  /** What came of the last try where it was no token. */
  @JsonColumn({ nullable: true })
  failure!: WechatFailure | null;

  /** How many tries came to nothing. */
  @Column({ type: 'integer' })
  failed!: number;

  @InstantColumn()
  forcedAt!: number;

  /** The day in China that `forcedCount` counts, since 1970. */
  @Column({ type: 'integer' })
  forcedDay!: number;

  @Column({ type: 'integer' })
  forcedCount!: number;
}
