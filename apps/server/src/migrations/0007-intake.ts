import { LIMITS } from '@liudan/shared/limits';
import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

const nullable = { isNullable: true } as const;
const id = (name: string) => ({ name, ...COLUMN_TYPES.id });
const code = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const org = (name: string) => code(name, LIMITS.orgId);
const instant = (name: string) => ({ name, ...COLUMN_TYPES.instant });
const index = (table: string, columnNames: string[]) => ({
  name: `ix_${table}_${columnNames.join('_')}`,
  columnNames,
});

export class Intake0007 implements MigrationInterface {
  readonly name = 'Intake1763600000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('ticket', new TableColumn({ ...id('entered_by'), ...nullable }));
    await runner.createIndex('ticket', new TableIndex(index('ticket', ['phase', 'lat', 'lng'])));
    await runner.createTable(
      new Table({
        name: 'visit',
        columns: [
          { ...id('id'), isPrimary: true },
          instant('collected_at'),
          code('channel', 16),
          { name: 'text', type: 'text' },
          org('community_id'),
          org('street_id'),
          { ...org('grid_id'), ...nullable },
          { ...org('group_id'), ...nullable },
          { ...id('reporter_id'), ...nullable },
          { name: 'name', ...COLUMN_TYPES.sealed, ...nullable },
          { name: 'phone', ...COLUMN_TYPES.sealed, ...nullable },
          { name: 'address', ...COLUMN_TYPES.sealed, ...nullable },
          { name: 'hide_name', type: 'boolean' },
          id('entered_by'),
          org('entered_org'),
          code('outcome', 16),
          { name: 'answer', type: 'text', ...nullable },
          { ...code('follow_up_on', 10), ...nullable },
          { ...id('ticket_id'), ...nullable },
          { ...instant('settled_at'), ...nullable },
          instant('created_at'),
        ],
        indices: [
          index('visit', ['community_id', 'id']),
          index('visit', ['street_id', 'id']),
          index('visit', ['entered_by', 'id']),
          index('visit', ['outcome', 'follow_up_on']),
          index('visit', ['ticket_id']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'reporter_look',
        columns: [
          { ...id('id'), isPrimary: true },
          id('person_id'),
          code('what', 24),
          code('subject', 64),
          { ...id('found_id'), ...nullable },
          instant('at'),
        ],
        indices: [index('reporter_look', ['person_id', 'at'])],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['reporter_look', 'visit']) await runner.dropTable(table);
    await runner.dropIndex('ticket', 'ix_ticket_phase_lat_lng');
    await runner.dropColumn('ticket', 'entered_by');
  }
}
