import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, createTable, id, instant, integer, nullable, org, primary } from './shapes.ts';

const degrees = (name: string) => ({ name, type: 'double', ...nullable });

export class Entry0016 implements MigrationInterface {
  readonly name = 'Entry1763700000016';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'entry_code', {
      columns: [
        id('id', primary),
        code('code', 8),
        code('kind', 12),
        org('org'),
        org('community_id'),
        org('stands_for', nullable),
        code('label', 60),
        code('address', 60),
        degrees('lng'),
        degrees('lat'),
        code('picture', 8, nullable),
        id('created_by', nullable),
        instant('created_at'),
        instant('retired_at', nullable),
      ],
      uniques: [['code'], ['stands_for']],
      indexes: [['community_id', 'id']],
    });
    await createTable(runner, 'entry_use', {
      columns: [code('code', 8, primary), integer('day', primary), integer('uses')],
    });
    await createTable(runner, 'entry_group', {
      columns: [
        id('id', primary),
        code('group_hash', 64),
        org('community_id'),
        code('state', 12),
        code('confirmed_as', 64, nullable),
        code('name', 40, nullable),
        code('code', 8),
        integer('arrivals'),
        instant('proposed_at'),
        id('decided_by', nullable),
        instant('decided_at', nullable),
      ],
      uniques: [['group_hash', 'community_id'], ['confirmed_as']],
      indexes: [['community_id', 'state', 'id']],
    });
    await createTable(runner, 'entry_event', {
      columns: [
        id('id', primary),
        id('subject_id'),
        code('action', 12),
        id('actor_id'),
        code('said', 60, nullable),
        instant('at'),
      ],
      indexes: [['subject_id', 'id']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['entry_event', 'entry_group', 'entry_use', 'entry_code']) await runner.dropTable(table);
  }
}
