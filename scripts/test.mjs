// The whole test suite: `npm test`, or a part of it: `npm test -- --selectProjects rules`. Arguments go on to Jest.
// What a tier needs besides Node (a build, a database, a browser) is provided here and taken away afterwards.
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { main, onEnd, passThrough, ROOT, stopAll } from './command.mjs';
import { provideChromium } from './debian.mjs';
import { ensureInstalled } from './install.mjs';
import { startMariadb } from './mariadb.mjs';
import { installOfficial } from './official.mjs';

/** What each tier of jest.config.js needs. A tier that is not named here gets everything. */
const NEEDS = {
  rules: {},
  'stand-in': {},
  screens: {},
  modules: { database: true },
  journeys: { database: true, builds: ['shared', 'stand-in', 'server'] },
  weapp: { database: true, browser: true, official: true, builds: ['shared', 'stand-in', 'server', 'weapp'] },
};
const EVERYTHING = { ...NEEDS.weapp, builds: ['shared', 'stand-in', 'server', 'weapp', 'h5'] };

/** The tiers named after --selectProjects, or none if the option is absent. */
function selectedTiers(args) {
  const at = args.indexOf('--selectProjects');
  if (at < 0) return [];
  const after = args.slice(at + 1);
  const end = after.findIndex((arg) => arg.startsWith('-'));
  return end < 0 ? after : after.slice(0, end);
}

function needsOf(args) {
  const tiers = selectedTiers(args);
  const needs = tiers.length === 0 ? [EVERYTHING] : tiers.map((tier) => NEEDS[tier] ?? EVERYTHING);
  return {
    database: needs.some((need) => need.database),
    browser: needs.some((need) => need.browser),
    official: needs.some((need) => need.official),
    builds: [...new Set(needs.flatMap((need) => need.builds ?? []))],
  };
}

const SHARED_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 2 ** 30;

/**
 * Where the run keeps its databases, uploads and browsers' profiles: in memory where there is plenty of it, because a
 * disk that is told to keep every write holds up hundreds of tests.
 */
function makeScratch() {
  const roomy = () => {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    return bavail * bsize > ENOUGH_BYTES && freemem() > 2 * ENOUGH_BYTES;
  };
  return mkdtempSync(path.join(existsSync(SHARED_MEMORY) && roomy() ? SHARED_MEMORY : tmpdir(), 'liudan-test-'));
}

/**
 * Reads Jest's own account of the run. A file that could not run at all counts as one failure, and so does a test that
 * was left out, unless the caller asked for tests by name: a suite nobody runs protects nobody.
 */
function readOutcome(file, exitCode, byName) {
  if (!existsSync(file)) return { passed: 0, failed: 1, remarks: ['Jest ended without an account of its run.'] };
  const account = JSON.parse(readFileSync(file, 'utf8'));
  const tests = account.testResults.flatMap((suite) => suite.assertionResults);
  const leftOut = byName ? [] : tests.filter(({ status }) => status !== 'passed' && status !== 'failed');
  const passed = account.numPassedTests;
  const failed = account.numFailedTests + account.numRuntimeErrorTestSuites + leftOut.length;
  const remarks = leftOut.map((test) => `Left out (${test.status}): ${test.fullName}`);
  if (passed + failed === 0) return { passed, failed: 1, remarks: ['No test ran.'] };
  if (failed === 0 && exitCode !== 0) return { passed, failed: 1, remarks: [`Jest ended with code ${exitCode}.`] };
  return { passed, failed, remarks };
}

await main(async () => {
  const args = process.argv.slice(2);
  const needs = needsOf(args);
  const scratch = makeScratch();
  // Everything that makes a temporary folder from here on, MariaDB and browsers too, makes it in there.
  process.env.TMPDIR = scratch;
  const outcomeFile = path.join(scratch, 'outcome.json');
  let database;
  const tidy = async () => {
    await stopAll();
    await database?.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  onEnd(tidy);
  try {
    await ensureInstalled();
    const env = {
      NODE_OPTIONS:
        `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
    };
    // An installation waits for the disk and the network, a build for the processor.
    await Promise.all([needs.official && installOfficial(), needs.builds.length > 0 && build(needs.builds)]);
    if (needs.browser) env.CHROME_PATH = await provideChromium();
    if (needs.database && !process.env.TEST_MYSQL_URL) {
      database = await startMariadb();
      env.TEST_MYSQL_URL = database.url;
    }
    const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
    const cache = path.join(ROOT, 'node_modules/.cache/liudan/jest');
    const settings = ['--ci', '--maxWorkers=2', '--json', `--outputFile=${outcomeFile}`, `--cacheDirectory=${cache}`];
    const code = await passThrough(process.execPath, [jest, ...settings, ...args], { env });
    const byName = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
    const { passed, failed, remarks } = readOutcome(outcomeFile, code, byName);
    for (const remark of remarks) console.log(remark);
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await tidy();
  }
});
