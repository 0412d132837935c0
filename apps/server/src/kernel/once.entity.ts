import { LIMITS } from '@liudan/shared/limits';
import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, InstantColumn, JsonColumn } from './columns.ts';

/** A write that was answered: the answer is given again to whoever sends the same request again. */
@Entity('once')
export class OnceEntity {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  personId!: string;

  @PrimaryColumn({ type: 'varchar', length: LIMITS.idempotencyKey })
  key!: string;

  @CodeColumn(64)
  fingerprint!: string;

  @JsonColumn({ nullable: true })
  answer!: object | null;

  @Index()
  @InstantColumn()
  at!: number;
}
