/**
 * The column kinds every table is made of, so that SQLite, MariaDB and MySQL store and compare alike: fixed lengths,
 * no enum, json, bigint or decimal, instants from the application's clock, one binary collation set on the database.
 */

import { LIMITS } from '@liudan/shared/limits';
import { Column, type ColumnOptions, PrimaryColumn, type ValueTransformer } from 'typeorm';

interface Choice {
  readonly nullable?: boolean;
}

const instant: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'number' ? new Date(value) : value),
  from: (value: unknown) => (value instanceof Date ? value.getTime() : value),
};

const json: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value),
};

/** The definition of each kind, for migrations to build the same column from. */
export const COLUMN_TYPES = {
  id: { type: 'varchar', length: String(LIMITS.id) },
  instant: { type: 'datetime', precision: 3 },
  json: { type: 'text' },
  sealed: { type: 'text' },
} as const;

/** The primary key: a ULID made by `Ids`. */
export const IdPrimaryColumn = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: LIMITS.id });

/** The id of another row. There are no foreign keys across modules; give it an index where it is searched by. */
export const IdColumn = (choice: Choice = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: LIMITS.id, ...choice });

/** A short code or key (state, role, organisation id, hash): compared byte by byte. */
export const CodeColumn = (length: number, choice: Choice & { default?: string } = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, ...choice });

/**
 * An instant: epoch milliseconds in code, `datetime(3)` in UTC in the table. In a query builder's own conditions pass
 * `asColumn(ms)`, because parameters there don't pass through the column.
 */
export const InstantColumn = (choice: Choice = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, transformer: instant, ...choice } satisfies ColumnOptions);

/** An instant as a parameter of a hand-written condition. */
export const asColumn = (instantMs: number): Date => new Date(instantMs);

/** The same as every engine reads it from a text, for statements that are worded once. */
export const asText = (instantMs: number): string => new Date(instantMs).toISOString().replace('T', ' ').slice(0, -1);

/** A value kept whole as JSON text; never searched inside. */
export const JsonColumn = (choice: Choice = {}): PropertyDecorator =>
  Column({ type: 'text', transformer: json, ...choice });

/** Text sealed by `Sealer`: the column holds ciphertext only, and the module that owns it seals and opens. */
export const SealedColumn = (choice: Choice = {}): PropertyDecorator => Column({ type: 'text', ...choice });
