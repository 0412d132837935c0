import { LIMITS } from '@liudan/shared/limits';
import type { DelayCause, Supervision, SupervisionReason } from '@liudan/shared/ticket/facts';
import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn } from '../kernel/columns.ts';

/** 督办单: one supervision order over a ticket. */
@Entity('supervision')
@Index(['closedAt', 'openedAt', 'ticketId'])
@Index(['orgId', 'openedAt'])
export class SupervisionEntity implements Supervision {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  ticketId!: string;

  /** Unique within the ticket: the number of the event that opened it, and a count. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  @CodeColumn(12)
  reason!: SupervisionReason;

  @CodeColumn(LIMITS.orgId)
  orgId!: string;

  @InstantColumn()
  openedAt!: number;

  @IdColumn({ nullable: true })
  openedBy!: string | null;

  @CodeColumn(12, { nullable: true })
  cause!: DelayCause | null;

  @InstantColumn({ nullable: true })
  visitedAt!: number | null;

  @InstantColumn({ nullable: true })
  plannedAt!: number | null;

  @InstantColumn({ nullable: true })
  plannedDueAt!: number | null;

  @InstantColumn({ nullable: true })
  interviewedAt!: number | null;

  @InstantColumn({ nullable: true })
  followedAt!: number | null;

  @InstantColumn({ nullable: true })
  closedAt!: number | null;

  @IdColumn({ nullable: true })
  closedBy!: string | null;
}
