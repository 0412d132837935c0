import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** Room for the copy of a ticket that acts and pages read. Each ticket gets its own with the next thing that happens to it. */
export class Speed0012 implements MigrationInterface {
  readonly name = 'Speed1763700000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('ticket', new TableColumn({ name: 'whole', type: 'text', isNullable: true }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('ticket', 'whole');
  }
}
