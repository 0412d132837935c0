import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** Who of the staff added a code, corrected it or took it out of use, and who said of a group whose it is. Rows are only added. */
@Entity('entry_event')
@Index(['subjectId', 'id'])
export class EntryEventEntity {
  @IdPrimaryColumn()
  id!: string;

  /** The row of the code or of the group. */
  @IdColumn()
  subjectId!: string;

  @CodeColumn(12)
  action!: 'added' | 'edited' | 'retired' | 'confirmed' | 'refused';

  @IdColumn()
  actorId!: string;

  /** What was said with it: the name of the code or of the group. */
  @Column({ type: 'varchar', length: LIMITS.shortText, nullable: true })
  said!: string | null;

  @InstantColumn()
  at!: number;
}
