import { LIMITS } from '@liudan/shared/limits';
import type { NoticeKind } from '@liudan/shared/notify/contract';
import type { End } from '@liudan/shared/notify/escalate';
import type { Urgency } from '@liudan/shared/notify/urgency';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';
import type { PushData } from './delivery.entity.ts';

/**
 * The intention to tell one person of one event outside the app. It is written with the message, and looked at again whenever its time
 * comes or a try ended, until it is `done`; its tries are the deliveries of the same event and person.
 */
@Entity('push')
@Index(['eventId', 'personId'], { unique: true })
@Index(['state', 'nextAt'])
export class PushEntity {
  @IdPrimaryColumn()
  id!: string;

  @IdColumn()
  eventId!: string;

  @IdColumn()
  personId!: string;

  @IdColumn({ nullable: true })
  ticketId!: string | null;

  @CodeColumn(24)
  kind!: NoticeKind;

  @CodeColumn(12)
  side!: 'resident' | 'staff';

  @CodeColumn(12)
  urgency!: Urgency;

  /** Somebody has to act on it. */
  @Column({ type: 'boolean' })
  asks!: boolean;

  /** The clock it speaks of, by its id within the ticket: once that is stopped, what was asked for is done. */
  @CodeColumn(16, { nullable: true })
  clockId!: string | null;

  /** The organisation on whose behalf he was told; its leader is told where nobody reacts. */
  @CodeColumn(LIMITS.orgId, { nullable: true })
  orgId!: string | null;

  /** `gathering` waits for the next digest. */
  @CodeColumn(12)
  state!: 'open' | 'gathering' | 'done';

  /** How it ended; null before. */
  @CodeColumn(12, { nullable: true })
  ended!: End | 'gathered' | null;

  /** When the leader was told that nobody of this organisation reacts to this event. */
  @InstantColumn({ nullable: true })
  leaderAt!: number | null;

  /** Raised by everything that happens to it, so that of two who decide at once one wins. */
  @Column({ type: 'integer' })
  turn!: number;

  @InstantColumn()
  nextAt!: number;

  /** When the event happened. */
  @InstantColumn()
  at!: number;

  @JsonColumn()
  data!: PushData;
}
