/** The districts of config/, read from disk as the server reads them; for tests only. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type District, parseDistrict } from '@liudan/shared/district/schema';
import { parse } from 'yaml';

const CONFIG = path.resolve(import.meta.dirname, '../../config');

/** The folders of every district that stands in the repository. */
export const DISTRICTS = readdirSync(CONFIG, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The files of a district, path -> parsed content; a fresh copy at every call, free to be spoilt. */
function districtFiles(name: string): Record<string, unknown> {
  const folder = path.join(CONFIG, name);
  const files: Record<string, unknown> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).split(path.sep).join('/')] = parse(readFileSync(file, 'utf8'));
  }
  return files;
}

/** A district of the repository; throws with every problem where it has one. */
export function districtOf(name: string): District {
  const read = parseDistrict(districtFiles(name));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
  return read.district;
}

export const demoFiles = (): Record<string, unknown> => districtFiles('demo');
export const demoDistrict = (): District => districtOf('demo');
