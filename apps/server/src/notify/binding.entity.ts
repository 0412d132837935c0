import { LIMITS } from '@liudan/shared/limits';
import { Entity, PrimaryColumn } from 'typeorm';
import { CodeColumn, InstantColumn, JsonColumn, SealedColumn } from '../kernel/columns.ts';

/** What ties a member of staff to a channel that needs no consent for each message: his WeCom account, or 用工关系. */
@Entity('binding')
export class BindingEntity {
  @PrimaryColumn({ type: 'varchar', length: LIMITS.id })
  personId!: string;

  @PrimaryColumn({ type: 'varchar', length: 12 })
  channel!: 'wecom' | 'employee';

  /** `broken`: it was there, and the other side says it isn't any more. */
  @CodeColumn(12)
  state!: 'ok' | 'broken';

  /** His userid in WeCom. */
  @SealedColumn({ nullable: true })
  account!: string | null;

  /** The templates of 用工消息 that he took. */
  @JsonColumn()
  templates!: string[];

  /** Why it is broken, in words. */
  @CodeColumn(200, { nullable: true })
  reason!: string | null;

  @InstantColumn()
  updatedAt!: number;
}
