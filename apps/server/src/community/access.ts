/** Who may enter a community's page, and which of its posts he may see. */
import { deskOrg, maySee, type Standing, standingsAt } from '@liudan/shared/community/post';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { PostEntity } from './post.entity.ts';
import { ReplyEntity } from './reply.entity.ts';

/** A post, and how the person who asks for it stands to its community. */
export interface Met {
  readonly post: PostEntity;
  readonly at: ReadonlySet<Standing>;
}

@Injectable()
export class Access {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleQueries,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** NOT_FOUND where there is no such community, NOT_YOUR_COMMUNITY for who has nothing to do with it. */
  async enter(viewer: Viewer, communityId: string): Promise<ReadonlySet<Standing>> {
    if (this.district.orgs.get(communityId)?.tier !== 'community') fail('NOT_FOUND');
    const at = await this.standings(viewer, communityId);
    return at.size > 0 ? at : fail('NOT_YOUR_COMMUNITY');
  }

  /** Only in his own community somebody asks: NOT_YOUR_COMMUNITY elsewhere. */
  async home(viewer: Viewer, communityId: string): Promise<void> {
    if (this.district.orgs.get(communityId)?.tier !== 'community') fail('NOT_FOUND');
    const person = await this.people.person(viewer.personId);
    if (person?.communityId !== communityId) fail('NOT_YOUR_COMMUNITY');
  }

  /** The post, for somebody who may see it; anything else is NOT_FOUND. */
  async post(viewer: Viewer, id: string, tx?: EntityManager): Promise<Met> {
    const post = await (tx ?? this.database.read).findOneBy(PostEntity, { id });
    if (!post) fail('NOT_FOUND');
    const at = await this.standings(viewer, post.communityId, tx);
    return maySee(post, viewer.personId, at) ? { post, at } : fail('NOT_FOUND');
  }

  /** A comment on a post the viewer may see; an official answer is none. */
  async comment(viewer: Viewer, replyId: string): Promise<Met & { reply: ReplyEntity }> {
    const reply = await this.database.read.findOneBy(ReplyEntity, { id: replyId, org: IsNull() });
    if (!reply) fail('NOT_FOUND');
    const met = await this.post(viewer, reply.postId);
    return maySee(reply, viewer.personId, met.at) ? { ...met, reply } : fail('NOT_FOUND');
  }

  /** The organisation the viewer acts for on this post: FORBIDDEN without a desk there, OWN_POST on his own. */
  desk(viewer: Viewer, { post }: Met, authorId: string = post.authorId): string {
    const org = deskOrg(post.communityId, viewer, this.district);
    if (org === null) fail('FORBIDDEN');
    return authorId === viewer.personId ? fail('OWN_POST') : org;
  }

  private async standings(viewer: Viewer, communityId: string, tx?: EntityManager): Promise<ReadonlySet<Standing>> {
    const person = await this.people.person(viewer.personId, tx);
    return standingsAt(communityId, { ...viewer, home: person?.communityId ?? null }, this.district);
  }
}
