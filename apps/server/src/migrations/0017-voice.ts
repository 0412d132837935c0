import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { addColumns, code, integer, nullable } from './shapes.ts';

const COLUMNS = [
  code('kind', 8, { default: "'photo'" }),
  code('format', 8, nullable),
  integer('duration_ms', nullable),
  code('upload_key', 64, nullable),
  code('source_sha256', 64, nullable),
];
const ONE_OF_A_KEY = new TableIndex({
  name: 'ix_media_owner_id_upload_key',
  columnNames: ['owner_id', 'upload_key'],
  isUnique: true,
});

/** Recordings beside photos, and the key under which a phone sends one file however often. */
export class Voice0017 implements MigrationInterface {
  readonly name = 'Voice1763700000017';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'media', COLUMNS);
    await runner.createIndex('media', ONE_OF_A_KEY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('media', ONE_OF_A_KEY.name ?? '');
    await runner.dropColumns(
      'media',
      COLUMNS.map(({ name }) => name),
    );
  }
}
