import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** Who of the staff looked a resident up by number, or unmasked the particulars of a visit, and when. Rows are only added. */
@Entity('reporter_look')
@Index(['personId', 'at'])
export class ReporterLookEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  personId!: string;

  @CodeColumn(24)
  what!: 'lookup' | 'visit';

  /** The keyed hash of the number that was asked for; for a visit, its id. */
  @CodeColumn(64)
  subject!: string;

  /** Whom the number belongs to; null where it is nobody's. */
  @IdColumn({ nullable: true })
  foundId!: string | null;

  @InstantColumn()
  at!: number;
}
