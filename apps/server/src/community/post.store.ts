/** Writing posts and their log: the two things every act on a post does with the tables. */
import type { PostEvent } from '@liudan/shared/community/audience';
import { awaitsAnswer, nextSweepAt } from '@liudan/shared/community/post';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import { PostEntity } from './post.entity.ts';
import { PostEventEntity } from './post-event.entity.ts';

/** What happened, as the log keeps it. */
export interface Happened {
  readonly id: string;
  readonly action: PostEvent;
  readonly replyId?: string;
  readonly actorId: string | null;
  readonly actorOrg?: string | null;
  readonly said?: string | null;
  readonly at: number;
}

export type Draft = Omit<PostEntity, 'awaiting' | 'nextAt' | 'version'>;

export const insert = <T extends ObjectLiteral>(tx: EntityManager, entity: new () => T, row: T) =>
  tx.createQueryBuilder().insert().into(entity).values(row).updateEntity(false).execute();

export const insertPost = (tx: EntityManager, post: Draft) =>
  insert(tx, PostEntity, { ...post, awaiting: awaitsAnswer(post), nextAt: nextSweepAt(post), version: 1 });

/** Changes a post that is still as it was read, with the columns that follow from the change; false where somebody else was faster. */
export async function changePost(tx: EntityManager, before: PostEntity, change: Partial<Draft>): Promise<boolean> {
  const after = { ...before, ...change };
  const { affected } = await tx
    .createQueryBuilder()
    .update(PostEntity)
    .set({ ...change, awaiting: awaitsAnswer(after), nextAt: nextSweepAt(after), version: before.version + 1 })
    .where({ id: before.id, version: before.version })
    .updateEntity(false)
    .execute();
  return affected === 1;
}

export const log = (tx: EntityManager, postId: string, { replyId, actorOrg, said, ...happened }: Happened) =>
  insert(tx, PostEventEntity, {
    ...happened,
    postId,
    replyId: replyId ?? null,
    actorOrg: actorOrg ?? null,
    said: said ?? null,
    notifyPending: true,
  });
