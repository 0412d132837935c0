import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

const code = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique });

export class Notify0004 implements MigrationInterface {
  readonly name = 'Notify1763600000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'message',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'event_id', ...COLUMN_TYPES.id },
          { name: 'person_id', ...COLUMN_TYPES.id },
          code('kind', 24),
          { name: 'ticket_id', ...COLUMN_TYPES.id, isNullable: true },
          code('side', 12),
          { name: 'title', type: 'text' },
          { name: 'body', type: 'text' },
          { name: 'at', ...COLUMN_TYPES.instant },
          { name: 'read_at', ...COLUMN_TYPES.instant, isNullable: true },
        ],
        indices: [
          index('ix_message_event_id_person_id_kind', ['event_id', 'person_id', 'kind'], true),
          index('ix_message_person_id_event_id', ['person_id', 'event_id']),
          index('ix_message_person_id_read_at', ['person_id', 'read_at']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'delivery',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'event_id', ...COLUMN_TYPES.id },
          { name: 'person_id', ...COLUMN_TYPES.id },
          code('channel', 12),
          { name: 'ticket_id', ...COLUMN_TYPES.id, isNullable: true },
          code('kind', 24),
          code('state', 12),
          { name: 'attempts', type: 'integer' },
          { name: 'next_at', ...COLUMN_TYPES.instant },
          { name: 'lease_token', ...COLUMN_TYPES.id, isNullable: true },
          { name: 'errcode', type: 'integer', isNullable: true },
          { ...code('rid', 64), isNullable: true },
          { ...code('reason', 200), isNullable: true },
          { name: 'data', ...COLUMN_TYPES.json },
          { name: 'at', ...COLUMN_TYPES.instant },
        ],
        indices: [
          index('ix_delivery_event_id_person_id_channel', ['event_id', 'person_id', 'channel'], true),
          index('ix_delivery_state_next_at', ['state', 'next_at']),
          index('ix_delivery_person_id_state_event_id', ['person_id', 'state', 'event_id']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'credit',
        columns: [
          { name: 'person_id', ...COLUMN_TYPES.id, isPrimary: true },
          { ...code('template_id', 64), isPrimary: true },
          { name: 'count', type: 'integer' },
          { name: 'updated_at', ...COLUMN_TYPES.instant },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['credit', 'delivery', 'message']) await runner.dropTable(table);
  }
}
