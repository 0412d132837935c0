/** A database of its own for each test file, on the server that `npm test` provides. */
import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

/**
 * Makes an empty database with a name nobody else has and resolves to its address. `drop()` removes it again.
 * @throws where TEST_MYSQL_URL is missing, because a test that silently ran without its database would prove nothing.
 */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = process.env.TEST_MYSQL_URL;
  if (!server) {
    throw new Error('TEST_MYSQL_URL is missing: run this through `npm test`, which starts a MariaDB and sets it.');
  }
  const name = `liudan_${process.pid}_${randomBytes(6).toString('hex')}`;
  await execute(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(server, `DROP DATABASE IF EXISTS ${name}`) };
}

async function execute(server: string, statement: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
