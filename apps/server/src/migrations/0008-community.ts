import { type MigrationInterface, type QueryRunner, Table, TableColumn, TableIndex } from 'typeorm';
import { COLUMN_TYPES } from '../kernel/columns.ts';

const code = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique });
const instant = (name: string, isNullable = false) => ({ name, ...COLUMN_TYPES.instant, isNullable });
const text = (name: string, isNullable = false) => ({ name, type: 'text', isNullable });
const person = (name: string, isNullable = false) => ({ name, ...COLUMN_TYPES.id, isNullable });

export class Community0008 implements MigrationInterface {
  readonly name = 'Community1763600000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'notice',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          { ...code('seed_key', 48), isNullable: true },
          code('org', 48),
          code('topic', 12),
          code('title', 60),
          text('body'),
          { name: 'photos', ...COLUMN_TYPES.json },
          { name: 'pinned', type: 'boolean' },
          instant('publish_at'),
          instant('until_at', true),
          instant('withdrawn_at', true),
          text('withdrawn_because', true),
          person('author_id', true),
          person('editor_id', true),
          instant('edited_at', true),
          instant('created_at'),
          { name: 'version', type: 'integer' },
        ],
        indices: [
          index('ix_notice_seed_key', ['seed_key'], true),
          index('ix_notice_org_publish_at_id', ['org', 'publish_at', 'id']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'notice_reader',
        columns: [
          { name: 'notice_id', ...COLUMN_TYPES.id, isPrimary: true },
          { name: 'person_id', ...COLUMN_TYPES.id, isPrimary: true },
          instant('at'),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'post',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          code('community_id', 48),
          person('author_id'),
          text('text'),
          { name: 'photos', ...COLUMN_TYPES.json },
          code('state', 12),
          text('hidden_because', true),
          code('checked', 12),
          instant('asked_at'),
          { name: 'rule', ...COLUMN_TYPES.json },
          instant('due_at'),
          instant('warn_at'),
          instant('warned_at', true),
          instant('expired_at', true),
          instant('answered_at', true),
          { name: 'awaiting', type: 'boolean' },
          instant('next_at', true),
          person('ticket_id', true),
          { name: 'version', type: 'integer' },
        ],
        indices: [
          index('ix_post_community_id_id', ['community_id', 'id']),
          index('ix_post_community_id_awaiting_due_at_id', ['community_id', 'awaiting', 'due_at', 'id']),
          index('ix_post_next_at_id', ['next_at', 'id']),
          index('ix_post_author_id_id', ['author_id', 'id']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'reply',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          person('post_id'),
          person('author_id'),
          { ...code('org', 48), isNullable: true },
          text('text'),
          code('state', 12),
          text('hidden_because', true),
          code('checked', 12),
          instant('at'),
        ],
        indices: [
          index('ix_reply_post_id_id', ['post_id', 'id']),
          index('ix_reply_state_post_id', ['state', 'post_id']),
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'post_event',
        columns: [
          { name: 'id', ...COLUMN_TYPES.id, isPrimary: true },
          person('post_id'),
          person('reply_id', true),
          code('action', 12),
          person('actor_id', true),
          { ...code('actor_org', 48), isNullable: true },
          text('said', true),
          instant('at'),
          { name: 'notify_pending', type: 'boolean' },
        ],
        indices: [
          index('ix_post_event_post_id_id', ['post_id', 'id']),
          index('ix_post_event_notify_pending_id', ['notify_pending', 'id']),
        ],
      }),
    );
    await runner.addColumn('message', new TableColumn(person('post_id', true)));
    await runner.addColumn('media', new TableColumn(person('subject_id', true)));
    await runner.createIndex('media', new TableIndex(index('ix_media_storage_key', ['storage_key'])));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('media', 'ix_media_storage_key');
    await runner.dropColumn('media', 'subject_id');
    await runner.dropColumn('message', 'post_id');
    for (const table of ['post_event', 'reply', 'post', 'notice_reader', 'notice']) await runner.dropTable(table);
  }
}
