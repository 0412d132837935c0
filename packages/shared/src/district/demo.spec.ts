import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { parseDistrict } from './schema.ts';

const root = join(process.cwd(), 'config/demo');
const files: Record<string, unknown> = {};
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
  if (entry.isFile()) {
    const path = join(entry.parentPath, entry.name);
    files[relative(root, path)] = parse(readFileSync(path, 'utf8'));
  }
test('the demo district has no problem', () => {
  const result = parseDistrict(files);
  expect('problems' in result ? result.problems : []).toEqual([]);
});
