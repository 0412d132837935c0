import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, SealedColumn } from '../kernel/columns.ts';

/** Somebody who signs in, or a member of staff who hasn't yet: the roster makes the row before the person comes. */
@Entity('person')
export class PersonEntity {
  @IdPrimaryColumn()
  id!: string;

  @CodeColumn(16)
  kind!: 'resident' | 'staff';

  /** The person as WeChat knows him in this mini-program. */
  @Index({ unique: true })
  @CodeColumn(64, { nullable: true })
  openid!: string | null;

  /** His key in the district's roster, or among its demo residents. */
  @Index({ unique: true })
  @CodeColumn(60, { nullable: true })
  rosterKey!: string | null;

  /** May be chosen at the demo sign-in, where that is open. */
  @Column({ type: 'boolean' })
  demo!: boolean;

  @SealedColumn({ nullable: true })
  name!: string | null;

  @SealedColumn({ nullable: true })
  phone!: string | null;

  @Index()
  @CodeColumn(64, { nullable: true })
  phoneHash!: string | null;

  /** WeChat or the roster vouches for the number. A typed number is only a contact and proves nothing. */
  @InstantColumn({ nullable: true })
  phoneVerifiedAt!: number | null;

  @CodeColumn(48, { nullable: true })
  communityId!: string | null;

  @CodeColumn(48, { nullable: true })
  gridId!: string | null;

  @CodeColumn(20, { nullable: true })
  privacyVersion!: string | null;

  @InstantColumn({ nullable: true })
  privacyAgreedAt!: number | null;

  /** The roster's row, once its person came in through WeChat: everything is with that one from then on. */
  @Index()
  @IdColumn({ nullable: true })
  mergedInto!: string | null;

  @InstantColumn({ nullable: true })
  disabledAt!: number | null;

  @InstantColumn()
  createdAt!: number;
}
