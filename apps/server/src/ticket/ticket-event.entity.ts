import { LIMITS } from '@liudan/shared/limits';
import type { Change, Said } from '@liudan/shared/ticket/facts';
import type { State } from '@liudan/shared/ticket/status';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/**
 * One act, for ever. Rows are only added; the marks of the consumers are all that changes, and the hash leaves them out.
 *
 * The log is the outbox: a consumer takes what is pending, not what comes after a cursor, so an event whose transaction committed
 * late is met when it appears.
 */
@Entity('ticket_event')
@Index(['ticketId', 'seq'], { unique: true })
@Index(['notifyPending', 'id'])
@Index(['screenPending', 'id'])
export class TicketEventEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  ticketId!: string;

  /** 1 for the submit; the version of the ticket after the act. */
  @Column({ type: 'integer' })
  seq!: number;

  @CodeColumn(24)
  action!: string;

  @IdColumn()
  actorId!: string;

  @CodeColumn(24)
  actorRole!: string;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  actorOrg!: string | null;

  @CodeColumn(24, { nullable: true })
  fromState!: State | null;

  @CodeColumn(24)
  toState!: State;

  /** Who holds the ticket after the act: the custody record. */
  @CodeColumn(LIMITS.orgId, { nullable: true })
  holderOrg!: string | null;

  @InstantColumn()
  at!: number;

  /** What was said. */
  @JsonColumn()
  body!: Said;

  /** What it did to the stored rows; replaying all changes gives the ticket. */
  @JsonColumn()
  change!: Change;

  @CodeColumn(64)
  prevHash!: string;

  @CodeColumn(64)
  hash!: string;

  @Column({ type: 'boolean' })
  notifyPending!: boolean;

  /** A resident's report that nobody has begun to check. */
  @Column({ type: 'boolean', default: false })
  screenPending!: boolean;
}
