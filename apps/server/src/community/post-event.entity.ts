import type { PostEvent } from '@liudan/shared/community/audience';
import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** What happened to a post, for ever: who looked, showed, hid, answered. It is also the outbox, like the log of tickets. */
@Entity('post_event')
@Index(['postId', 'id'])
@Index(['notifyPending', 'id'])
export class PostEventEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  postId!: string;

  /** The comment or answer it is about, where it isn't the post itself. */
  @IdColumn({ nullable: true })
  replyId!: string | null;

  @CodeColumn(12)
  action!: PostEvent;

  /** Null for what time does. */
  @IdColumn({ nullable: true })
  actorId!: string | null;

  /** The organisation staff acted for. */
  @CodeColumn(LIMITS.orgId, { nullable: true })
  actorOrg!: string | null;

  /** The reason, where one was given. */
  @Column({ type: 'text', nullable: true })
  said!: string | null;

  @InstantColumn()
  at!: number;

  @Column({ type: 'boolean' })
  notifyPending!: boolean;
}
