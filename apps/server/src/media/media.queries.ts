/** What other modules need of photos and recordings: to attach them within their own transaction, to give them on, and to show them. */
import type { Photo, Voice } from '@liudan/shared/media/contract';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { Media, type MediaKind } from './media.entity.ts';
import { photoAddress, type Shape, secondsLeft } from './photo-address.ts';

export interface Attachment {
  ids: readonly string[];
  voice?: string | undefined;
  ownerId: string;
  ticketId: string;
  eventId: string;
  purpose: 'report' | 'act';
  at: number;
}

/** Photos of a post or a notice of a community's page. */
export interface PageAttachment {
  ids: readonly string[];
  ownerId: string;
  subjectId: string;
  purpose: 'post' | 'notice';
  at: number;
}

/** What ties a photo to its one place. */
type Tie = Pick<Media, 'purpose' | 'attachedAt'> & Partial<Pick<Media, 'ticketId' | 'eventId' | 'subjectId'>>;

@Injectable()
export class MediaQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Ties photos to a ticket's event. Only their owner can, and only once: MEDIA_ALREADY_ATTACHED where one is used already,
   * INVALID_INPUT (field `photos`, or `voice`) where one isn't there, isn't his, or was removed after 24 hours.
   */
  async attach(tx: EntityManager, { ids, voice, ownerId, ticketId, eventId, purpose, at }: Attachment): Promise<void> {
    const place = { ticketId, eventId, purpose, attachedAt: at };
    await this.tie(tx, ids, ownerId, place);
    if (voice !== undefined) await this.tie(tx, [voice], ownerId, place, 'voice');
  }

  /** How long somebody's own recording is, in whole seconds; INVALID_INPUT (field `voice`) where there is none by this id. */
  async secondsOf(tx: EntityManager, id: string, ownerId: string): Promise<number> {
    const row = await tx.findOne(Media, {
      select: { id: true, durationMs: true },
      where: { id, ownerId, kind: 'voice' },
    });
    return row ? wholeSeconds(row) : fail('INVALID_INPUT', undefined, { voice: GONE.voice });
  }

  /** Ties photos to a post or a notice, under the same conditions. */
  async attachToPage(tx: EntityManager, { ids, ownerId, subjectId, purpose, at }: PageAttachment): Promise<void> {
    await this.tie(tx, ids, ownerId, { subjectId, purpose, attachedAt: at });
  }

  /**
   * Gives photos of a post on to somebody who makes an order of it: copies that are his to attach, in the order given. The bytes are
   * shared, and stay as long as one of the photos does. A photo that isn't of this post is INVALID_INPUT (field `photos`).
   */
  async giveOn(tx: EntityManager, ids: readonly string[], subjectId: string, ownerId: string): Promise<string[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return [];
    const rows = new Map((await tx.findBy(Media, { id: In(wanted), subjectId })).map((row) => [row.id, row]));
    if (rows.size !== wanted.length) fail('INVALID_INPUT', undefined, { photos: '照片不是这条内容的' });
    const loose = { ticketId: null, eventId: null, subjectId: null, purpose: null, attachedAt: null, uploadKey: null };
    const copies = wanted.flatMap((id) => {
      const row = rows.get(id);
      return row ? [{ ...row, ...loose, id: this.ids.next(), ownerId, createdAt: this.clock.now() }] : [];
    });
    await tx.createQueryBuilder().insert().into(Media).values(copies).updateEntity(false).execute();
    return copies.map(({ id }) => id);
  }

  private async tie(
    tx: EntityManager,
    ids: readonly string[],
    ownerId: string,
    tie: Tie,
    kind: MediaKind = 'photo',
  ): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    const { affected } = await tx
      .createQueryBuilder()
      .update(Media)
      .set(tie)
      .where({ id: In(wanted), ownerId, kind, ticketId: IsNull(), purpose: IsNull() })
      .updateEntity(false)
      .execute();
    if (affected === wanted.length) return;
    const used = await tx
      .createQueryBuilder(Media, 'media')
      .where({ id: In(wanted), ownerId, kind })
      .andWhere('media.attachedAt IS NOT NULL')
      .andWhere(
        tie.eventId
          ? '(media.eventId <> :place OR media.eventId IS NULL)'
          : '(media.subjectId <> :place OR media.subjectId IS NULL)',
        {
          place: tie.eventId ?? tie.subjectId,
        },
      )
      .getCount();
    if (used > 0) fail('MEDIA_ALREADY_ATTACHED');
    fail('INVALID_INPUT', undefined, kind === 'voice' ? { voice: GONE.voice } : { photos: GONE.photo });
  }

  /** The photos with these ids, by id, with addresses that are good for some minutes. Ids that aren't there are left out. */
  async photosOf(ids: readonly string[]): Promise<Map<string, Photo>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const rows = await this.database.read.find(Media, {
      select: { id: true, width: true, height: true },
      where: { id: In(wanted), kind: 'photo' },
    });
    return new Map(rows.map((row) => [row.id, this.photo(row)]));
  }

  /** A stored photo as the contract shows it. */
  photo({ id, width, height }: Pick<Media, 'id' | 'width' | 'height'>): Photo {
    const now = this.clock.now();
    const address = (size: 'full' | 'thumb') => photoAddress(this.env.signingKey, id, size, now);
    return { id, url: address('full'), thumbUrl: address('thumb'), width, height };
  }

  /** The recordings with these ids, in the same way. */
  async voicesOf(ids: readonly string[]): Promise<Map<string, Voice>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.read.find(Media, {
      select: { id: true, durationMs: true },
      where: { id: In([...new Set(ids)]), kind: 'voice' },
    });
    return new Map(rows.map((row) => [row.id, this.voice(row)]));
  }

  voice(row: Pick<Media, 'id' | 'durationMs'>): Voice {
    const url = photoAddress(this.env.signingKey, row.id, 'voice', this.clock.now());
    return { id: row.id, url, seconds: wholeSeconds(row) };
  }

  /** The whole address of a photo or a recording for somebody outside who fetches it within `validMs`. */
  outsideAddress(id: string, shape: Shape, validMs: number): string {
    return `${this.env.publicUrl}${photoAddress(this.env.signingKey, id, shape, this.clock.now(), validMs)}`;
  }

  /** How long an address is still good, in seconds; null where it isn't. */
  secondsLeft(id: string, size: Shape, given: { e?: string | undefined; s?: string | undefined }): number | null {
    return secondsLeft(this.env.signingKey, id, size, given, this.clock.now());
  }
}

const GONE: Readonly<Record<MediaKind, string>> = {
  photo: '照片不存在或已过期，请重新上传',
  voice: '录音不存在或已过期，请重新录一段',
};
const wholeSeconds = ({ durationMs }: Pick<Media, 'durationMs'>) => Math.max(1, Math.round((durationMs ?? 0) / 1000));
