/** What the ticket module needs of photos: to attach them within its own transaction, and to show them. */
import type { Photo } from '@liudan/shared/media/contract';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail } from '../kernel/problem.ts';
import { Media } from './media.entity.ts';
import { type PhotoSize, photoAddress, secondsLeft } from './photo-address.ts';

export interface Attachment {
  ids: readonly string[];
  ownerId: string;
  ticketId: string;
  eventId: string;
  purpose: 'report' | 'act';
  at: number;
}

@Injectable()
export class MediaQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Ties photos to a ticket's event. Only their owner can, and only once: MEDIA_ALREADY_ATTACHED where one is used already,
   * INVALID_INPUT (field `photos`) where one isn't there, isn't his, or was removed after 24 hours.
   */
  async attach(tx: EntityManager, { ids, ownerId, ticketId, eventId, purpose, at }: Attachment): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return;
    const { affected } = await tx
      .createQueryBuilder()
      .update(Media)
      .set({ ticketId, eventId, purpose, attachedAt: at })
      .where({ id: In(wanted), ownerId, ticketId: IsNull(), purpose: IsNull() })
      .updateEntity(false)
      .execute();
    if (affected === wanted.length) return;
    const used = await tx
      .createQueryBuilder(Media, 'media')
      .where({ id: In(wanted), ownerId })
      .andWhere('media.attachedAt IS NOT NULL AND media.eventId <> :eventId', { eventId })
      .getCount();
    if (used > 0) fail('MEDIA_ALREADY_ATTACHED');
    fail('INVALID_INPUT', undefined, { photos: '照片不存在或已过期，请重新上传' });
  }

  /** The photos with these ids, by id, with addresses that are good for some minutes. Ids that aren't there are left out. */
  async photosOf(ids: readonly string[]): Promise<Map<string, Photo>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const rows = await this.database.read.find(Media, {
      select: { id: true, width: true, height: true },
      where: { id: In(wanted) },
    });
    return new Map(rows.map((row) => [row.id, this.photo(row)]));
  }

  /** A stored photo as the contract shows it. */
  photo({ id, width, height }: Pick<Media, 'id' | 'width' | 'height'>): Photo {
    const now = this.clock.now();
    const address = (size: 'full' | 'thumb') => photoAddress(this.env.signingKey, id, size, now);
    return { id, url: address('full'), thumbUrl: address('thumb'), width, height };
  }

  /** How long an address is still good, in seconds; null where it isn't. */
  secondsLeft(id: string, size: PhotoSize, given: { e?: string | undefined; s?: string | undefined }): number | null {
    return secondsLeft(this.env.signingKey, id, size, given, this.clock.now());
  }
}
