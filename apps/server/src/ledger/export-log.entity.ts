import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** Who took what out of the house, on paper or as a file. The row is written before the first byte goes. */
@Entity('export_log')
@Index(['personId', 'id'])
export class ExportLogEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  personId!: string;

  /** Where he was on duty. */
  @CodeColumn(LIMITS.orgId, { nullable: true })
  org!: string | null;

  /** The id of a ledger, or `monthly`. */
  @CodeColumn(24)
  what!: string;

  @CodeColumn(8)
  format!: 'xlsx' | 'csv' | 'print';

  /** What it was narrowed to. */
  @JsonColumn()
  filter!: Readonly<Record<string, string>>;

  /** With names and phones in the clear. */
  @Column({ type: 'boolean' })
  unmasked!: boolean;

  @InstantColumn()
  at!: number;

  /** Null where it was broken off. */
  @InstantColumn({ nullable: true })
  finishedAt!: number | null;

  @Column({ type: 'integer', nullable: true })
  rows!: number | null;
}
