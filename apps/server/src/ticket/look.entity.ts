import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

/** Who looked at whose unmasked name and phone, and when. Rows are only added. */
@Entity('look')
@Index(['ticketId', 'at'])
@Index(['personId', 'at'])
export class LookEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  ticketId!: string;

  @IdColumn()
  personId!: string;

  @CodeColumn(24)
  what!: string;

  @InstantColumn()
  at!: number;
}
