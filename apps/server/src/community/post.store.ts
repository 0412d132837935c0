/** Writing posts and their log: the two things every act on a post does with the tables. */
import type { PostEvent } from '@liudan/shared/community/audience';
import { awaitsAnswer, nextSweepAt } from '@liudan/shared/community/post';
import type { EntityManager } from 'typeorm';
import { insertRows, updateRows } from '../kernel/rows.ts';
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

export const insertPost = (tx: EntityManager, post: Draft) =>
  insertRows(tx, PostEntity, [{ ...post, awaiting: awaitsAnswer(post), nextAt: nextSweepAt(post), version: 1 }]);

/** Changes a post that is still as it was read, with the columns that follow from the change; false where somebody else was faster. */
export async function changePost(tx: EntityManager, before: PostEntity, change: Partial<Draft>): Promise<boolean> {
  const after = { ...before, ...change };
  const seen = { id: before.id, version: before.version };
  const derived = { awaiting: awaitsAnswer(after), nextAt: nextSweepAt(after), version: before.version + 1 };
  return (await updateRows(tx, PostEntity, seen, { ...change, ...derived })) === 1;
}

export const log = (tx: EntityManager, postId: string, { replyId, actorOrg, said, ...happened }: Happened) =>
  insertRows(tx, PostEventEntity, [
    {
      ...happened,
      postId,
      replyId: replyId ?? null,
      actorOrg: actorOrg ?? null,
      said: said ?? null,
      notifyPending: true,
    },
  ]);
