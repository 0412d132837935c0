import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

export class Media0002 implements MigrationInterface {
  readonly name = 'Media1763600000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'media',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'owner_id', ...COLUMN_TYPES.id },
          { name: 'ticket_id', ...COLUMN_TYPES.id, isNullable: true },
          { name: 'event_id', ...COLUMN_TYPES.id, isNullable: true },
          { name: 'purpose', type: 'varchar', length: '16', isNullable: true },
          { name: 'sha256', type: 'varchar', length: '64' },
          { name: 'width', type: 'integer' },
          { name: 'height', type: 'integer' },
          { name: 'bytes', type: 'integer' },
          { name: 'storage_key', type: 'varchar', length: '80' },
          { name: 'created_at', ...COLUMN_TYPES.instant },
          { name: 'attached_at', ...COLUMN_TYPES.instant, isNullable: true },
        ],
        indices: [{ name: 'ix_media_ticket_id_created_at', columnNames: ['ticket_id', 'created_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('media');
  }
}
