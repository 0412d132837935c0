import type { Checked, CheckState } from '@liudan/shared/safety/verdict';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** One look of WeChat at what a resident wrote, photographed or said: of a report all of it, of a question its pictures. */
@Entity('content_check')
@Index(['traceId'], { unique: true })
@Index(['nextAt', 'id'])
@Index(['ticketId'])
export class ContentCheckEntity {
  @IdPrimaryColumn()
  id!: string;

  /** The report it belongs to, and the event that holds the words. */
  @IdColumn({ nullable: true })
  ticketId!: string | null;

  @IdColumn({ nullable: true })
  eventId!: string | null;

  /** Or the question on a community's page. */
  @IdColumn({ nullable: true })
  postId!: string | null;

  @IdColumn()
  personId!: string;

  @CodeColumn(8)
  what!: Checked;

  /** The picture or the recording. The words stand in the event. */
  @IdColumn({ nullable: true })
  mediaId!: string | null;

  @CodeColumn(8)
  state!: CheckState;

  /** WeChat's id of what was ordered, by which the result is known when it comes. */
  @CodeColumn(64, { nullable: true })
  traceId!: string | null;

  /** Why it could not be asked, in WeChat's numbers, and its id of the call. */
  @Column({ type: 'integer', nullable: true })
  errcode!: number | null;

  @CodeColumn(64, { nullable: true })
  rid!: string | null;

  @Column({ type: 'integer' })
  tries!: number;

  /** When it is to be asked, or given up; null once it is decided. */
  @InstantColumn({ nullable: true })
  nextAt!: number | null;

  /** When it was written. */
  @InstantColumn()
  at!: number;

  @InstantColumn({ nullable: true })
  decidedAt!: number | null;
}
