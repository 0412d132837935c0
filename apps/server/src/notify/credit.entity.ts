import { LIMITS } from '@liudan/shared/limits';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../kernel/columns.ts';

/** The consents a person gave for one template and that aren't used yet, as far as this house knows: WeChat tells nobody. */
@Entity('credit')
export class CreditEntity {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  personId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  templateId!: string;

  @Column({ type: 'integer' })
  count!: number;

  @InstantColumn()
  updatedAt!: number;
}
