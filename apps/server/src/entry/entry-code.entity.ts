import { CODE_LENGTH } from '@liudan/shared/entry/code';
import type { EntryKind } from '@liudan/shared/entry/kinds';
import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** One way in: what a short code on a wall leads to. A code that is taken out of use stays, because the wall keeps it. */
@Entity('entry_code')
@Index(['communityId', 'id'])
export class EntryCodeEntity {
  @IdPrimaryColumn()
  id!: string;

  @Index({ unique: true })
  @CodeColumn(CODE_LENGTH)
  code!: string;

  @CodeColumn(12)
  kind!: EntryKind;

  /** The grid it lies in, or the community where nobody said a grid. */
  @CodeColumn(LIMITS.orgId)
  org!: string;

  @CodeColumn(LIMITS.orgId)
  communityId!: string;

  /** The organisation it is the one code of; null for what people add. */
  @Index({ unique: true })
  @CodeColumn(LIMITS.orgId, { nullable: true })
  standsFor!: string | null;

  /** The name of a building or a station; empty where the organisation's own is meant. */
  @Column({ type: 'varchar', length: LIMITS.shortText })
  label!: string;

  /** What stands before the name in the address of a report. */
  @Column({ type: 'varchar', length: LIMITS.shortText })
  address!: string;

  /** GCJ-02. */
  @Column({ type: 'double', nullable: true })
  lng!: number | null;

  @Column({ type: 'double', nullable: true })
  lat!: number | null;

  /** WeChat's picture of it, where the store keeps one: `png` or `jpeg`. */
  @CodeColumn(8, { nullable: true })
  picture!: 'png' | 'jpeg' | null;

  /** Nobody, for those that stand by themselves. */
  @IdColumn({ nullable: true })
  createdBy!: string | null;

  @InstantColumn()
  createdAt!: number;

  @InstantColumn({ nullable: true })
  retiredAt!: number | null;
}
