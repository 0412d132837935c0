import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdPrimaryColumn, InstantColumn, SealedColumn } from '../kernel/columns.ts';

/** Something that WeChat told by itself, kept until whoever listens for it has heard it. */
@Entity('wechat_event')
@Index(['state', 'nextAt'])
@Index(['state', 'who', 'id'])
export class WechatEventEntity {
  @IdPrimaryColumn()
  id!: string;

  /** WeChat tells a thing again where it doubts that it was heard; a hash of what makes it the same thing. */
  @Index({ unique: true })
  @CodeColumn(43)
  dedupe!: string;

  @CodeColumn(64)
  event!: string;

  /** A keyed hash of the openid: what concerns one person is handed on in order. */
  @CodeColumn(43)
  who!: string;

  /** The event itself, sealed. */
  @SealedColumn()
  sealed!: string;

  @CodeColumn(8)
  state!: 'waiting' | 'done' | 'failed';

  @Column({ type: 'integer' })
  tries!: number;

  /** When it may be handed on next; while somebody is at it, when he must be thought dead. */
  @InstantColumn()
  nextAt!: number;

  @InstantColumn()
  receivedAt!: number;

  /** What the last try failed with, in a word that names nobody. */
  @CodeColumn(200, { nullable: true })
  lastError!: string | null;
}
