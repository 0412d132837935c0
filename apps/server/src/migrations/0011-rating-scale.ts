import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';

/** The grade a resident chose, beside what it counts as. Empty for scores given before a district had a scale of its own. */
export class RatingScale0011 implements MigrationInterface {
  readonly name = 'RatingScale1763700000011';

  async up(runner: QueryRunner): Promise<void> {
    const grade = new TableColumn({ name: 'score_grade', type: 'varchar', length: '48', isNullable: true });
    await runner.addColumn('ticket', grade);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('ticket', 'score_grade');
  }
}
