// Runs one of the server's commands: `node scripts/run.mjs verify`, with whatever arguments the command takes.
import path from 'node:path';
import { build } from './build.mjs';
import { main, passThrough, ROOT } from './command.mjs';
import { ensureInstalled } from './install.mjs';

await main(async () => {
  await ensureInstalled();
  await build(['shared', 'server']);
  return passThrough(process.execPath, [path.join(ROOT, 'apps/server/dist/cli.js'), ...process.argv.slice(2)]);
});
