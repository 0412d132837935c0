import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, code, createTable, flag, id, instant, integer, nullable, org, primary } from './shapes.ts';

const none = { default: '0' } as const;
const no = { default: '0' } as const;
const TICKET = [
  code('suspended_from', 24, nullable),
  code('asked', 12, nullable),
  instant('asked_due_at', nullable),
  integer('extensions', none),
  org('returned_by', nullable),
  flag('upheld', no),
  flag('final_dispatch', no),
  integer('studies', none),
  flag('supervised', no),
  code('appeal', 12, nullable),
  id('merged_into', nullable),
  integer('follower_count', none),
];

/** Followers, supervision orders, and what the tier above decides. */
export class Oversight0006 implements MigrationInterface {
  readonly name = 'Oversight1763600000006';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'ticket', TICKET);
    await createTable(runner, 'follower', {
      columns: [
        id('ticket_id', primary),
        code('id', 16, primary),
        id('person_id'),
        code('via', 8),
        id('from_ticket_id', nullable),
        instant('since'),
        code('score', 16, nullable),
        instant('rated_at', nullable),
        instant('left_at', nullable),
      ],
      indexes: [['person_id', 'ticket_id']],
    });
    await createTable(runner, 'supervision', {
      columns: [
        id('ticket_id', primary),
        code('id', 16, primary),
        code('reason', 12),
        org('org_id'),
        instant('opened_at'),
        id('opened_by', nullable),
        code('cause', 12, nullable),
        instant('visited_at', nullable),
        instant('planned_at', nullable),
        instant('planned_due_at', nullable),
        instant('interviewed_at', nullable),
        instant('followed_at', nullable),
        instant('closed_at', nullable),
        id('closed_by', nullable),
      ],
      indexes: [
        ['closed_at', 'opened_at', 'ticket_id'],
        ['org_id', 'opened_at'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('supervision');
    await runner.dropTable('follower');
    await runner.dropColumns(
      'ticket',
      TICKET.map(({ name }) => name),
    );
  }
}
