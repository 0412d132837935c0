/** Turning a post into an order: the ticket, the link to it and the end of the post's clock in one transaction. */
import { createHash } from 'node:crypto';
import type { OrderFromPost } from '@liudan/shared/community/contract';
import { ORDERED_WORDS } from '@liudan/shared/community/post';
import type { Entered } from '@liudan/shared/ticket/reporting/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { fail } from '../kernel/problem.ts';
import { insertRows } from '../kernel/rows.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { TicketActions } from '../ticket/ticket.actions.ts';
import { Access } from './access.ts';
import { CommunityTools } from './community.tools.ts';
import { changePost, log } from './post.store.ts';
import { ReplyEntity } from './reply.entity.ts';

@Injectable()
export class OrderActions {
  constructor(
    private readonly tools: CommunityTools,
    private readonly access: Access,
    private readonly tickets: TicketActions,
  ) {}

  /**
   * An order in the name of the post's author, entered by the desk. The words may be the desk's own; the photos are the post's.
   * POST_ORDERED where it is one already.
   */
  async order(viewer: Viewer, postId: string, { photos, ...order }: OrderFromPost, key: string): Promise<Entered> {
    const met = await this.access.post(viewer, postId);
    const org = this.access.desk(viewer, met);
    const report = {
      ...order,
      photos: await this.photosFor(viewer, postId, photos, key),
      channel: 'group_relay',
      reporter: { personId: met.post.authorId },
      hideName: false,
      // The author agreed to the notice of privacy when he asked.
      informed: true,
    } as const;
    return this.tickets.submitFor(viewer, report, key, (tx, { ticketId }) =>
      this.link(tx, viewer, { postId, ticketId, org }),
    );
  }

  private async link(
    tx: EntityManager,
    viewer: Viewer,
    { postId, ticketId, org }: { postId: string; ticketId: string; org: string },
  ): Promise<void> {
    const { post } = await this.access.post(viewer, postId, tx);
    if (post.ticketId !== null) fail('POST_ORDERED');
    const at = this.tools.clock.now();
    const change = { ticketId, answeredAt: post.answeredAt ?? at };
    if (!(await changePost(tx, post, change))) fail('CHANGED_MEANWHILE');
    const replyId = this.tools.ids.next();
    const by = { authorId: viewer.personId, org, text: ORDERED_WORDS, hiddenBecause: null, at };
    await insertRows(tx, ReplyEntity, [{ id: replyId, postId, ...by, state: 'shown', checked: 'pass' }]);
    const did = { actorId: viewer.personId, actorOrg: org, at, replyId };
    await log(tx, postId, { id: this.tools.ids.next(), action: 'ordered', ...did });
  }

  /** The photos as the desk may attach them. Sent again, they are the same, so that the report is the same. */
  private async photosFor(
    { personId }: Viewer,
    postId: string,
    photos: readonly string[],
    key: string,
  ): Promise<string[]> {
    if (photos.length === 0) return [];
    const own = createHash('sha256').update(`photos of ${key}`).digest('hex');
    const request = { personId, key: own, fingerprint: { postId, photos } };
    const { answer } = await this.tools.once.run(request, async (tx) => ({
      ids: await this.tools.media.giveOn(tx, photos, postId, personId),
    }));
    return answer.ids;
  }
}
