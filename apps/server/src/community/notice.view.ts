/** From stored notices to what a viewer may read. */
import type { NoticeCard, NoticeDeskCard, NoticeView } from '@liudan/shared/community/contract';
import { NOTICE_STATE_WORDS, NOTICE_TOPIC_WORDS, noticeStateOf } from '@liudan/shared/community/notice';
import type { CommunityView } from '@liudan/shared/district/contract';
import type { District } from '@liudan/shared/district/schema';
import type { Photo } from '@liudan/shared/media/contract';
import { summaryOf } from '@liudan/shared/ticket/words';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { DISTRICT } from '../kernel/district.ts';
import { MediaQueries } from '../media/media.queries.ts';
import type { NoticeEntity } from './notice.entity.ts';
import { NoticeQueries } from './notice.queries.ts';

@Injectable()
export class NoticeViews {
  constructor(
    private readonly queries: NoticeQueries,
    private readonly media: MediaQueries,
    private readonly clock: Clock,
    @Inject(DISTRICT) private readonly district: District,
  ) {}

  async cards(rows: readonly NoticeEntity[]): Promise<NoticeCard[]> {
    const photos = await this.media.photosOf(rows.flatMap((row) => row.photos.slice(0, 1)));
    return rows.map((row) => this.card(row, photos));
  }

  async deskCards(rows: readonly NoticeEntity[]): Promise<NoticeDeskCard[]> {
    const cards = await this.cards(rows);
    const desks = await Promise.all(rows.map((row) => this.desk(row)));
    return cards.flatMap((card, index) => {
      const desk = desks[index];
      return desk ? [{ ...card, desk }] : [];
    });
  }

  async page({ notice, writes }: { notice: NoticeEntity; writes: boolean }): Promise<NoticeView> {
    const photos = await this.media.photosOf(notice.photos);
    return {
      ...this.card(notice, photos),
      body: notice.body,
      photos: notice.photos.flatMap((id) => photos.get(id) ?? []),
      editedAt: notice.editedAt === null ? null : new Date(notice.editedAt).toISOString(),
      ended: noticeStateOf(notice, this.clock.now()) === 'ended',
      desk: writes ? await this.desk(notice) : null,
    };
  }

  /** As they stand in the answer about a community. */
  inCommunity(rows: readonly NoticeEntity[]): CommunityView['notices'] {
    return rows.map(({ id, title, topic, body, publishAt, pinned, org }) => ({
      id,
      title,
      topicWords: NOTICE_TOPIC_WORDS[topic],
      body,
      publishedAt: new Date(publishAt).toISOString(),
      pinned,
      from: this.nameOf(org),
    }));
  }

  private card(notice: NoticeEntity, photos: ReadonlyMap<string, Photo>): NoticeCard {
    const { id, title, topic, body, org, pinned, publishAt, untilAt } = notice;
    return {
      id,
      title,
      topic,
      topicWords: NOTICE_TOPIC_WORDS[topic],
      beginning: summaryOf(body),
      from: this.nameOf(org),
      pinned,
      publishedAt: new Date(publishAt).toISOString(),
      until: untilAt === null ? null : new Date(untilAt).toISOString(),
      thumbUrl: photos.get(notice.photos[0] ?? '')?.thumbUrl ?? null,
    };
  }

  private async desk(notice: NoticeEntity): Promise<NoticeDeskCard['desk']> {
    const state = noticeStateOf(notice, this.clock.now());
    const { readers, residents, ofResidents } = await this.queries.reach(notice);
    return {
      state,
      stateWords: NOTICE_STATE_WORDS[state],
      version: notice.version,
      org: { id: notice.org, name: this.nameOf(notice.org) },
      readers,
      reach: { residents, readers: ofResidents },
      withdrawnBecause: notice.withdrawnBecause,
    };
  }

  private nameOf(orgId: string): string {
    return this.district.orgs.get(orgId)?.name ?? orgId;
  }
}
