import type { ClockRule } from '@liudan/shared/deadline/rule';
import { LIMITS } from '@liudan/shared/limits';
import type { TicketClock } from '@liudan/shared/ticket/facts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** One running duty of one organisation in a ticket. */
@Entity('clock')
@Index(['nextAt', 'ticketId'])
@Index(['provisional', 'ticketId'])
export class ClockEntity implements TicketClock {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  ticketId!: string;

  /** Unique within the ticket: the number of the event that started it, and a count. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  @CodeColumn(LIMITS.orgId)
  orgId!: string;

  @CodeColumn(16, { nullable: true })
  partId!: string | null;

  @JsonColumn()
  rule!: ClockRule;

  @InstantColumn()
  startedAt!: number;

  @InstantColumn()
  dueAt!: number;

  @InstantColumn()
  warnAt!: number;

  @Column({ type: 'boolean' })
  provisional!: boolean;

  @InstantColumn({ nullable: true })
  pausedAt!: number | null;

  @InstantColumn({ nullable: true })
  pausedUntil!: number | null;

  @Column({ type: 'integer' })
  pauses!: number;

  @InstantColumn({ nullable: true })
  warnedAt!: number | null;

  @InstantColumn({ nullable: true })
  expiredAt!: number | null;

  @InstantColumn({ nullable: true })
  stoppedAt!: number | null;

  /** When the sweep has to look at it next; null when it never has to again. */
  @InstantColumn({ nullable: true })
  nextAt!: number | null;
}
