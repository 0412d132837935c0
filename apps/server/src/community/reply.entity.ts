import type { Check, PostState } from '@liudan/shared/community/post';
import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** What was said on a post: a neighbour's comment, which waits for a look, or the answer of an organisation. */
@Entity('reply')
@Index(['postId', 'id'])
@Index(['state', 'postId'])
export class ReplyEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  postId!: string;

  @IdColumn()
  authorId!: string;

  /** The organisation that answers; null for a comment. */
  @CodeColumn(LIMITS.orgId, { nullable: true })
  org!: string | null;

  @Column({ type: 'text' })
  text!: string;

  @CodeColumn(12)
  state!: PostState;

  @Column({ type: 'text', nullable: true })
  hiddenBecause!: string | null;

  @CodeColumn(12)
  checked!: Check;

  @InstantColumn()
  at!: number;
}
