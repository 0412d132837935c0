import type { DeliveryState, NoticeKind, PushChannel } from '@liudan/shared/notify/contract';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/**
 * What a push says on each channel: filled in when the event was told, so that a later change of the ticket doesn't change it. A channel
 * the district has no template for isn't there. `page` is a page of the mini-program with its query.
 */
export interface PushData {
  subscribe?: { templateId: string; type: 'onetime' | 'longterm'; page: string; fields: Record<string, string> };
  employee?: { templateId: string; page: string; fields: Record<string, string> };
  wecom?: { title: string; description: string; page: string };
  sms?: { templateId: string; params: string[]; page: string };
}

/** One notice on its way to one person by one channel. It leaves `sending` once, and nothing that left it is sent again. */
@Entity('delivery')
@Index(['eventId', 'personId', 'channel'], { unique: true })
@Index(['state', 'nextAt'])
@Index(['personId', 'state', 'eventId'])
@Index(['msgid'])
export class DeliveryEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  eventId!: string;

  @IdColumn()
  personId!: string;

  @CodeColumn(12)
  channel!: PushChannel;

  @IdColumn({ nullable: true })
  ticketId!: string | null;

  @CodeColumn(24)
  kind!: NoticeKind;

  @CodeColumn(12)
  state!: DeliveryState;

  /** It goes out at night, too. */
  @Column({ type: 'boolean', default: false })
  urgent!: boolean;

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

  /** The channel's id of the message it took. */
  @CodeColumn(64, { nullable: true })
  msgid!: string | null;

  /** Why it is in this state, in words for the operator. */
  @Column({ type: 'varchar', length: 200, nullable: true })
  reason!: string | null;

  /** The part of `PushData` for its channel. */
  @JsonColumn()
  data!: NonNullable<PushData[PushChannel]>;

  /** When the event happened. */
  @InstantColumn()
  at!: number;

  /** When this channel's turn came. */
  @InstantColumn({ nullable: true })
  queuedAt!: number | null;

  /** When the result was known. */
  @InstantColumn({ nullable: true })
  endedAt!: number | null;
}
