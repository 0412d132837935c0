import type { NoticeKind } from '@liudan/shared/notify/contract';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** A message inside the app: the notice that counts. WeChat's is only a hint that leads here. */
@Entity('message')
@Index(['eventId', 'personId', 'kind'], { unique: true })
@Index(['personId', 'eventId'])
@Index(['personId', 'readAt'])
export class MessageEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  eventId!: string;

  @IdColumn()
  personId!: string;

  @CodeColumn(24)
  kind!: NoticeKind;

  @IdColumn({ nullable: true })
  ticketId!: string | null;

  @IdColumn({ nullable: true })
  postId!: string | null;

  @CodeColumn(12)
  side!: 'resident' | 'staff';

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  body!: string;

  /** When the event happened. */
  @InstantColumn()
  at!: number;

  @InstantColumn({ nullable: true })
  readAt!: number | null;
}
