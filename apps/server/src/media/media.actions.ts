/** Keeping a photo, giving it out, and letting go of those nobody attached. */
import type { Photo } from '@liudan/shared/media/contract';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { Media } from './media.entity.ts';
import { MediaQueries } from './media.queries.ts';
import { PHOTO_SIZES, type PhotoSize } from './photo-address.ts';
import type { Picture } from './picture.ts';
import { Storage, type StoredObject } from './storage.ts';

/** A photo waits this long to be attached to a ticket. */
const UNATTACHED_MS = 24 * 60 * 60_000;
const SWEPT_AT_ONCE = 200;

@Injectable()
export class MediaActions {
  private readonly log = new Logger(MediaActions.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly storage: Storage,
    private readonly queries: MediaQueries,
  ) {}

  /**
   * Keeps a redrawn picture for its owner. The row comes first: whatever breaks after it, the sweep finds the row and with it the
   * objects, so that no bytes are ever left that no row knows.
   */
  async keep(ownerId: string, picture: Picture): Promise<Photo> {
    const id = this.ids.next();
    const { width, height, sha256 } = picture;
    const storageKey = keyOf(id);
    const row = {
      id,
      ownerId,
      sha256,
      width,
      height,
      bytes: picture.full.length,
      storageKey,
      createdAt: this.clock.now(),
    };
    await this.database.write(async (tx) => {
      await tx.createQueryBuilder().insert().into(Media).values(row).updateEntity(false).execute();
    });
    try {
      await Promise.all(PHOTO_SIZES.map((size) => this.storage.put(objectKey(storageKey, size), picture[size])));
    } catch (error) {
      // A full disk or a bucket that is away must not keep anybody from reporting: the client goes on without the photo.
      this.log.error(`a photo could not be stored: ${error instanceof Error ? error.message : error}`);
      await this.letGo(row).catch(() => this.log.warn(`photo ${id} is left to the sweep`));
      return fail('UNAVAILABLE');
    }
    return this.queries.photo(row);
  }

  /** The bytes of one size of a photo; null where there is no such photo (any more). */
  async open(id: string, size: PhotoSize): Promise<StoredObject | null> {
    const row = await this.database.read.findOne(Media, { select: { id: true, storageKey: true }, where: { id } });
    return row ? this.storage.get(objectKey(row.storageKey, size)) : null;
  }

  /** Removes the photos that were attached to nothing for 24 hours; gives how many. */
  async removeUnattached(): Promise<number> {
    const before = this.clock.now() - UNATTACHED_MS;
    // What was marked and not removed (a crash, a store that was away) has no ticket either, and comes up again.
    const rows = await this.database.read.find(Media, {
      select: { id: true, storageKey: true },
      where: { ticketId: IsNull(), subjectId: IsNull(), createdAt: LessThan(before) },
      order: { createdAt: 'ASC' },
      take: SWEPT_AT_ONCE,
    });
    let removed = 0;
    for (const row of rows) if (await this.letGo(row)) removed++;
    return removed;
  }

  /** Marks the row first, so that nobody can attach a photo whose bytes are going; then the bytes, then the row. */
  private async letGo({ id, storageKey }: Pick<Media, 'id' | 'storageKey'>): Promise<boolean> {
    const marked = await this.database.write(async (tx) => {
      const { affected } = await tx
        .createQueryBuilder()
        .update(Media)
        .set({ purpose: 'removed', attachedAt: null })
        .where({ id, ticketId: IsNull(), subjectId: IsNull() })
        .updateEntity(false)
        .execute();
      // MySQL counts a row that is marked already as unaffected only when asked to count changes; TypeORM asks for found rows.
      return affected === 1;
    });
    if (!marked) return false;
    // The bytes of a photo that was given on are its first place's, which is never let go of.
    const shared = await this.database.read.existsBy(Media, { id: Not(id), storageKey });
    if (!shared) for (const size of PHOTO_SIZES) await this.storage.remove(objectKey(storageKey, size));
    await this.database.write((tx) => tx.delete(Media, { id, purpose: 'removed' }));
    return true;
  }
}

/** Two levels of folders from the end of the id, where ids of one moment differ. */
const keyOf = (id: string) => {
  const name = id.toLowerCase();
  return `${name.slice(-2)}/${name.slice(-4, -2)}/${name}`;
};

const objectKey = (storageKey: string, size: PhotoSize) => `${storageKey}.${size}.jpg`;
