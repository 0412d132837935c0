// Loads every district of config/ exactly as the server would, and prints all that is wrong with any of them.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { main, ROOT } from './command.mjs';
import { ensureInstalled } from './install.mjs';

await main(async () => {
  await ensureInstalled();
  await build(['shared', 'server']);
  const { readDistrict } = await import('../apps/server/dist/kernel/district.js');
  const folders = readdirSync(path.join(ROOT, 'config'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  let wrong = folders.length === 0 ? 1 : 0;
  if (wrong) console.log('config/ has no district.');
  for (const { name } of folders) {
    const read = readDistrict(path.join(ROOT, 'config', name));
    if ('problems' in read) {
      wrong += read.problems.length;
      for (const problem of read.problems) console.log(`config/${name}: ${problem}`);
    } else {
      const { name: title, version, orgs, categories, people } = read.district;
      console.log(
        `config/${name}: ${title} ${version}, ${orgs.size} orgs, ${categories.size} categories, ${people.length} people`,
      );
    }
  }
  return wrong === 0 ? 0 : 1;
});
