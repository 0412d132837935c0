import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { addColumns, code, createTable, flag, id, instant, integer, nullable, primary } from './shapes.ts';

const SCREEN_PENDING = new TableIndex({
  name: 'ix_ticket_event_screen_pending_id',
  columnNames: ['screen_pending', 'id'],
});

/** Checks of what residents write and photograph, and what others may see until then. */
export class Safety0018 implements MigrationInterface {
  readonly name = 'Safety1763700000018';

  async up(runner: QueryRunner): Promise<void> {
    // What neighbours could see before they go on seeing.
    await addColumns(runner, 'ticket', [code('screening', 12, nullable), code('shown', 8, { default: "'all'" })]);
    // The rules know a new fact of a ticket, so its copies are made anew by its next act.
    await runner.query('UPDATE ticket SET whole = NULL');
    await addColumns(runner, 'ticket_event', [flag('screen_pending', { default: '0' })]);
    await runner.createIndex('ticket_event', SCREEN_PENDING);
    await createTable(runner, 'content_check', {
      columns: [
        id('id', primary),
        id('ticket_id', nullable),
        id('event_id', nullable),
        id('post_id', nullable),
        id('person_id'),
        code('what', 8),
        id('media_id', nullable),
        code('state', 8),
        code('trace_id', 64, nullable),
        integer('errcode', nullable),
        code('rid', 64, nullable),
        integer('tries'),
        instant('next_at', nullable),
        instant('at'),
        instant('decided_at', nullable),
      ],
      uniques: [['trace_id']],
      indexes: [['next_at', 'id'], ['ticket_id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('content_check');
    await runner.dropIndex('ticket_event', SCREEN_PENDING.name ?? '');
    await runner.dropColumns('ticket_event', ['screen_pending']);
    await runner.dropColumns('ticket', ['screening', 'shown']);
  }
}
