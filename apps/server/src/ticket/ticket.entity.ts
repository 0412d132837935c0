/**
 * The stored ticket: the fold of its events, with the columns that lists search by.
 *
 * Every field of the rules' `Ticket` is a column of the same name, so that a change is written as it is.
 */

import { LIMITS } from '@liudan/shared/limits';
import type { Ticket } from '@liudan/shared/ticket/facts';
import type { Shown } from '@liudan/shared/ticket/screening';
import type { Channel, Difficulty, DotKey, Grade, Outcome, Phase, Score, State } from '@liudan/shared/ticket/status';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn, SealedColumn } from '../kernel/columns.ts';

@Entity('ticket')
@Index(['number'], { unique: true })
@Index(['reporterId', 'id'])
@Index(['communityId', 'phase', 'id'])
@Index(['streetId', 'phase', 'id'])
@Index(['gridId', 'phase', 'id'])
@Index(['assigneeId', 'phase', 'id'])
@Index(['holderOrg', 'phase', 'dueAt', 'id'])
@Index(['phase', 'id'])
@Index(['phase', 'lat', 'lng'])
@Index(['asked', 'id'])
@Index(['appeal', 'id'])
export class TicketEntity implements Ticket {
  @IdPrimaryColumn()
  id!: string;

  @CodeColumn(24)
  number!: string;

  @Column({ type: 'integer' })
  version!: number;

  @CodeColumn(24)
  state!: State;

  /** From the state; lists ask for one of three phases. */
  @CodeColumn(12)
  phase!: Phase;

  @CodeColumn(16, { nullable: true })
  outcome!: Outcome | null;

  @Column({ type: 'text' })
  text!: string;

  @CodeColumn(16)
  channel!: Channel;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  category!: string | null;

  @CodeColumn(16, { nullable: true })
  grade!: Grade | null;

  @CodeColumn(16, { nullable: true })
  difficulty!: Difficulty | null;

  @Column({ type: 'double', nullable: true })
  lng!: number | null;

  @Column({ type: 'double', nullable: true })
  lat!: number | null;

  @Column({ type: 'double', nullable: true })
  accuracyMetres!: number | null;

  @Column({ type: 'varchar', length: LIMITS.address, nullable: true })
  address!: string | null;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  gridId!: string | null;

  @CodeColumn(LIMITS.orgId)
  communityId!: string;

  @CodeColumn(LIMITS.orgId)
  streetId!: string;

  @IdColumn()
  reporterId!: string;

  @IdColumn({ nullable: true })
  enteredBy!: string | null;

  @Column({ type: 'boolean' })
  hideName!: boolean;

  /** The number given with this report, where one was; the reporter's own stands with the person. */
  @SealedColumn({ nullable: true })
  contactPhone!: string | null;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  holderOrg!: string | null;

  @InstantColumn()
  holderSince!: number;

  @IdColumn({ nullable: true })
  assigneeId!: string | null;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  leadOrg!: string | null;

  @CodeColumn(24, { nullable: true })
  handlingState!: State | null;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  handlingOrg!: string | null;

  @JsonColumn()
  handlers!: string[];

  @JsonColumn()
  handlingOrgs!: string[];

  @JsonColumn()
  been!: DotKey[];

  @Column({ type: 'boolean' })
  askOpen!: boolean;

  @Column({ type: 'boolean' })
  returned!: boolean;

  @Column({ type: 'integer' })
  reworkCount!: number;

  @IdColumn({ nullable: true })
  unreasonableBy!: string | null;

  @IdColumn({ nullable: true })
  explanationConfirmedBy!: string | null;

  @Column({ type: 'boolean', nullable: true })
  understood!: boolean | null;

  @Column({ type: 'boolean' })
  reviewed!: boolean;

  @Column({ type: 'integer' })
  attempts!: number;

  @CodeColumn(24, { nullable: true })
  suspendedFrom!: State | null;

  @CodeColumn(12, { nullable: true })
  asked!: Ticket['asked'];

  @InstantColumn({ nullable: true })
  askedDueAt!: number | null;

  @Column({ type: 'integer', default: 0 })
  extensions!: number;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  returnedBy!: string | null;

  @Column({ type: 'boolean', default: false })
  upheld!: boolean;

  @Column({ type: 'boolean', default: false })
  finalDispatch!: boolean;

  @Column({ type: 'integer', default: 0 })
  studies!: number;

  @Column({ type: 'boolean', default: false })
  supervised!: boolean;

  @CodeColumn(12, { nullable: true })
  appeal!: Ticket['appeal'];

  @IdColumn({ nullable: true })
  mergedInto!: string | null;

  @Column({ type: 'integer', default: 0 })
  followerCount!: number;

  @CodeColumn(12, { nullable: true })
  screening!: Ticket['screening'];

  @JsonColumn()
  photos!: string[];

  @JsonColumn()
  afterPhotos!: string[];

  @CodeColumn(16, { nullable: true })
  score!: Score | null;

  @CodeColumn(LIMITS.orgId, { nullable: true })
  scoreGrade!: string | null;

  @JsonColumn()
  ratingTags!: string[];

  @Column({ type: 'text', nullable: true })
  ratingText!: string | null;

  @InstantColumn({ nullable: true })
  ratedAt!: number | null;

  @InstantColumn()
  submittedAt!: number;

  @InstantColumn({ nullable: true })
  resolvedAt!: number | null;

  @InstantColumn({ nullable: true })
  closedAt!: number | null;

  /** Of the clock that is due first among those running; null when none runs. Lists sort and colour by them. */
  @InstantColumn({ nullable: true })
  dueAt!: number | null;

  @InstantColumn({ nullable: true })
  warnAt!: number | null;

  /** How far the checks of what a resident wrote have come. It is no fact of the ticket: no act depends on it, and the log knows nothing of it. */
  @CodeColumn(8, { default: 'all' })
  shown!: Shown;

  /**
   * The ticket whole, with all that belongs to it, as JSON: what an act, a page and a list read in one question. The columns above and the
   * tables of parts and clocks say the same, for lists and sweeps to search by, and `verify` compares them. Null where there is
   * no copy: it was too long, or a migration taught the rules a new fact and took the copies away. The tables are read then.
   */
  @Column({ type: 'text', nullable: true, select: false })
  whole!: string | null;

  /** The hash of the last event: the next one continues the chain. */
  @CodeColumn(64)
  lastHash!: string;
}
