import { LIMITS } from '@liudan/shared/limits';
import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

type Choice = Partial<TableColumnOptions>;
const nullable = { isNullable: true } as const;
const primary = { isPrimary: true } as const;
const code = (name: string, length: number, choice: Choice = {}) => ({
  name,
  type: 'varchar',
  length: String(length),
  ...choice,
});
const id = (name: string, choice: Choice = {}) => ({ name, ...COLUMN_TYPES.id, ...choice });
const org = (name: string, choice: Choice = {}) => code(name, LIMITS.orgId, choice);
const instant = (name: string, choice: Choice = {}) => ({ name, ...COLUMN_TYPES.instant, ...choice });
const text = (name: string, choice: Choice = {}) => ({ name, type: 'text', ...choice });
const integer = (name: string) => ({ name, type: 'integer' });
const flag = (name: string) => ({ name, type: 'boolean' });
const double = (name: string) => ({ name, type: 'double', ...nullable });

interface Shape {
  columns: TableColumnOptions[];
  uniques?: string[][];
  indexes?: string[][];
}

const createTable = (runner: QueryRunner, name: string, { columns, uniques = [], indexes = [] }: Shape) => {
  const index = (isUnique: boolean) => (columnNames: string[]) => ({
    name: `ix_${name}_${columnNames.join('_')}`,
    columnNames,
    isUnique,
  });
  return runner.createTable(
    new Table({ name, columns, indices: [...uniques.map(index(true)), ...indexes.map(index(false))] }),
  );
};

export class Ticket0003 implements MigrationInterface {
  readonly name = 'Ticket1763600000003';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'ticket', {
      columns: [
        id('id', primary),
        code('number', 24),
        integer('version'),
        code('state', 24),
        code('phase', 12),
        code('outcome', 16, nullable),
        text('text'),
        code('channel', 16),
        org('category', nullable),
        code('grade', 16, nullable),
        code('difficulty', 16, nullable),
        double('lng'),
        double('lat'),
        double('accuracy_metres'),
        code('address', LIMITS.address, nullable),
        org('grid_id', nullable),
        org('community_id'),
        org('street_id'),
        id('reporter_id'),
        flag('hide_name'),
        text('contact_phone', nullable),
        org('holder_org', nullable),
        instant('holder_since'),
        id('assignee_id', nullable),
        org('lead_org', nullable),
        code('handling_state', 24, nullable),
        org('handling_org', nullable),
        text('handlers'),
        text('handling_orgs'),
        text('been'),
        flag('ask_open'),
        flag('returned'),
        integer('rework_count'),
        id('unreasonable_by', nullable),
        id('explanation_confirmed_by', nullable),
        { ...flag('understood'), ...nullable },
        flag('reviewed'),
        integer('attempts'),
        text('photos'),
        text('after_photos'),
        code('score', 16, nullable),
        text('rating_tags'),
        text('rating_text', nullable),
        instant('rated_at', nullable),
        instant('submitted_at'),
        instant('resolved_at', nullable),
        instant('closed_at', nullable),
        instant('due_at', nullable),
        instant('warn_at', nullable),
        code('last_hash', 64),
      ],
      uniques: [['number']],
      indexes: [
        ['reporter_id', 'id'],
        ['community_id', 'phase', 'id'],
        ['street_id', 'phase', 'id'],
        ['grid_id', 'phase', 'id'],
        ['holder_org', 'phase', 'due_at', 'id'],
        ['phase', 'id'],
      ],
    });
    await createTable(runner, 'part', {
      columns: [
        id('ticket_id', primary),
        code('id', 16, primary),
        org('org_id'),
        code('kind', 12),
        code('state', 12),
        instant('offered_at'),
        instant('accepted_at', nullable),
        instant('ended_at', nullable),
      ],
      indexes: [['org_id', 'state', 'ticket_id']],
    });
    await createTable(runner, 'clock', {
      columns: [
        id('ticket_id', primary),
        code('id', 16, primary),
        org('org_id'),
        code('part_id', 16, nullable),
        text('rule'),
        instant('started_at'),
        instant('due_at'),
        instant('warn_at'),
        flag('provisional'),
        instant('paused_at', nullable),
        instant('paused_until', nullable),
        integer('pauses'),
        instant('warned_at', nullable),
        instant('expired_at', nullable),
        instant('stopped_at', nullable),
        instant('next_at', nullable),
      ],
      indexes: [
        ['next_at', 'ticket_id'],
        ['provisional', 'ticket_id'],
      ],
    });
    await createTable(runner, 'ticket_event', {
      columns: [
        id('id', primary),
        id('ticket_id'),
        integer('seq'),
        code('action', 24),
        id('actor_id'),
        code('actor_role', 24),
        org('actor_org', nullable),
        code('from_state', 24, nullable),
        code('to_state', 24),
        org('holder_org', nullable),
        instant('at'),
        text('body'),
        text('change'),
        code('prev_hash', 64),
        code('hash', 64),
        flag('notify_pending'),
      ],
      uniques: [['ticket_id', 'seq']],
      indexes: [['notify_pending', 'id']],
    });
    await createTable(runner, 'look', {
      columns: [id('id', primary), id('ticket_id'), id('person_id'), code('what', 24), instant('at')],
      indexes: [
        ['ticket_id', 'at'],
        ['person_id', 'at'],
      ],
    });
    await createTable(runner, 'ticket_number', { columns: [code('day', 8, primary), integer('last')] });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['ticket_number', 'look', 'ticket_event', 'clock', 'part', 'ticket'])
      await runner.dropTable(table);
  }
}
