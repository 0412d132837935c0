/**
 * Statements that MariaDB and MySQL parse once for each connection instead of every time: those few that every request sends, worded
 * by `rows.ts` and `question.ts`. TypeORM sends all as text, and would prepare each length of a list anew; a server keeps no more
 * than some thousand prepared statements for all its clients, so they are counted.
 */
import type { PoolConnection } from 'mysql2';

/** With 16 connections a quarter of what a server keeps by default. */
const PREPARED_MAX = 256;
const known = new Set<string>();

/** Marks a text as one that is sent again and again, and gives it back. Past the limit it is sent as before. */
export function prepared(sql: string): string {
  if (known.size < PREPARED_MAX) known.add(sql);
  return sql;
}

/** Lets a connection send what is marked as a prepared statement. */
export function preparing(connection: PoolConnection): void {
  const asText = connection.query.bind(connection) as (...asked: unknown[]) => unknown;
  const asPrepared = connection.execute.bind(connection) as (...asked: unknown[]) => unknown;
  const query = (sql: unknown, ...rest: unknown[]) =>
    typeof sql === 'string' && known.has(sql) ? asPrepared(sql, ...rest) : asText(sql, ...rest);
  Object.assign(connection, { query });
}
