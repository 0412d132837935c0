import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

const columnNames = ['assignee_id', 'phase', 'id'];
const BY_ASSIGNEE = new TableIndex({ name: `ix_ticket_${columnNames.join('_')}`, columnNames });

/**
 * Room for the copy of a ticket that acts and pages read: each ticket gets its own with the next thing that happens to it. And what a grid
 * worker was handed is found without reading what everybody was.
 */
export class Speed0012 implements MigrationInterface {
  readonly name = 'Speed1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('ticket', new TableColumn({ name: 'whole', type: 'text', isNullable: true }));
    await runner.createIndex('ticket', BY_ASSIGNEE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('ticket', BY_ASSIGNEE);
    await runner.dropColumn('ticket', 'whole');
  }
}
