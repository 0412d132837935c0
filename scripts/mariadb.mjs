// A MariaDB of our own for the length of one test run: private files, a free port on this machine only, no password.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { capture, Refusal, serve, stop, tail } from './command.mjs';
import { findProgram, installPackages } from './debian.mjs';

const PATIENCE_MS = 60_000;

/** Resolves to a TCP port on 127.0.0.1 that nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const programs = () => ({
  server: findProgram('mariadbd', 'mysqld'),
  installer: findProgram('mariadb-install-db', 'mysql_install_db'),
});

async function findPrograms() {
  if (!programs().server || !programs().installer) {
    await installPackages(
      ['mariadb-server'],
      'MariaDB (or TEST_MYSQL_URL naming a server where tests may make databases)',
    );
  }
  const { server, installer } = programs();
  if (!server || !installer)
    throw new Refusal('MariaDB is installed, but mariadbd and mariadb-install-db were not found.');
  return { server, installer };
}

async function waitUntilReady(child, log, isOver) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && !isOver()) {
    if (log.some((line) => line.includes('ready for connections'))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop(child);
  throw new Refusal(`the test database did not start: ${log.slice(-5).join(' | ')}`);
}

/**
 * Starts a fresh MariaDB and resolves to `{ url, pid, stop }`. `stop()` ends it and removes its files; call it however the
 * run ends. `settings` are options of the database server, which win over those of a test run.
 */
export async function startMariadb(settings = []) {
  const { server, installer } = await findPrograms();
  const folder = mkdtempSync(path.join(tmpdir(), 'liudan-mariadb-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const files = path.join(folder, 'data');
  const user = `--user=${userInfo().username}`;
  try {
    const made = await capture(installer, [
      ...['--no-defaults', user, `--datadir=${files}`],
      ...['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
    ]);
    if (made.code !== 0) throw new Refusal(`the test database could not be made: ${tail(made.output, 3)}`);
    const port = await freePort();
    const log = [];
    let over = false;
    const child = serve(
      server,
      [
        ...['--no-defaults', user, `--datadir=${files}`, `--socket=${path.join(folder, 'socket')}`],
        ...['--bind-address=127.0.0.1', `--port=${port}`, '--skip-name-resolve', '--max-connections=400'],
        ...['--character-set-server=utf8mb4', '--collation-server=utf8mb4_bin', '--skip-log-bin'],
        // Nobody pulls the plug on a test: what is committed need not be on the disk at once.
        ...['--innodb-flush-log-at-trx-commit=2', '--innodb-log-file-size=64M', '--performance-schema=OFF'],
        ...settings,
      ],
      { onLine: (line) => log.push(line) },
    );
    child.once('close', () => {
      over = true;
    });
    await waitUntilReady(child, log, () => over);
    return {
      url: `mysql://root@127.0.0.1:${port}`,
      pid: child.pid,
      async stop() {
        await stop(child);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
