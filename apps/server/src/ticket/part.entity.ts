import { LIMITS } from '@liudan/shared/limits';
import type { Part, PartState } from '@liudan/shared/ticket/facts';
import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, InstantColumn } from '../kernel/columns.ts';

/** One department's share of a dispatched ticket. */
@Entity('part')
@Index(['orgId', 'state', 'ticketId'])
export class PartEntity implements Part {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  ticketId!: string;

  /** Unique within the ticket: the number of the event that offered it, and a count. */
  @PrimaryColumn({ type: 'varchar', length: 16 })
  id!: string;

  @CodeColumn(LIMITS.orgId)
  orgId!: string;

  @CodeColumn(12)
  kind!: 'lead' | 'assisting';

  @CodeColumn(12)
  state!: PartState;

  @InstantColumn()
  offeredAt!: number;

  @InstantColumn({ nullable: true })
  acceptedAt!: number | null;

  @InstantColumn({ nullable: true })
  endedAt!: number | null;
}
