import { LIMITS } from '@liudan/shared/limits';
import type { Follower } from '@liudan/shared/ticket/facts';
import type { Score } from '@liudan/shared/ticket/status';
import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn } from '../kernel/columns.ts';

/** Somebody who has the same problem as the reporter of a ticket. */
@Entity('follower')
@Index(['personId', 'ticketId'])
export class FollowerEntity implements Follower {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  ticketId!: string;

  /** Unique within the ticket: the number of the event that added the row, and a count. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  @IdColumn()
  personId!: string;

  @CodeColumn(8)
  via!: Follower['via'];

  @IdColumn({ nullable: true })
  fromTicketId!: string | null;

  @InstantColumn()
  since!: number;

  @CodeColumn(16, { nullable: true })
  score!: Score | null;

  @InstantColumn({ nullable: true })
  ratedAt!: number | null;

  @InstantColumn({ nullable: true })
  leftAt!: number | null;
}
