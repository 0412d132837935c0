/** Posts as the page of a community lists and shows them. */
import type { PostQuery } from '@liudan/shared/community/contract';
import type { Standing } from '@liudan/shared/community/post';
import { Injectable } from '@nestjs/common';
import { Brackets, In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { Database } from '../kernel/database.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { Access, type Met } from './access.ts';
import { anywhere, idPlace } from './list-place.ts';
import { PostEntity } from './post.entity.ts';
import { ReplyEntity } from './reply.entity.ts';

/** A post with what its card shows beside it. */
export interface Listed {
  readonly post: PostEntity;
  readonly lastAnswer: ReplyEntity | null;
  readonly waitingComments: number;
}

@Injectable()
export class PostQueries {
  constructor(
    private readonly database: Database,
    private readonly access: Access,
  ) {}

  /** What the neighbours see, and the viewer's own, the latest first. */
  async onPage(
    viewer: Viewer,
    communityId: string,
    { q, after, limit }: PostQuery,
  ): Promise<{ at: ReadonlySet<Standing>; items: Listed[]; next: string | null }> {
    const at = await this.access.enter(viewer, communityId);
    const found = this.database.read
      .createQueryBuilder(PostEntity, 'post')
      .where('post.communityId = :communityId', { communityId })
      .andWhere("(post.state = 'shown' OR post.authorId = :self)", { self: viewer.personId });
    const place = idPlace(after);
    if (place !== undefined) found.andWhere('post.id < :place', { place });
    if (q) onlyMatching(found, q);
    const rows = await found
      .orderBy('post.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    return {
      at,
      items: await this.listed(page),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    };
  }

  /** One post with all that was said on it; NOT_FOUND for who may not see it. */
  async thread(viewer: Viewer, id: string): Promise<Met & Listed & { replies: ReplyEntity[] }> {
    const met = await this.access.post(viewer, id);
    const replies = await this.database.read.find(ReplyEntity, { where: { postId: id }, order: { id: 'ASC' } });
    const [listed] = await this.listed([met.post]);
    return { ...met, replies, lastAnswer: listed?.lastAnswer ?? null, waitingComments: listed?.waitingComments ?? 0 };
  }

  /** The rows of a list with what their cards show. */
  async listed(posts: readonly PostEntity[]): Promise<Listed[]> {
    const ids = posts.map(({ id }) => id);
    if (ids.length === 0) return [];
    const { read } = this.database;
    const [answers, waiting] = await Promise.all([
      read.find(ReplyEntity, { where: { postId: In(ids), org: Not(IsNull()) }, order: { id: 'ASC' } }),
      read.find(ReplyEntity, { select: { id: true, postId: true }, where: { postId: In(ids), state: 'waiting' } }),
    ]);
    return posts.map((post) => ({
      post,
      lastAnswer: answers.findLast(({ postId }) => postId === post.id) ?? null,
      waitingComments: waiting.filter(({ postId }) => postId === post.id).length,
    }));
  }
}

/** Only posts whose own words or whose official answers have these in them. */
export function onlyMatching(found: SelectQueryBuilder<PostEntity>, q: string): void {
  const answers = found
    .subQuery()
    .select('1')
    .from(ReplyEntity, 'answer')
    .where("answer.postId = post.id AND answer.org IS NOT NULL AND answer.text LIKE :like ESCAPE '!'");
  found.andWhere(
    new Brackets((either) => either.where("post.text LIKE :like ESCAPE '!'").orWhere(`EXISTS ${answers.getQuery()}`)),
    { like: anywhere(q) },
  );
}
