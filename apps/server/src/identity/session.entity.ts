import { Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn } from '../kernel/columns.ts';

export type RevokedFor = 'sign_out' | 'reuse' | 'roster';

/** One sign-in on one device, with every token that ever belonged to it. */
@Entity('session')
export class SessionEntity {
  @IdPrimaryColumn()
  id!: string;

  @Index()
  @IdColumn()
  personId!: string;

  @InstantColumn()
  createdAt!: number;

  @Index()
  @InstantColumn()
  refreshedAt!: number;

  @InstantColumn({ nullable: true })
  revokedAt!: number | null;

  @CodeColumn(16, { nullable: true })
  revokedFor!: RevokedFor | null;
}
