/**
 * Lets time act on posts that wait for their answer: the light turns yellow, then red, each once. It asks only the clock, never who has
 * looked at the post. Several servers may sweep at once: who comes second finds another version and leaves it.
 */
import { actOfTime } from '@liudan/shared/community/post';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { Sweeps } from '../kernel/sweeps.ts';
import { PostEntity } from './post.entity.ts';
import { changePost, log } from './post.store.ts';

export const POSTS_SWEEP = 'posts';
const EVERY_MS = 5_000;
const AT_ONCE = 200;

@Injectable()
export class PostSweep implements OnModuleInit {
  constructor(
    private readonly sweeps: Sweeps,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  onModuleInit(): void {
    this.sweeps.every(POSTS_SWEEP, EVERY_MS, (closing) => this.sweep(closing));
  }

  private async sweep(closing: AbortSignal): Promise<void> {
    for (let due = AT_ONCE; due === AT_ONCE && !closing.aborted; ) {
      const now = this.clock.now();
      const posts = await this.database.read.find(PostEntity, {
        where: { nextAt: LessThanOrEqual(now) },
        order: { nextAt: 'ASC', id: 'ASC' },
        take: AT_ONCE,
      });
      due = posts.length;
      for (const post of posts) await this.act(post, now);
    }
  }

  private async act(post: PostEntity, now: number): Promise<void> {
    const action = actOfTime(post, now);
    if (action === null) return;
    await this.database.write(async (tx) => {
      const change = action === 'expired' ? { expiredAt: now } : { warnedAt: now };
      if (await changePost(tx, post, change))
        await log(tx, post.id, { id: this.ids.next(), action, actorId: null, at: now });
    });
  }
}
