import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last ticket number given on a day. */
@Entity('ticket_number')
export class NumberEntity {
  /** `20261120`, in Asia/Shanghai. */
  @PrimaryColumn({ type: 'varchar', length: 8 })
  day!: string;

  @Column({ type: 'integer' })
  last!: number;
}
