/** Posts as the desks of communities and streets see them: what waits, and how well questions are answered. */
import type { Coverage, PostDeskQuery } from '@liudan/shared/community/contract';
import { communitiesOfDesk } from '@liudan/shared/community/post';
import { DAY } from '@liudan/shared/deadline/calendar';
import type { District } from '@liudan/shared/district/schema';
import { orgOf } from '@liudan/shared/org/tree';
import { Inject, Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { idPlace, listPlace, placeAfter } from './list-place.ts';
import { PostEntity } from './post.entity.ts';
import { onlyMatching } from './post.queries.ts';
import { ReplyEntity } from './reply.entity.ts';

type Query = SelectQueryBuilder<PostEntity>;
type View = PostDeskQuery['view'];

@Injectable()
export class PostDeskQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A page of one of the desk's lists. FORBIDDEN for who has no desk; a community that isn't his gives nothing. */
  async list(viewer: Viewer, query: PostDeskQuery): Promise<{ posts: PostEntity[]; next: string | null }> {
    const { view, community, q, after, limit } = query;
    const own = this.communities(viewer);
    const found = this.of(view, community === undefined ? own : own.filter((id) => id === community));
    if (q) onlyMatching(found, q);
    const byDue = view === 'answer' || view === 'overdue';
    if (byDue) {
      const place = listPlace(after);
      if (place)
        found.andWhere('(post.dueAt > :at OR (post.dueAt = :at AND post.id > :id))', {
          at: asColumn(place.at),
          id: place.id,
        });
      found.orderBy('post.dueAt', 'ASC').addOrderBy('post.id', 'ASC');
    } else {
      const [place, oldestFirst] = [idPlace(after), view === 'look'];
      if (place !== undefined) found.andWhere(`post.id ${oldestFirst ? '>' : '<'} :place`, { place });
      found.orderBy('post.id', oldestFirst ? 'ASC' : 'DESC');
    }
    const rows = await found.take(limit + 1).getMany();
    const posts = rows.slice(0, limit);
    const last = rows.length > limit ? posts.at(-1) : undefined;
    return { posts, next: last ? (byDue ? placeAfter({ at: last.dueAt, id: last.id }) : last.id) : null };
  }

  /** What waits at the viewer's desk, and of each of his communities how many questions of the last days were answered. */
  async coverage(viewer: Viewer, days: number): Promise<Coverage> {
    const own = this.communities(viewer);
    const tally = (sql: string) => `SUM(CASE WHEN ${sql} THEN 1 ELSE 0 END)`;
    const [look, answer, overdue] = await Promise.all(
      (['look', 'answer', 'overdue'] as const).map((view) => this.of(view, own).getCount()),
    );
    const rows = await this.of('all', own)
      .andWhere("post.state <> 'hidden' AND post.askedAt >= :since")
      .select('post.communityId', 'community')
      .addSelect('COUNT(*)', 'asked')
      .addSelect(tally('post.answeredAt IS NOT NULL'), 'answered')
      .addSelect(tally('post.answeredAt <= post.dueAt'), 'inTime')
      .addSelect(tally('post.answeredAt IS NULL AND post.dueAt < :now'), 'overdue')
      .setParameters({ since: asColumn(this.clock.now() - days * DAY), now: asColumn(this.clock.now()) })
      .groupBy('post.communityId')
      .getRawMany<{ community: string } & Record<'asked' | 'answered' | 'inTime' | 'overdue', string | number>>();
    const byCommunity = new Map(rows.map((row) => [row.community, row]));
    // MySQL writes sums as text.
    const number = (value: string | number | undefined) => Number(value ?? 0);
    return {
      days,
      counts: { look: look ?? 0, answer: answer ?? 0, overdue: overdue ?? 0 },
      communities: own.map((id) => {
        const row = byCommunity.get(id);
        return {
          community: { id, name: orgOf(this.district, id).name },
          asked: number(row?.asked),
          answered: number(row?.answered),
          inTime: number(row?.inTime),
          overdue: number(row?.overdue),
        };
      }),
    };
  }

  private communities(viewer: Viewer): string[] {
    const own = communitiesOfDesk(viewer, this.district);
    return own.length > 0 ? own : fail('FORBIDDEN');
  }

  private of(view: View, communities: readonly string[]): Query {
    const found = this.database.read.createQueryBuilder(PostEntity, 'post').where('1 = 1');
    // Nothing granted means nothing found, never everything.
    if (communities.length === 0) return found.andWhere('1 = 0');
    found.andWhere('post.communityId IN (:...communities)', { communities });
    if (view === 'answer' || view === 'overdue') found.andWhere('post.awaiting = :yes', { yes: true });
    if (view === 'overdue') found.andWhere('post.dueAt < :now', { now: asColumn(this.clock.now()) });
    if (view === 'look') {
      const comments = found
        .subQuery()
        .select('1')
        .from(ReplyEntity, 'comment')
        .where("comment.postId = post.id AND comment.state = 'waiting'");
      found.andWhere(`(post.state = 'waiting' OR EXISTS ${comments.getQuery()})`);
    }
    return found;
  }
}
