import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { addColumns, code, createTable, flag, id, instant, integer, nullable, org, primary, text } from './shapes.ts';

const BY_MSGID = new TableIndex({ name: 'ix_delivery_msgid', columnNames: ['msgid'] });
const COLUMNS = [
  flag('urgent', { default: '0' }),
  code('msgid', 64, nullable),
  instant('queued_at', nullable),
  instant('ended_at', nullable),
];

/** Channels beside WeChat's subscribe message: what is to be told, and what ties people to channels. */
export class Channels0015 implements MigrationInterface {
  readonly name = 'Channels1763800000015';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'push', {
      columns: [
        id('id', primary),
        id('event_id'),
        id('person_id'),
        id('ticket_id', nullable),
        code('kind', 24),
        code('side', 12),
        code('urgency', 12),
        flag('asks'),
        code('clock_id', 16, nullable),
        org('org_id', nullable),
        code('state', 12),
        code('ended', 12, nullable),
        instant('leader_at', nullable),
        integer('turn'),
        instant('next_at'),
        instant('at'),
        text('data'),
      ],
      uniques: [['event_id', 'person_id']],
      indexes: [['state', 'next_at']],
    });
    await createTable(runner, 'binding', {
      columns: [
        id('person_id', primary),
        code('channel', 12, primary),
        code('state', 12),
        text('account', nullable),
        text('templates'),
        code('reason', 200, nullable),
        instant('updated_at'),
      ],
    });
    await addColumns(runner, 'delivery', COLUMNS);
    await runner.createIndex('delivery', BY_MSGID);
    await runner.query("UPDATE delivery SET channel = 'subscribe' WHERE channel = 'wechat'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM delivery WHERE channel <> 'subscribe'");
    await runner.query("UPDATE delivery SET channel = 'wechat'");
    await runner.dropIndex('delivery', BY_MSGID);
    for (const { name } of COLUMNS) await runner.dropColumn('delivery', name);
    for (const table of ['binding', 'push']) await runner.dropTable(table);
  }
}
