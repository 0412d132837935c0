/** What the tests on a screen start from and leave behind: the built clients, and pictures of them. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The output directories of the two builds; another place can be named to look at a build that was kept. */
export const WEAPP_DIST = process.env.WEAPP_DIR ?? path.join(ROOT, 'apps/miniprogram/dist/weapp');
export const H5_DIST = process.env.H5_DIR ?? path.join(ROOT, 'apps/miniprogram/dist/h5');

/** The server's address that is compiled into the mini-program: apps/miniprogram/config/index.ts says the same. */
export const API_BASE = process.env.API_BASE ?? 'http://127.0.0.1:3000';

/** Files of test-output/<tier>/: `pictures('weapp')('home')` is the path of home.png. They are not part of the repository. */
export function pictures(tier: string): (name: string) => string {
  const folder = path.join(ROOT, 'test-output', tier);
  mkdirSync(folder, { recursive: true });
  return (name) => path.join(folder, `${name}.png`);
}
