import type { Check } from '@liudan/shared/community/post';
import { type Found, worseOf } from '@liudan/shared/safety/verdict';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleQueries } from '../identity/people.queries.ts';
import { Database } from '../kernel/database.ts';
import { updateRows } from '../kernel/rows.ts';
import { Checks, type PicturesOfPost } from '../safety/checks.ts';
import { Screening } from '../safety/screening.ts';
import { WechatClient } from '../wechat/wechat.client.ts';
import { PostEntity } from './post.entity.ts';

/**
 * What WeChat thinks of a text, at once, and of pictures, when it has looked. It decides nothing: all that residents write waits for a person, and a check that can't be had (no
 * WeChat, nobody it knows, a refusal) only tells that person to look closely.
 */
@Injectable()
export class ContentChecks implements OnModuleInit {
  constructor(
    private readonly wechat: WechatClient,
    private readonly people: PeopleQueries,
    private readonly checks: Checks,
    private readonly screening: Screening,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.screening.ofPosts((postId, found) => this.found(postId, found));
  }

  /** Has the pictures of a question looked at, in the transaction that keeps it. */
  pictures(tx: EntityManager, asked: PicturesOfPost): Promise<void> {
    return this.checks.beginPictures(tx, asked);
  }

  async of(personId: string, text: string, scene: 'comment' | 'forum'): Promise<Check> {
    const openid = await this.people.openidOf(personId);
    if (openid === null) return 'none';
    const checked = await this.wechat.checkText(openid, text, scene);
    return checked.kind === 'checked' ? checked.suggest : 'none';
  }

  /** Whoever looks at the question is told the worst of what was found in it. */
  private async found(postId: string, found: Found): Promise<void> {
    await this.database.write(async (tx) => {
      const post = await tx.findOneBy(PostEntity, { id: postId });
      if (post) await updateRows(tx, PostEntity, { id: postId }, { checked: worseOf(post.checked, found) });
    });
  }
}
