// Makes sure that what package-lock.json names is installed, and does nothing when it already is.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, isMain, main, Refusal, ROOT } from './command.mjs';

const LOWEST_NODE = [20, 19];
const LOCK = path.join(ROOT, 'package-lock.json');
const MODULES = path.join(ROOT, 'node_modules');
const STAMP = path.join(MODULES, '.liudan-stamp');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  // 20.19 is where require() learned to load ES modules, which the server's framework relies on. Among the releases
  // after it, 21 and early 22 never got that either.
  const tooOld = major < 20 || (major === 20 && minor < LOWEST_NODE[1]) || major === 21 || (major === 22 && minor < 12);
  if (tooOld) {
    throw new Refusal(
      `Node ${LOWEST_NODE.join('.')} or later (22.12 among the 22s) is needed; this is ${process.version}.`,
    );
  }
}

/**
 * npm leaves a copy of the lock file in node_modules when, and only when, an installation went through. Someone who
 * ran `npm ci` by hand need not install again.
 */
function installedByHand(lock) {
  const hidden = path.join(MODULES, '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(lock).packages);
  return wanted.every(
    ([place, entry]) =>
      !place.includes('node_modules/') || entry.optional || entry.peer || installed[place]?.version === entry.version,
  );
}

/** How to run npm: the very npm that started us where there is one, so that no second version is mixed in. */
export function npm(...args) {
  const own = process.env.npm_execpath;
  return own?.endsWith('npm-cli.js') ? [process.execPath, [own, ...args]] : ['npm', args];
}

/**
 * Installs the workspace with `npm ci` if package-lock.json has changed since the last time, with a line of progress
 * every eight seconds.
 */
export async function ensureInstalled() {
  checkNode();
  const lock = readFileSync(LOCK, 'utf8');
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) return;
  if (installedByHand(lock)) {
    writeFileSync(STAMP, digest);
    return;
  }
  console.log('Installing packages (one to three minutes the first time) …');
  // Development packages hold the compiler, so they are needed even where NODE_ENV says production.
  const [command, args] = npm('ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error');
  const onWait = (seconds) => console.log(`  … installing, ${seconds} s`);
  const { code, output, seconds } = await capture(command, args, { onWait, every: 8 });
  if (code !== 0) {
    // npm says what is wrong first and explains all its options after that.
    const words = output.split('\n').filter((line) => !line.startsWith('npm warn'));
    console.error(words.slice(0, 20).join('\n'));
    throw new Refusal('packages could not be installed: npm ci failed, its words are above.');
  }
  writeFileSync(STAMP, digest);
  console.log(`Installed packages in ${seconds} s.`);
}

if (isMain(import.meta.url)) await main(ensureInstalled);
