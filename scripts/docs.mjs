// Prints the documents that are made from code: `node scripts/docs.mjs` writes them, `--check` fails where one is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { main, ROOT } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** Path in the repository -> what the code says it should hold. */
async function documents() {
  const { journeyDocument } = await import('../packages/shared/dist/ticket/journey-document.js');
  const { inputSchemaOf } = await import('../packages/shared/dist/ticket/inputs.js');
  return { 'docs/journey.md': journeyDocument(inputSchemaOf) };
}

await main(async () => {
  const onlyCheck = process.argv.includes('--check');
  await ensureInstalled();
  await build(['shared']);
  let stale = 0;
  for (const [name, text] of Object.entries(await documents())) {
    const file = path.join(ROOT, name);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    if (onlyCheck) {
      stale++;
      console.log(`${name} does not say what the code says. Print it again: node scripts/docs.mjs`);
    } else {
      writeFileSync(file, text);
      console.log(`wrote ${name}`);
    }
  }
  return stale === 0 ? 0 : 1;
});
