/**
 * Follows the log of posts on the communities' pages, as `MessageWorker` follows that of tickets: what is pending is told inside the app,
 * each person once, in one transaction that begins by taking the mark. Nothing of it goes to WeChat.
 */
import { POST_AUDIENCE, type PostWho } from '@liudan/shared/community/audience';
import { remainingInWords } from '@liudan/shared/deadline/clock';
import type { District } from '@liudan/shared/district/schema';
import { timeWords } from '@liudan/shared/notify/wechat-fields';
import { summaryOf } from '@liudan/shared/ticket/words';
import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { PostEntity } from '../community/post.entity.ts';
import { PostEventEntity } from '../community/post-event.entity.ts';
import { ReplyEntity } from '../community/reply.entity.ts';
import { Database } from '../kernel/database.ts';
import { DISTRICT } from '../kernel/district.ts';
import { Ids } from '../kernel/ids.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import { AudienceQueries } from './audience.queries.ts';
import { MessageEntity } from './message.entity.ts';
import { messageOf } from './notice.ts';

/** An event with the post and, where it is about one, the comment or answer. */
interface Happened {
  readonly event: PostEventEntity;
  readonly post: PostEntity;
  readonly reply: ReplyEntity | null;
}

@Injectable()
export class PostWorker {
  constructor(
    private readonly database: Database,
    private readonly audience: AudienceQueries,
    private readonly ids: Ids,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** Events that nobody was told of yet, oldest first. `after` leaves out those up to an id, within one round only. */
  pending(after: string, limit: number): Promise<PostEventEntity[]> {
    return this.database.read.find(PostEventEntity, {
      where: { notifyPending: true, id: MoreThan(after) },
      order: { id: 'ASC' },
      take: limit,
    });
  }

  /** Tells everybody of one event. False where it was told already. */
  async tell(event: PostEventEntity): Promise<boolean> {
    const rows = await this.rowsOf(event);
    return this.database.write(async (tx) => {
      const pending = { id: event.id, notifyPending: true };
      if ((await updateRows(tx, PostEventEntity, pending, { notifyPending: false })) !== 1) return false;
      await insertRows(tx, MessageEntity, rows);
      return true;
    });
  }

  private async rowsOf(event: PostEventEntity): Promise<MessageEntity[]> {
    const { read } = this.database;
    const post = await read.findOneBy(PostEntity, { id: event.postId });
    const reply = event.replyId === null ? null : await read.findOneBy(ReplyEntity, { id: event.replyId });
    if (!post) return [];
    const told = new Map<string, MessageEntity>();
    for (const { who, notice: kind } of POST_AUDIENCE[event.action]) {
      const words = messageOf(this.district.templates.notices[kind], this.valuesOf({ event, post, reply }));
      const side = who === 'writer' || who === 'asker' ? 'resident' : 'staff';
      const row = { eventId: event.id, kind, ticketId: null, postId: post.id, side, ...words, at: event.at } as const;
      for (const personId of await this.idsOf(who, { event, post, reply }))
        if (personId !== event.actorId && !told.has(personId))
          told.set(personId, { ...row, id: this.ids.next(), personId, readAt: null });
    }
    return [...told.values()];
  }

  private async idsOf(who: PostWho, { post, reply }: Happened): Promise<string[]> {
    switch (who) {
      case 'writer':
        return [(reply ?? post).authorId];
      case 'asker':
        return [post.authorId];
      case 'community_staff':
        return this.audience.at([post.communityId], ['community_staff']);
      case 'street_staff': {
        const streetId = this.district.orgs.get(post.communityId)?.streetId ?? null;
        return this.audience.at([streetId], ['street_staff', 'street_leader']);
      }
    }
  }

  private valuesOf({ event, post, reply }: Happened): Parameters<typeof messageOf>[1] {
    const name = (orgId: string | null) => (orgId === null ? '' : (this.district.orgs.get(orgId)?.name ?? ''));
    const clock = { rule: { rule: post.rule }, dueAt: post.dueAt, pausedAt: null };
    return {
      // An answer is told of by the question it answers, a comment by its own words.
      summary: summaryOf((event.action === 'answered' ? post : (reply ?? post)).text),
      community: name(post.communityId),
      time: timeWords(event.at),
      unit: name(event.actorOrg),
      reason: event.said ?? '',
      answer: event.action === 'answered' ? (reply?.text ?? '') : '',
      due: timeWords(post.dueAt),
      left: remainingInWords(clock, event.at, this.district.calendar),
    };
  }
}
