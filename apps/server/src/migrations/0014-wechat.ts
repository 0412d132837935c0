import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, createTable, id, instant, integer, nullable, primary, text } from './shapes.ts';

/** The tokens all replicas share, and what WeChat tells by itself. */
export class Wechat0014 implements MigrationInterface {
  readonly name = 'Wechat1763700000014';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'wechat_token', {
      columns: [
        code('key', 80, primary),
        integer('version'),
        text('sealed', nullable),
        instant('until'),
        integer('fetched'),
        instant('lease_until'),
        text('failure', nullable),
        integer('failed'),
        instant('forced_at'),
        integer('forced_day'),
        integer('forced_count'),
      ],
    });
    await createTable(runner, 'wechat_event', {
      columns: [
        id('id', primary),
        code('dedupe', 43),
        code('event', 64),
        code('who', 43),
        text('sealed'),
        code('state', 8),
        integer('tries'),
        instant('next_at'),
        instant('received_at'),
        code('last_error', 200, nullable),
      ],
      uniques: [['dedupe']],
      indexes: [
        ['state', 'next_at'],
        ['state', 'who', 'id'],
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('wechat_event');
    await runner.dropTable('wechat_token');
  }
}
