import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

export class Kernel0005 implements MigrationInterface {
  readonly name = 'Kernel1763600000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'once',
        columns: [
          { name: 'person_id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'key', type: 'varchar', length: '64', isPrimary: true },
          { name: 'fingerprint', type: 'varchar', length: '64' },
          { name: 'answer', ...COLUMN_TYPES.json, isNullable: true },
          { name: 'at', ...COLUMN_TYPES.instant },
        ],
        indices: [{ name: 'ix_once_at', columnNames: ['at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('once');
  }
}
