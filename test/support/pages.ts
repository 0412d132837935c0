/** The pages that the mini-program registers, as its own configuration says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const CONFIG = path.resolve(import.meta.dirname, '../../apps/miniprogram/src/app.config.ts');

const quoted = (list: string): string[] => [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);

/** Paths such as `pages/home/index` and `packages/staff/inbox/index`. */
export function allPages(): string[] {
  const config = readFileSync(CONFIG, 'utf8');
  const [main = '', packages = ''] = config.split('subPackages:');
  const own = quoted(/\bpages: \[([^\]]*)\]/.exec(main)?.[1] ?? '');
  const others = [...packages.matchAll(/root: '([^']+)'[^[]*pages: \[([^\]]*)\]/g)];
  return [...own, ...others.flatMap(([, root, pages = '']) => quoted(pages).map((page) => `${root}/${page}`))];
}
