import type { DeliveryState, NoticeKind } from '@liudan/shared/notify/contract';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** What is handed to WeChat: filled in when the event was told, so that a later change of the ticket doesn't change it. */
export interface WechatNotice {
  templateId: string;
  type: 'onetime' | 'longterm';
  page: string;
  fields: Record<string, string>;
}

/** One notice on its way to one person by one channel. It leaves `sending` once, and nothing that left it is sent again. */
@Entity('delivery')
@Index(['eventId', 'personId', 'channel'], { unique: true })
@Index(['state', 'nextAt'])
@Index(['personId', 'state', 'eventId'])
export class DeliveryEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  eventId!: string;

  @IdColumn()
  personId!: string;

  @CodeColumn(12)
  channel!: 'wechat';

  @IdColumn({ nullable: true })
  ticketId!: string | null;

  @CodeColumn(24)
  kind!: NoticeKind;

  @CodeColumn(12)
  state!: DeliveryState;

  @Column({ type: 'integer' })
  attempts!: number;

  /** When it may be tried next; while it is `sending`, when the sender must be thought dead. */
  @InstantColumn()
  nextAt!: number;

  /** Whose turn it is: the result counts only with this token. */
  @IdColumn({ nullable: true })
  leaseToken!: string | null;

  @Column({ type: 'integer', nullable: true })
  errcode!: number | null;

  /** WeChat's own id of the call that it refused. */
  @CodeColumn(64, { nullable: true })
  rid!: string | null;

  /** Why it is in this state, in words for the operator. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  reason!: string | null;

  @JsonColumn()
  data!: WechatNotice;

  /** When the event happened. */
  @InstantColumn()
  at!: number;
}
