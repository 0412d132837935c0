import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

const code = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique });
const number = (name: string) => ({ name, type: 'integer' });

export class Meeting0009 implements MigrationInterface {
  readonly name = 'Meeting1763600000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'meeting',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          code('kind', 12),
          code('org_id', 48),
          code('state', 12),
          { ...code('open_key', 64), isNullable: true },
          number('version'),
          number('decided'),
          { name: 'chair', ...COLUMN_TYPES.json },
          { name: 'attendees', ...COLUMN_TYPES.json },
          { ...code('place', 60), isNullable: true },
          { name: 'called_by', ...COLUMN_TYPES.id },
          { name: 'called_at', ...COLUMN_TYPES.instant },
          { name: 'planned_at', ...COLUMN_TYPES.instant, isNullable: true },
          { name: 'started_at', ...COLUMN_TYPES.instant, isNullable: true },
          { name: 'ended_at', ...COLUMN_TYPES.instant, isNullable: true },
          { name: 'minutes', type: 'text', isNullable: true },
        ],
        indices: [
          index('ix_meeting_open_key', ['open_key'], true),
          index('ix_meeting_org_id_kind_id', ['org_id', 'kind', 'id']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'meeting_item',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'meeting_id', ...COLUMN_TYPES.id },
          number('seq'),
          { name: 'ticket_id', ...COLUMN_TYPES.id },
          code('action', 24),
          { name: 'event_id', ...COLUMN_TYPES.id, isNullable: true },
          { name: 'words', type: 'text' },
          { name: 'note', type: 'text', isNullable: true },
          { name: 'forces', ...COLUMN_TYPES.json },
          { name: 'by_id', ...COLUMN_TYPES.id },
          { name: 'at', ...COLUMN_TYPES.instant },
        ],
        indices: [
          index('ix_meeting_item_meeting_id_seq', ['meeting_id', 'seq'], true),
          index('ix_meeting_item_ticket_id_id', ['ticket_id', 'id']),
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['meeting_item', 'meeting']) await runner.dropTable(table);
  }
}
