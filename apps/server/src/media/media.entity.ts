/**
 * One photo or recording: uploaded by a person, and from then on free for 24 hours to be attached by that person to one ticket, or to one post or notice
 * of a community's page.
 */
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';
import type { SoundFormat } from './sound.ts';

/** What a photo was attached for; `removed` marks one that the sweep has taken and nobody may attach any more. */
export const MEDIA_PURPOSES = ['report', 'act', 'post', 'notice', 'removed'] as const;
export type MediaKind = 'photo' | 'voice';
export type MediaPurpose = (typeof MEDIA_PURPOSES)[number];

@Entity('media')
@Index(['ticketId', 'createdAt'])
@Index(['ownerId', 'uploadKey'], { unique: true })
export class Media {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  ownerId!: string;

  @CodeColumn(8, { default: 'photo' })
  kind!: MediaKind;

  /** Of a recording; photos are JPEG. */
  @CodeColumn(8, { nullable: true })
  format!: SoundFormat | null;

  /** Of a recording. */
  @Column({ type: 'integer', nullable: true })
  durationMs!: number | null;

  /** The `Idempotency-Key` it was sent under, and SHA-256 (hex) of what was sent: the same file again is the same row. */
  @CodeColumn(64, { nullable: true })
  uploadKey!: string | null;

  @CodeColumn(64, { nullable: true })
  sourceSha256!: string | null;

  @IdColumn({ nullable: true })
  ticketId!: string | null;

  /** The post or the notice it belongs to. */
  @IdColumn({ nullable: true })
  subjectId!: string | null;

  @IdColumn({ nullable: true })
  eventId!: string | null;

  @CodeColumn(16, { nullable: true })
  purpose!: MediaPurpose | null;

  /** SHA-256 of the full picture or the recording as stored, in hex. */
  @CodeColumn(64)
  sha256!: string;

  /** Pixels; 0 for a recording, as the height. */
  @Column({ type: 'integer' })
  width!: number;

  @Column({ type: 'integer' })
  height!: number;

  /** Of the full picture or the recording as stored. */
  @Column({ type: 'integer' })
  bytes!: number;

  /** Where its bytes lie; a photo that was given on shares them with its copy. */
  @Index()
  @CodeColumn(80)
  storageKey!: string;

  @InstantColumn()
  createdAt!: number;

  @InstantColumn({ nullable: true })
  attachedAt!: number | null;
}
