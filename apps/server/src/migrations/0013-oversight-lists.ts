import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

const INDICES = [
  new TableIndex({ name: 'ix_ticket_asked_id', columnNames: ['asked', 'id'] }),
  new TableIndex({ name: 'ix_ticket_appeal_id', columnNames: ['appeal', 'id'] }),
];

/** Waiting requests and appeals are few among many tickets; their lists find them by these. */
export class OversightLists0013 implements MigrationInterface {
  readonly name = 'OversightLists1763700000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const index of INDICES) await runner.createIndex('ticket', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name = '' } of INDICES) await runner.dropIndex('ticket', name);
  }
}
