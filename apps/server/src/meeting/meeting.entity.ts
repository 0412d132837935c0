import { LIMITS } from '@liudan/shared/limits';
import type { MeetingKind, MeetingState } from '@liudan/shared/meeting/words';
import { Column, Entity, Index } from 'typeorm';
import { CodeColumn, IdColumn, IdPrimaryColumn, InstantColumn, JsonColumn } from '../kernel/columns.ts';

/** Somebody at a meeting, by his id and the duty he came in. */
export interface Attendee {
  readonly personId: string;
  readonly key: string;
  readonly org: string;
}

/** One meeting: a community's study of the day, or a street's weekly one. It stays as a record once it has ended. */
@Entity('meeting')
@Index(['openKey'], { unique: true })
@Index(['orgId', 'kind', 'id'])
export class MeetingEntity {
  @IdPrimaryColumn()
  id!: string;

  @CodeColumn(12)
  kind!: MeetingKind;

  @CodeColumn(LIMITS.orgId)
  orgId!: string;

  @CodeColumn(12)
  state!: MeetingState;

  /** Kind and organisation until it has ended, then null: an organisation has one meeting of a kind at a time. */
  @CodeColumn(64, { nullable: true })
  openKey!: string | null;

  /** Grows with every change of who attends, what is written, and the state; a decision does not touch it. */
  @Column({ type: 'integer' })
  version!: number;

  /** How many items it has; the last one's number. */
  @Column({ type: 'integer' })
  decided!: number;

  @JsonColumn()
  chair!: Attendee;

  @JsonColumn()
  attendees!: Attendee[];

  @Column({ type: 'varchar', length: LIMITS.shortText, nullable: true })
  place!: string | null;

  @IdColumn()
  calledBy!: string;

  @InstantColumn()
  calledAt!: number;

  @InstantColumn({ nullable: true })
  plannedAt!: number | null;

  @InstantColumn({ nullable: true })
  startedAt!: number | null;

  @InstantColumn({ nullable: true })
  endedAt!: number | null;

  @Column({ type: 'text', nullable: true })
  minutes!: string | null;
}
