import type { NoticeTopic } from '@liudan/shared/community/notice';
import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** A notice of a community, a street or the district. One that was withdrawn stays, and nobody but its writers sees it. */
@Entity('notice')
@Index(['org', 'publishAt', 'id'])
export class NoticeEntity {
  @IdPrimaryColumn()
  id!: string;

  /** Its id in the district's notices.yaml, where it came from there. */
  @Index({ unique: true })
  @CodeColumn(LIMITS.orgId, { nullable: true })
  seedKey!: string | null;

  @CodeColumn(LIMITS.orgId)
  org!: string;

  @CodeColumn(12)
  topic!: NoticeTopic;

  @Column({ type: 'varchar', length: LIMITS.shortText })
  title!: string;

  @Column({ type: 'text' })
  body!: string;

  @JsonColumn()
  photos!: string[];

  @Column({ type: 'boolean' })
  pinned!: boolean;

  @InstantColumn()
  publishAt!: number;

  @InstantColumn({ nullable: true })
  untilAt!: number | null;

  @InstantColumn({ nullable: true })
  withdrawnAt!: number | null;

  @Column({ type: 'text', nullable: true })
  withdrawnBecause!: string | null;

  /** Who wrote it, and who changed or withdrew it last; nobody for what came from the district's file. */
  @IdColumn({ nullable: true })
  authorId!: string | null;

  @IdColumn({ nullable: true })
  editorId!: string | null;

  /** When the text was changed after it was published. */
  @InstantColumn({ nullable: true })
  editedAt!: number | null;

  @InstantColumn()
  createdAt!: number;

  @Column({ type: 'integer' })
  version!: number;
}
