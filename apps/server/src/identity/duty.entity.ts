import type { Role } from '@liudan/shared/identity/roles';
import { LIMITS } from '@liudan/shared/limits';
import { Entity, Index, PrimaryColumn } from 'typeorm';

/** A role at one organisation. The roster is the only one who gives and takes duties. */
@Entity('duty')
@Index(['org', 'role'])
export class DutyEntity {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  personId!: string;

  @PrimaryColumn({ type: 'varchar', length: 24 })
  role!: Role;

  @PrimaryColumn({ type: 'varchar', length: LIMITS.orgId })
  org!: string;
}
