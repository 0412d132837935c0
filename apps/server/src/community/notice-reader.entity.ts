import { LIMITS } from '@liudan/shared/limits';
import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../kernel/columns.ts';

/** A resident who has read a notice: one row, however often he reads it. */
@Entity('notice_reader')
export class NoticeReaderEntity {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  noticeId!: string;

  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  personId!: string;

  @InstantColumn()
  at!: number;
}
