// `npm run check`: everything about the repository that can be judged without running it. All steps run, even after one
// has failed, so that one look shows all there is to mend.
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { capture, main, ROOT, tail } from './command.mjs';
import { ensureInstalled } from './install.mjs';

const LONGEST_FILE = 300;
const BINARY = /\.(png|jpe?g|webp|gif|ico|woff2?|ttf|pdf)$/;

async function trackedFiles() {
  const { output } = await capture('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z']);
  return output.split('\0').filter((file) => file && existsSync(path.join(ROOT, file)));
}

const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');

/** A file that grows past one look is two files: growth never reverses by itself. Tests may be longer. */
async function shortFiles() {
  const code = (await trackedFiles()).filter((file) => /\.(tsx?|mjs)$/.test(file) && !/\.(spec|e2e)\.tsx?$/.test(file));
  return code
    .map((file) => [file, read(file).trimEnd().split('\n').length])
    .filter(([, lines]) => lines > LONGEST_FILE)
    .map(([file, lines]) => `${file} has ${lines} lines, more than ${LONGEST_FILE}`);
}

/**
 * What is true on one machine only must not be in the repository: the place of a checkout, somebody's home, or the
 * registry the lock file was made with.
 */
async function portableFiles() {
  const own = [ROOT, path.dirname(ROOT), homedir()].filter((place) => place.length > 1 && place !== tmpdir());
  const places = [...own, '/home', '/Users'].map((place) => place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const machine = new RegExp(`(?<![\\w.\\]-])(${places.join('|')})/[\\w.-]+`);
  const registry = /https?:\/\/[\w.:-]*(registry|mirror|npmjs|artifactory|nexus)[\w.:-]*/;
  const found = [];
  for (const file of await trackedFiles()) {
    if (BINARY.test(file)) continue;
    read(file)
      .split('\n')
      .forEach((line, index) => {
        const match = machine.exec(line) ?? registry.exec(line);
        if (match) found.push(`${file}:${index + 1} names ${match[0]}`);
      });
  }
  return found;
}

const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
const node = (file, ...args) => [process.execPath, [path.join(ROOT, file), ...args]];

/** Each step is either a command, or a function that returns complaints. The slow ones come first. */
const STEPS = [
  ['types', [bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']]],
  ['types of the mini-program', [bin('tsc'), ['--noEmit', '-p', 'apps/miniprogram/tsconfig.json']]],
  ['format and lint', [bin('biome'), ['ci', '--colors=off', '.']]],
  ['arrows between modules', [bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'packages', 'apps', 'test']]],
  ['unused code', [bin('knip'), ['--no-progress']]],
  ['lock file', node('scripts/complete-lock.mjs', '--check')],
  ['districts', node('scripts/check-config.mjs')],
  ...(existsSync(path.join(ROOT, 'scripts/docs.mjs'))
    ? [['generated documents', node('scripts/docs.mjs', '--check')]]
    : []),
  ['length of files', shortFiles],
  ['nothing of this machine', portableFiles],
];

async function runStep([name, step]) {
  const began = performance.now();
  let output;
  let passed;
  if (typeof step === 'function') {
    const complaints = await step();
    passed = complaints.length === 0;
    output = complaints.join('\n');
  } else {
    const result = await capture(...step, { env: { NO_COLOR: '1' } });
    passed = result.code === 0;
    output = result.output;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (!passed) console.log(`\n--- ${name} ---\n${tail(output, 200)}\n`);
  return { name, passed, seconds };
}

await main(async () => {
  await ensureInstalled();
  // The districts and the documents are read by the very code that the server runs.
  await build(['shared', 'server']);
  const waiting = [...STEPS];
  const results = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all([worker(), worker()]);
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const [name] of STEPS) {
    const { passed, seconds } = results.find((result) => result.name === name);
    console.log(`${name.padEnd(width)}  ${passed ? 'ok    ' : 'FAILED'}  ${seconds.padStart(5)} s`);
  }
  return results.every(({ passed }) => passed) ? 0 : 1;
});
