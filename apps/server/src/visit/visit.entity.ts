import { LIMITS } from '@liudan/shared/limits';
import type { Channel } from '@liudan/shared/ticket/status';
import type { VisitOutcome } from '@liudan/shared/visit/rules';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, SealedColumn } from '../kernel/columns.ts';

/** 民情走访台账: one offline contact with a resident, with when it was, who it was, and what was said. */
@Entity('visit')
@Index(['communityId', 'id'])
@Index(['streetId', 'id'])
@Index(['enteredBy', 'id'])
@Index(['outcome', 'followUpOn'])
export class VisitEntity {
  @IdPrimaryColumn()
  id!: string;

  /** When it was said; `createdAt` is when it was written down. */
  @InstantColumn()
  collectedAt!: number;

  @CodeColumn(16)
  channel!: Channel;

  @Column({ type: 'text' })
  text!: string;

  @CodeColumn(LIMITS.orgId)
  communityId!: string;

  @CodeColumn(LIMITS.orgId)
  streetId!: string;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  gridId!: string | null;

  /** The residents' group it was in. */
  @CodeColumn(LIMITS.orgId, { nullable: true })
  groupId!: string | null;

  /** The reporter of the order it became; null where it became none. */
  @IdColumn({ nullable: true })
  reporterId!: string | null;

  @SealedColumn({ nullable: true })
  name!: string | null;

  @SealedColumn({ nullable: true })
  phone!: string | null;

  /** Where he lives. */
  @SealedColumn({ nullable: true })
  address!: string | null;

  @Column({ type: 'boolean' })
  hideName!: boolean;

  @IdColumn()
  enteredBy!: string;

  /** The organisation of the duty it was entered in. */
  @CodeColumn(LIMITS.orgId)
  enteredOrg!: string;

  @CodeColumn(16)
  outcome!: VisitOutcome;

  /** What the resident was answered, where that settled it. */
  @Column({ type: 'text', nullable: true })
  answer!: string | null;

  /** `2026-11-30`, for one that still has to be answered. */
  @CodeColumn(10, { nullable: true })
  followUpOn!: string | null;

  /** The order it became, or joined. */
  @Index()
  @IdColumn({ nullable: true })
  ticketId!: string | null;

  /** When it was answered or became an order. */
  @InstantColumn({ nullable: true })
  settledAt!: number | null;

  @InstantColumn()
  createdAt!: number;
}
