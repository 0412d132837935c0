/** What people do on a community's page: ask, comment, answer, and look at what others wrote. */
import type { AskPost, LookAt, Posted } from '@liudan/shared/community/contract';
import { type PostState, startAnswerClock } from '@liudan/shared/community/post';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DISTRICT } from '../kernel/district.ts';
import { fail } from '../kernel/problem.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import type { Viewer } from '../kernel/viewer.ts';
import { Access } from './access.ts';
import { CommunityTools } from './community.tools.ts';
import { ContentChecks } from './content-checks.ts';
import { changePost, insertPost, log } from './post.store.ts';
import { ReplyEntity } from './reply.entity.ts';

@Injectable()
export class PostActions {
  constructor(
    private readonly tools: CommunityTools,
    private readonly access: Access,
    private readonly check: ContentChecks,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  /** A resident asks in his own community. The clock of the answer starts, and the post waits for a look. */
  async ask(viewer: Viewer, communityId: string, asked: AskPost, key: string): Promise<Posted> {
    this.holdToDistrict(asked);
    await this.access.home(viewer, communityId);
    const { text, photos } = asked;
    const checked = await this.check.of(viewer.personId, text, 'forum');
    return this.once(viewer, key, { communityId, ...asked }, async (tx) => {
      const [id, at] = [this.tools.ids.next(), this.tools.clock.now()];
      const author = { authorId: viewer.personId, communityId };
      const clock = { ...startAnswerClock(at, this.district), warnedAt: null, expiredAt: null, answeredAt: null };
      const state = 'waiting';
      const post = { id, ...author, text, photos, state, hiddenBecause: null, checked, askedAt: at, ...clock } as const;
      await insertPost(tx, { ...post, ticketId: null });
      await log(tx, id, { id: this.tools.ids.next(), action: 'posted', actorId: viewer.personId, at });
      const to = { ownerId: viewer.personId, subjectId: id, purpose: 'post', at } as const;
      await this.tools.media.attachToPage(tx, { ids: photos, ...to });
      await this.check.pictures(tx, { postId: id, personId: viewer.personId, photos, at });
      return { id, state };
    });
  }

  /** A neighbour's comment on what he can see, or more from the author; it waits for a look like a post. */
  async comment(viewer: Viewer, postId: string, text: string, key: string): Promise<Posted> {
    const { post, at: standing } = await this.access.post(viewer, postId);
    if (post.authorId !== viewer.personId && !standing.has('neighbour')) fail('FORBIDDEN');
    const checked = await this.check.of(viewer.personId, text, 'comment');
    return this.once(viewer, key, { postId, text }, async (tx) => {
      const [id, at] = [this.tools.ids.next(), this.tools.clock.now()];
      const reply = { id, postId, authorId: viewer.personId, org: null, text, hiddenBecause: null, checked, at };
      await insertRows(tx, ReplyEntity, [{ ...reply, state: 'waiting' }]);
      const by = { actorId: viewer.personId, at, replyId: id };
      await log(tx, postId, { id: this.tools.ids.next(), action: 'commented', ...by });
      return { id, state: 'waiting' };
    });
  }

  /** The answer of the community or the street. The first one ends the clock. */
  async answer(viewer: Viewer, postId: string, text: string, key: string): Promise<Posted> {
    const org = this.access.desk(viewer, await this.access.post(viewer, postId));
    return this.once(viewer, key, { postId, answer: text }, async (tx) => {
      const { post } = await this.access.post(viewer, postId, tx);
      const [id, at] = [this.tools.ids.next(), this.tools.clock.now()];
      const reply = { id, postId, authorId: viewer.personId, org, text, hiddenBecause: null, at };
      await insertRows(tx, ReplyEntity, [{ ...reply, state: 'shown', checked: 'pass' }]);
      await changed(changePost(tx, post, { answeredAt: post.answeredAt ?? at }));
      const by = { actorId: viewer.personId, actorOrg: org, at, replyId: id };
      await log(tx, postId, { id: this.tools.ids.next(), action: 'answered', ...by });
      return { id, state: 'shown' };
    });
  }

  /** Shows a post to the neighbours, or hides it with a reason its author is told. CHANGED_MEANWHILE where somebody looked before. */
  async look(viewer: Viewer, postId: string, look: LookAt, key: string): Promise<Posted> {
    const org = this.access.desk(viewer, await this.access.post(viewer, postId));
    return this.once(viewer, key, { postId, ...look }, async (tx) => {
      const { post } = await this.access.post(viewer, postId, tx);
      if (post.state !== look.seen) fail('CHANGED_MEANWHILE');
      const { state, reason } = decided(look);
      await changed(changePost(tx, post, { state, hiddenBecause: reason }));
      await this.logLook(tx, postId, viewer, { state, reason, org });
      return { id: postId, state };
    });
  }

  /** The same for a comment. What an organisation answered is not looked at again. */
  async lookAtComment(viewer: Viewer, replyId: string, look: LookAt, key: string): Promise<Posted> {
    const found = await this.access.comment(viewer, replyId);
    const org = this.access.desk(viewer, found, found.reply.authorId);
    return this.once(viewer, key, { replyId, ...look }, async (tx) => {
      const { state, reason } = decided(look);
      const change = { state, hiddenBecause: reason };
      const met = await updateRows(tx, ReplyEntity, { id: replyId, state: look.seen }, change);
      if (met !== 1) fail('CHANGED_MEANWHILE');
      await this.logLook(tx, found.post.id, viewer, { state, reason, org, replyId });
      return { id: replyId, state };
    });
  }

  private async logLook(
    tx: EntityManager,
    postId: string,
    viewer: Viewer,
    { state, reason, org, replyId }: { state: PostState; reason: string | null; org: string; replyId?: string },
  ): Promise<void> {
    const action = state === 'shown' ? 'shown' : 'hidden';
    const by = { actorId: viewer.personId, actorOrg: org, said: reason, at: this.tools.clock.now() };
    await log(tx, postId, { id: this.tools.ids.next(), action, ...by, ...(replyId ? { replyId } : {}) });
  }

  private async once<T extends object>(
    { personId }: Viewer,
    key: string,
    fingerprint: object,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    return (await this.tools.once.run({ personId, key, fingerprint }, work)).answer;
  }

  private holdToDistrict({ text, photos, consent }: AskPost): void {
    const { privacy, words, photos: limit } = this.district.settings;
    if (consent !== privacy.version) fail('INVALID_INPUT', undefined, { consent: '隐私说明已更新，请重新阅读并同意' });
    if ([...text].length > words) fail('INVALID_INPUT', undefined, { text: `最多 ${words} 个字` });
    if (photos.length > limit.perReport) fail('INVALID_INPUT', undefined, { photos: `最多 ${limit.perReport} 张照片` });
  }
}

const decided = ({ verdict, reason }: LookAt): { state: PostState; reason: string | null } =>
  verdict === 'show' ? { state: 'shown', reason: null } : { state: 'hidden', reason: reason ?? null };

/** Stops the transaction where somebody else was faster. */
async function changed(done: Promise<boolean>): Promise<void> {
  if (!(await done)) fail('CHANGED_MEANWHILE');
}
