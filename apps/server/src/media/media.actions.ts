/** Keeping photos and recordings, giving them out, and letting go of those nobody attached. */
import type { Photo, Voice } from '@liudan/shared/media/contract';
import { Injectable, Logger } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { fail } from '../kernel/problem.ts';
import { insertRows } from '../kernel/rows.ts';
import { Media, type MediaKind } from './media.entity.ts';
import { MediaQueries } from './media.queries.ts';
import { PHOTO_SIZES, type Shape } from './photo-address.ts';
import type { Picture } from './picture.ts';
import { SOUND_TYPES, type Sound } from './sound.ts';
import { Storage, type StoredObject } from './storage.ts';

/** A photo or recording waits this long to be attached to a ticket. */
const UNATTACHED_MS = 24 * 60 * 60_000;
const SWEPT_AT_ONCE = 200;

/** A file that came in, and under which key; without a key each sending is a file of its own. */
export interface Arrival {
  ownerId: string;
  key: string | null;
  /** Of the bytes as they came. */
  sha256: string;
}

/** What is kept of it. */
type Made = Pick<Media, 'width' | 'height' | 'sha256' | 'format' | 'durationMs'> & {
  objects: Partial<Record<Shape, Buffer>>;
};

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

  /** Keeps a picture, which `draw` makes of what arrived, for its owner. The same file under the same key is the same photo. */
  async keepPhoto(arrival: Arrival, draw: () => Promise<Picture>): Promise<Photo> {
    const row = await this.keep(arrival, 'photo', async () => {
      const { full, thumb, width, height, sha256 } = await draw();
      return { width, height, sha256, format: null, durationMs: null, objects: { full, thumb } };
    });
    return this.queries.photo(row);
  }

  /** Keeps a recording for its owner, in the same way. */
  async keepVoice(arrival: Arrival, read: () => Promise<Sound>): Promise<Voice> {
    const row = await this.keep(arrival, 'voice', async () => {
      const { format, bytes, durationMs, sha256 } = await read();
      return { width: 0, height: 0, sha256, format, durationMs, objects: { voice: bytes } };
    });
    return this.queries.voice(row);
  }

  /**
   * The row comes first: whatever breaks after it, the sweep finds the row and with it the objects, so that no bytes are ever left that
   * no row knows. A phone whose answer was lost sends again: its key finds the row, and the bytes are stored where they are missing.
   */
  private async keep(arrival: Arrival, kind: MediaKind, make: () => Promise<Made>): Promise<Media> {
    const before = await this.sentBefore(arrival, kind);
    if (before && (await this.lies(before))) return before;
    const made = await make();
    const row = before ?? (await this.enter(arrival, kind, made));
    try {
      await Promise.all(
        Object.entries(made.objects).map(([shape, bytes]) =>
          this.storage.put(objectKey(row, shape as Shape), bytes, typeOf(row)),
        ),
      );
    } catch (error) {
      // A full disk or a bucket that is away must not keep anybody from reporting: the client goes on without the file.
      this.log.error(`an upload could not be stored: ${error instanceof Error ? error.message : error}`);
      await this.letGo(row).catch(() => this.log.warn(`${row.id} is left to the sweep`));
      return fail('UNAVAILABLE');
    }
    return row;
  }

  /** What the person sent under this key; other bytes under it are a mistake of the client's. */
  private async sentBefore({ ownerId, key, sha256 }: Arrival, kind: MediaKind): Promise<Media | null> {
    const row = key === null ? null : await this.database.read.findOneBy(Media, { ownerId, uploadKey: key });
    if (row === null) return null;
    if (row.purpose === 'removed') fail('REQUEST_IN_PROGRESS');
    if (row.kind !== kind || row.sourceSha256 !== sha256) fail('IDEMPOTENCY_KEY_REUSED');
    return row;
  }

  private async enter(arrival: Arrival, kind: MediaKind, made: Made): Promise<Media> {
    const { objects, ...facts } = made;
    const id = this.ids.next();
    const row: Media = {
      id,
      kind,
      ...facts,
      ...{
        ownerId: arrival.ownerId,
        uploadKey: arrival.key,
        sourceSha256: arrival.key === null ? null : arrival.sha256,
      },
      ...{ ticketId: null, subjectId: null, eventId: null, purpose: null, attachedAt: null },
      bytes: (objects.full ?? objects.voice)?.length ?? 0,
      storageKey: keyOf(id),
      createdAt: this.clock.now(),
    };
    try {
      await this.database.write((tx) => insertRows(tx, Media, [row]));
      return row;
    } catch (error) {
      // Another sending of the same file was faster by a moment.
      const first = isUniqueViolation(error) ? await this.sentBefore(arrival, kind) : null;
      if (first === null) throw error;
      return first;
    }
  }

  private async lies(row: Media): Promise<boolean> {
    const found = await Promise.all(shapesOf(row).map((shape) => this.storage.get(objectKey(row, shape))));
    for (const object of found) object?.body.destroy();
    return found.every((object) => object !== null);
  }

  /** The bytes of one size of a photo, or of a recording, and what they are; null where there is no such thing (any more). */
  async open(id: string, shape: Shape): Promise<(StoredObject & { type: string; extension: string }) | null> {
    const select = { id: true, storageKey: true, kind: true, format: true } as const;
    const row = await this.database.read.findOne(Media, { select, where: { id } });
    const object = row && shapesOf(row).includes(shape) ? await this.storage.get(objectKey(row, shape)) : null;
    return row && object && { ...object, type: typeOf(row), extension: row.format ?? 'jpg' };
  }

  /** Removes what was attached to nothing for 24 hours; gives how many. */
  async removeUnattached(): Promise<number> {
    const before = this.clock.now() - UNATTACHED_MS;
    // What was marked and not removed (a crash, a store that was away) has no ticket either, and comes up again.
    const rows = await this.database.read.find(Media, {
      select: { id: true, storageKey: true, kind: true, format: true },
      where: { ticketId: IsNull(), subjectId: IsNull(), createdAt: LessThan(before) },
      order: { createdAt: 'ASC' },
      take: SWEPT_AT_ONCE,
    });
    let removed = 0;
    for (const row of rows) if (await this.letGo(row)) removed++;
    return removed;
  }

  /** Marks the row first, so that nobody can attach a photo whose bytes are going; then the bytes, then the row. */
  private async letGo(row: Lying & Pick<Media, 'id'>): Promise<boolean> {
    const { id, storageKey } = row;
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
    if (!shared) for (const shape of shapesOf(row)) await this.storage.remove(objectKey(row, shape));
    await this.database.write((tx) => tx.delete(Media, { id, purpose: 'removed' }));
    return true;
  }
}

/** Two levels of folders from the end of the id, where ids of one moment differ. */
const keyOf = (id: string) => {
  const name = id.toLowerCase();
  return `${name.slice(-2)}/${name.slice(-4, -2)}/${name}`;
};

/** What says where the bytes of a row lie, and of what type they are. */
type Lying = Pick<Media, 'storageKey' | 'kind' | 'format'>;

const shapesOf = ({ kind }: Lying): readonly Shape[] => (kind === 'voice' ? ['voice'] : PHOTO_SIZES);
const typeOf = ({ format }: Lying): string => (format === null ? 'image/jpeg' : SOUND_TYPES[format]);
const objectKey = ({ storageKey, format }: Lying, shape: Shape) => `${storageKey}.${shape}.${format ?? 'jpg'}`;
