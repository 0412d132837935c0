// Package sizes as WeChat counts them: every file of the output directory, a sub-package's own folder apart.
import fs from 'node:fs';
import path from 'node:path';
import { filesOf } from './compile.ts';
import type { AppConfig } from './program.ts';

/** WeChat refuses a main package or a sub-package above this many bytes. */
export const PACKAGE_LIMIT = 2 * 1024 * 1024;

export interface PackageSizes {
  /** Bytes of the main package. */
  main: number;
  /** Bytes of each sub-package, by its root folder without a trailing slash. */
  subPackages: Record<string, number>;
  total: number;
}

/** Measures `dist` (a folder with an app.json). Uncompressed bytes on disk. */
export function packageSizes(dist: string): PackageSizes {
  const app = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8')) as AppConfig;
  const roots = (app.subPackages ?? app.subpackages ?? []).map((s) => s.root.replace(/\/$/, ''));
  const sizes: PackageSizes = { main: 0, subPackages: Object.fromEntries(roots.map((r) => [r, 0])), total: 0 };
  for (const file of filesOf(dist)) {
    const { size } = fs.statSync(path.join(dist, file));
    const root = roots.find((r) => file.startsWith(`${r}/`));
    if (root === undefined) sizes.main += size;
    else sizes.subPackages[root] = (sizes.subPackages[root] ?? 0) + size;
    sizes.total += size;
  }
  return sizes;
}
