import { Entity, Index, PrimaryColumn } from 'typeorm';
import { CodeColumn, IdColumn, InstantColumn } from '../kernel/columns.ts';

/** A token by its hash. Used refresh tokens stay until they run out, so that one who presents a stolen copy is seen. */
@Entity('session_token')
export class SessionTokenEntity {
  /** SHA-256 in hex; the token itself is only ever with its holder. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  hash!: string;

  @Index()
  @IdColumn()
  sessionId!: string;

  @CodeColumn(8)
  kind!: 'access' | 'refresh';

  @Index()
  @InstantColumn()
  until!: number;

  @InstantColumn({ nullable: true })
  usedAt!: number | null;
}
