// The two databases, spoken to without any layer between: for filling the town fast, and for the floor.
import Libsql from 'libsql';
import { createConnection, createPool } from 'mysql2/promise';

const POOL = 16;

/** Makes a database on the server at `url` and gives its address. */
export async function emptyDatabase(url, name) {
  const connection = await createConnection(url);
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await connection.end();
  return `${url}/${name}`;
}

/** Opens the database at `url` (MariaDB) or in `file` (SQLite). */
export const openStore = ({ url, file }) => (url ? mariadb(url) : sqlite(file));

function mariadb(url) {
  const pool = createPool({ uri: url, connectionLimit: POOL, timezone: 'Z', dateStrings: true, trace: false });
  return {
    /** All statements in one transaction. */
    async write(statements) {
      const connection = await pool.getConnection();
      try {
        await connection.query('START TRANSACTION');
        for (const { sql, params } of statements) await connection.execute(sql, params);
        await connection.query('COMMIT');
      } catch (error) {
        await connection.query('ROLLBACK');
        throw error;
      } finally {
        connection.release();
      }
    },
    async nextNumber(day) {
      const [result] = await pool.execute(
        'INSERT INTO ticket_number (day, last) VALUES (?, LAST_INSERT_ID(1)) ON DUPLICATE KEY UPDATE last = LAST_INSERT_ID(last + 1)',
        [day],
      );
      return result.insertId;
    },
    async read(sql, params = []) {
      return (await pool.execute(sql, params))[0];
    },
    async insert(tables) {
      const connection = await pool.getConnection();
      await connection.query('SET SESSION unique_checks = 0');
      await connection.query('START TRANSACTION');
      for (const [table, { columns, rows }] of tables)
        await connection.query(`INSERT INTO \`${table}\` (${columns.map((c) => `\`${c}\``).join(', ')}) VALUES ?`, [
          rows,
        ]);
      await connection.query('COMMIT');
      connection.release();
    },
    async numbers(last) {
      const sql =
        'INSERT INTO ticket_number (day, last) VALUES ? ON DUPLICATE KEY UPDATE last = GREATEST(last, VALUES(last))';
      await pool.query(sql, [[...last]]);
    },
    /** After a large fill the planner must not go by what it knew of empty tables. */
    analyze: async () => {
      await pool.query('ANALYZE TABLE ticket, ticket_event, clock, part');
    },
    close: () => pool.end(),
  };
}

function sqlite(file) {
  const database = new Libsql(file);
  for (const pragma of ['busy_timeout = 5000', 'journal_mode = WAL', 'synchronous = FULL']) database.pragma(pragma);
  const prepared = new Map();
  const statement = (sql) => {
    if (!prepared.has(sql)) prepared.set(sql, database.prepare(sql));
    return prepared.get(sql);
  };
  const inOne = (work) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };
  return {
    write: async (statements) =>
      inOne(() => {
        for (const { sql, params } of statements) statement(sql).run(params);
      }),
    async nextNumber(day) {
      const sql =
        'INSERT INTO ticket_number (day, last) VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET last = last + 1 RETURNING last';
      return statement(sql).get([day]).last;
    },
    read: async (sql, params = []) => statement(sql).all(params),
    async insert(tables) {
      inOne(() => {
        for (const [table, { columns, rows }] of tables) {
          const marks = columns.map(() => '?').join(', ');
          const sql = `INSERT INTO \`${table}\` (${columns.map((c) => `\`${c}\``).join(', ')}) VALUES (${marks})`;
          for (const row of rows) statement(sql).run(row);
        }
      });
    },
    async numbers(last) {
      inOne(() => {
        const sql =
          'INSERT INTO ticket_number (day, last) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET last = max(last, excluded.last)';
        for (const pair of last) statement(sql).run(pair);
      });
    },
    analyze: async () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: async () => {
      database.close();
    },
  };
}
