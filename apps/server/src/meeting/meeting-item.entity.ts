import type { Force } from '@liudan/shared/meeting/words';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** One decision of a meeting on one ticket (一事一办). Rows are only added. */
@Entity('meeting_item')
@Index(['meetingId', 'seq'], { unique: true })
@Index(['ticketId', 'id'])
export class MeetingItemEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  meetingId!: string;

  @Column({ type: 'integer' })
  seq!: number;

  @IdColumn()
  ticketId!: string;

  /** An act of the journey, or what was agreed without one: `put_off`, `follow`. */
  @CodeColumn(24)
  action!: string;

  /** The event of the act; null where there was none. */
  @IdColumn({ nullable: true })
  eventId!: string | null;

  /** The decision in words, as it was then. */
  @Column({ type: 'text' })
  words!: string;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  /** Ids of the people named as the four forces. */
  @JsonColumn()
  forces!: Partial<Record<Force, string>>;

  @IdColumn()
  byId!: string;

  @InstantColumn()
  at!: number;
}
