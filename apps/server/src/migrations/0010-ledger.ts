import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

const code = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });

export class Ledger0010 implements MigrationInterface {
  readonly name = 'Ledger1763600000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'export_log',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'person_id', ...COLUMN_TYPES.id },
          { ...code('org', 48), isNullable: true },
          code('what', 24),
          code('format', 8),
          { name: 'filter', ...COLUMN_TYPES.json },
          { name: 'unmasked', type: 'boolean' },
          { name: 'at', ...COLUMN_TYPES.instant },
          { name: 'finished_at', ...COLUMN_TYPES.instant, isNullable: true },
          { name: 'rows', type: 'integer', isNullable: true },
        ],
        indices: [{ name: 'ix_export_log_person_id_id', columnNames: ['person_id', 'id'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('export_log');
  }
}
