import type { Check, PostState } from '@liudan/shared/community/post';
import type { DeadlineRule } from '@liudan/shared/deadline/rule';
import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** A resident's question or remark on the page of his community, with the clock of its answer. */
@Entity('post')
@Index(['communityId', 'id'])
@Index(['communityId', 'awaiting', 'dueAt', 'id'])
@Index(['nextAt', 'id'])
@Index(['authorId', 'id'])
export class PostEntity {
  @IdPrimaryColumn()
  id!: string;

  @CodeColumn(LIMITS.orgId)
  communityId!: string;

  @IdColumn()
  authorId!: string;

  @Column({ type: 'text' })
  text!: string;

  @JsonColumn()
  photos!: string[];

  @CodeColumn(12)
  state!: PostState;

  @Column({ type: 'text', nullable: true })
  hiddenBecause!: string | null;

  @CodeColumn(12)
  checked!: Check;

  @InstantColumn()
  askedAt!: number;

  /** The rule the clock was started by, kept with it. */
  @JsonColumn()
  rule!: DeadlineRule;

  @InstantColumn()
  dueAt!: number;

  @InstantColumn()
  warnAt!: number;

  @InstantColumn({ nullable: true })
  warnedAt!: number | null;

  @InstantColumn({ nullable: true })
  expiredAt!: number | null;

  /** The first official answer, or the order it was turned into. */
  @InstantColumn({ nullable: true })
  answeredAt!: number | null;

  /** Neither answered nor hidden: follows from the rest, for lists to search by. */
  @Column({ type: 'boolean' })
  awaiting!: boolean;

  /** When time acts on it next; null where nothing more happens. */
  @InstantColumn({ nullable: true })
  nextAt!: number | null;

  @IdColumn({ nullable: true })
  ticketId!: string | null;

  /** Grows with every change of the row, for the race of two who act at once. */
  @Column({ type: 'integer' })
  version!: number;
}
