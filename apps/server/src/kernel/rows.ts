/**
 * Writes of the hot path, one statement each, in words that all engines share.
 *
 * TypeORM's builders put a statement together anew for every row, at a fifth of the server's time under load. Here only the values
 * differ from one time to the next; what TypeORM knows of the columns (names, transformers, what a driver takes) still decides.
 */
import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { prepared } from './prepared.ts';

type Entity<T extends ObjectLiteral> = new () => T;
type Column = EntityMetadata['columns'][number];

/** Adds rows; all of them have the same fields. */
export const insertRows = <T extends ObjectLiteral>(tx: EntityManager, entity: Entity<T>, rows: readonly T[]) =>
  addRows(tx, 'INSERT', entity, rows);

/** Adds whole rows, each in the place of the one that has its primary key where there is one. */
export const replaceRows = <T extends ObjectLiteral>(tx: EntityManager, entity: Entity<T>, rows: readonly T[]) =>
  addRows(tx, 'REPLACE', entity, rows);

async function addRows<T extends ObjectLiteral>(
  tx: EntityManager,
  verb: 'INSERT' | 'REPLACE',
  entity: Entity<T>,
  rows: readonly T[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const { tableName, columns } = shapeOf(tx, entity, first);
  const names = columns.map(({ databaseName }) => quoted(databaseName)).join(', ');
  const marks = `(${columns.map(() => '?').join(', ')})`;
  const sql = `${verb} INTO ${quoted(tableName)} (${names}) VALUES ${rows.map(() => marks).join(', ')}`;
  await ask(
    tx,
    sql,
    rows.flatMap((row) => valuesOf(tx, columns, row)),
  );
}

/** Changes the rows that have all of `where`, none of it null. Gives how many were met, also those that had it already. */
export async function updateRows<T extends ObjectLiteral>(
  tx: EntityManager,
  entity: Entity<T>,
  where: Partial<T>,
  change: Partial<T>,
): Promise<number> {
  const { tableName, columns } = shapeOf(tx, entity, change);
  const met = shapeOf(tx, entity, where).columns;
  const pairs = (of: readonly Column[], glue: string) =>
    of.map(({ databaseName }) => `${quoted(databaseName)} = ?`).join(glue);
  const sql = `UPDATE ${quoted(tableName)} SET ${pairs(columns, ', ')} WHERE ${pairs(met, ' AND ')}`;
  return ask(tx, sql, [...valuesOf(tx, columns, change), ...valuesOf(tx, met, where)]);
}

/** The table, and those of its columns that the row has something to say of. */
function shapeOf(tx: EntityManager, entity: new () => object, row: ObjectLiteral) {
  const { tableName, columns } = tx.dataSource.getMetadata(entity);
  return { tableName, columns: columns.filter(({ propertyName }) => row[propertyName] !== undefined) };
}

const valuesOf = (tx: EntityManager, columns: readonly Column[], row: ObjectLiteral): unknown[] =>
  columns.map((column) => tx.dataSource.driver.preparePersistentValue(row[column.propertyName], column));

/** All engines take these quotes, and MariaDB needs them: `change` and `key` are words of its own. */
const quoted = (name: string) => `\`${name}\``;

/** The transaction's own runner, because only it tells how many rows a statement has met. */
async function ask(tx: EntityManager, sql: string, values: unknown[]): Promise<number> {
  if (!tx.queryRunner) throw new Error('rows are written in a transaction only');
  return (await tx.queryRunner.query(prepared(sql), values, true)).affected ?? 0;
}
