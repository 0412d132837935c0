import { CODE_LENGTH } from '@liudan/shared/entry/code';
import type { GroupState } from '@liudan/shared/entry/group';
import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** A WeChat group as a community knows it. WeChat's id of it is kept as a keyed hash: enough to know it again, and for nothing else. */
@Entity('entry_group')
@Index(['groupHash', 'communityId'], { unique: true })
@Index(['communityId', 'state', 'id'])
export class EntryGroupEntity {
  @IdPrimaryColumn()
  id!: string;

  @CodeColumn(64)
  groupHash!: string;

  @CodeColumn(LIMITS.orgId)
  communityId!: string;

  @CodeColumn(12)
  state!: GroupState;

  /** The hash again while the group is this community's: of two that say so at once, one is first. */
  @Index({ unique: true })
  @CodeColumn(64, { nullable: true })
  confirmedAs!: string | null;

  /** What staff call it. */
  @Column({ type: 'varchar', length: LIMITS.name, nullable: true })
  name!: string | null;

  /** Through which code's card the first of its members came. */
  @CodeColumn(CODE_LENGTH)
  code!: string;

  @Column({ type: 'integer' })
  arrivals!: number;

  @InstantColumn()
  proposedAt!: number;

  @IdColumn({ nullable: true })
  decidedBy!: string | null;

  @InstantColumn({ nullable: true })
  decidedAt!: number | null;
}
