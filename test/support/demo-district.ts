/** The demo district of config/demo, read from disk as the server reads it; for tests only. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type District, parseDistrict } from '@liudan/shared/district/schema';
import { parse } from 'yaml';

const FOLDER = path.resolve(import.meta.dirname, '../../config/demo');

/** The files of the demo district, path -> parsed content; a fresh copy at every call, free to be spoilt. */
export function demoFiles(): Record<string, unknown> {
  const files: Record<string, unknown> = {};
  for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(FOLDER, file).split(path.sep).join('/')] = parse(readFileSync(file, 'utf8'));
  }
  return files;
}

/** The demo district; throws with every problem where it has one. */
export function demoDistrict(): District {
  const read = parseDistrict(demoFiles());
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
  return read.district;
}
