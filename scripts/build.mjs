// Builds what has changed: `node scripts/build.mjs [target …]`; no target means all of them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, isMain, main, Refusal, ROOT, tail } from './command.mjs';
import { ensureInstalled, npm } from './install.mjs';

const swc = {
  inputs: ['.swcrc'],
  command: () => [
    process.execPath,
    [
      path.join(ROOT, 'node_modules/@swc/cli/bin/swc.js'),
      ...['src', '-d', 'dist', '--strip-leading-paths', '--config-file', path.join(ROOT, '.swcrc')],
      ...['--ignore', '**/*.spec.ts,**/*.d.ts', '--quiet'],
    ],
  ],
  output: 'dist',
};

const taro = (platform) => ({
  inputs: ['packages/shared/src'],
  command: () => npm('run', `build:${platform}`),
  env: { NODE_ENV: 'production' },
  output: `dist/${platform}`,
  // Taro puts these into the bundle, so a changed value is a changed source.
  environment: /^(TARO_APP_|API_BASE$|WECHAT_SPEECH_PLUGIN$)/,
});

const TARGETS = {
  shared: { folder: 'packages/shared', ...swc },
  'stand-in': { folder: 'packages/wechat-stand-in', ...swc },
  server: { folder: 'apps/server', ...swc },
  weapp: { folder: 'apps/miniprogram', ...taro('weapp') },
  h5: { folder: 'apps/miniprogram', ...taro('h5') },
};

const NOT_SOURCE = new Set(['dist', 'node_modules', '.swc', '.cache', '.DS_Store']);

function* filesUnder(place) {
  for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCE.has(entry.name)) continue;
    const file = path.join(place, entry.name);
    if (entry.isDirectory()) yield* filesUnder(file);
    else yield file;
  }
}

/** A digest of all that decides a target's output: its sources, its settings, the lock file and the compiler's Node. */
function digestOf(target) {
  const digest = createHash('sha256').update(process.versions.modules);
  const places = [target.folder, ...target.inputs, 'package-lock.json'].map((place) => path.join(ROOT, place));
  for (const place of places) {
    const isFile = /\.\w+$/.test(path.basename(place));
    for (const file of isFile ? [place] : filesUnder(place)) {
      digest.update(`\0${path.relative(ROOT, file)}\0`).update(readFileSync(file));
    }
  }
  for (const [name, value] of Object.entries(process.env).sort()) {
    if (target.environment?.test(name)) digest.update(`\0${name}=${value}`);
  }
  return digest.digest('hex');
}

function refuseEmpty(name, target) {
  const source = path.join(ROOT, target.folder, 'src');
  const found = existsSync(source) && [...filesUnder(source)].some((file) => /\.tsx?$/.test(file));
  if (!found) throw new Refusal(`cannot build ${name}: ${target.folder}/src has no TypeScript files.`);
}

async function buildOne(name) {
  const target = TARGETS[name];
  refuseEmpty(name, target);
  const output = path.join(ROOT, target.folder, target.output);
  const stamp = path.join(ROOT, target.folder, 'dist', `.${name}.stamp`);
  const digest = digestOf(target);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    console.log(`${name}: up to date`);
    return;
  }
  // The stamp goes first: a build that is interrupted must not look like a finished one. The output goes too, so that
  // a source file that was removed leaves nothing behind.
  rmSync(stamp, { force: true });
  rmSync(output, { recursive: true, force: true });
  const [command, args] = target.command();
  const {
    code,
    output: said,
    seconds,
  } = await capture(command, args, {
    cwd: path.join(ROOT, target.folder),
    env: target.env,
    onWait: (elapsed) => console.log(`${name}: building, ${elapsed} s …`),
  });
  // Taro reports some failed builds on its output only and exits with 0.
  if (code !== 0 || !existsSync(output) || readdirSync(output).length === 0) {
    console.error(tail(said));
    throw new Refusal(`${name} could not be built; the compiler's words are above.`);
  }
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  console.log(`${name}: built in ${seconds} s`);
}

/**
 * Builds the named targets whose sources changed since their last build, and prints a line for each.
 * The compilers do not read each other's output, so all of them run side by side, two at a time.
 */
export async function build(names = Object.keys(TARGETS)) {
  const unknown = names.find((name) => !(name in TARGETS));
  if (unknown) throw new Refusal(`there is no target "${unknown}"; there are ${Object.keys(TARGETS).join(', ')}.`);
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) await buildOne(name);
  };
  await Promise.all([worker(), worker()]);
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await ensureInstalled();
    await build(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  });
}
