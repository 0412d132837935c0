import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

const code = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });

export class Identity0001 implements MigrationInterface {
  readonly name = 'Identity1763600000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'person',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          code('kind', 16),
          { ...code('openid', 64), isNullable: true },
          { ...code('roster_key', 60), isNullable: true },
          { name: 'demo', type: 'boolean' },
          { name: 'name', ...COLUMN_TYPES.sealed, isNullable: true },
          { name: 'phone', ...COLUMN_TYPES.sealed, isNullable: true },
          { ...code('phone_hash', 64), isNullable: true },
          { name: 'phone_verified_at', ...COLUMN_TYPES.instant, isNullable: true },
          { ...code('community_id', 48), isNullable: true },
          { ...code('grid_id', 48), isNullable: true },
          { ...code('privacy_version', 20), isNullable: true },
          { name: 'privacy_agreed_at', ...COLUMN_TYPES.instant, isNullable: true },
          { name: 'merged_into', ...COLUMN_TYPES.id, isNullable: true },
          { name: 'disabled_at', ...COLUMN_TYPES.instant, isNullable: true },
          { name: 'created_at', ...COLUMN_TYPES.instant },
        ],
        indices: [
          { name: 'ix_person_openid', columnNames: ['openid'], isUnique: true },
          { name: 'ix_person_roster_key', columnNames: ['roster_key'], isUnique: true },
          { name: 'ix_person_phone_hash', columnNames: ['phone_hash'] },
          { name: 'ix_person_merged_into', columnNames: ['merged_into'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'duty',
        columns: [
          { name: 'person_id', ...COLUMN_TYPES.id, isPrimary: true },
          { ...code('role', 24), isPrimary: true },
          { ...code('org', 48), isPrimary: true },
        ],
        indices: [{ name: 'ix_duty_org_role', columnNames: ['org', 'role'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'session',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'person_id', ...COLUMN_TYPES.id },
          { name: 'created_at', ...COLUMN_TYPES.instant },
          { name: 'refreshed_at', ...COLUMN_TYPES.instant },
          { name: 'revoked_at', ...COLUMN_TYPES.instant, isNullable: true },
          { ...code('revoked_for', 16), isNullable: true },
        ],
        indices: [
          { name: 'ix_session_person_id', columnNames: ['person_id'] },
          { name: 'ix_session_refreshed_at', columnNames: ['refreshed_at'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'session_token',
        columns: [
          { ...code('hash', 64), isPrimary: true },
          { name: 'session_id', ...COLUMN_TYPES.id },
          code('kind', 8),
          { name: 'until', ...COLUMN_TYPES.instant },
          { name: 'used_at', ...COLUMN_TYPES.instant, isNullable: true },
        ],
        indices: [
          { name: 'ix_session_token_session_id', columnNames: ['session_id'] },
          { name: 'ix_session_token_until', columnNames: ['until'] },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['session_token', 'session', 'duty', 'person']) await runner.dropTable(table);
  }
}
