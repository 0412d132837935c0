import { CODE_LENGTH } from '@liudan/shared/entry/code';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often a code was opened on a day: a figure, and nobody's name. */
@Entity('entry_use')
export class EntryUseEntity {
  @PrimaryColumn({ type: 'varchar', length: CODE_LENGTH })
  code!: string;

  /** Days since 1970-01-01 in Asia/Shanghai. */
  @PrimaryColumn({ type: 'integer' })
  day!: number;

  @Column({ type: 'integer' })
  uses!: number;
}
