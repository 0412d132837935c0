/** WeChat's own compiler and quality rules over the build, as they run when it is uploaded, only without WeChat. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { WEAPP_DIST } from '../support/builds.ts';

// The compiler is installed first where that has not been done, and it takes its time on a small machine.
jest.setTimeout(300_000);

const SCRIPTS = path.resolve(import.meta.dirname, '../../scripts');
const run = promisify(execFile);

/** The lines of the script's account, and its exit code. NODE_OPTIONS are Jest's own business. */
async function official(folder: string): Promise<{ code: number; lines: string[] }> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const script = path.join(SCRIPTS, 'official.mjs');
  const { code = 0, stdout } = (await run(process.execPath, [script, folder], { env }).catch((error) => error)) as {
    code?: number;
    stdout: string;
  };
  return { code, lines: stdout.trim().split('\n') };
}

it('takes the build as it is: no complaint, every rule holds, nobody is phoned', async () => {
  const { code, lines } = await official(WEAPP_DIST);
  expect(lines.at(-1)).toMatch(/^compiled [1-9]\d+ files; rules that hold: .*LAZYCODE_LOADING_OPEN/);
  expect(code).toBe(0);
});

it('refuses a broken copy of it, and says what is wrong', async () => {
  const copy = await mkdtemp(path.join(tmpdir(), 'liudan-broken-'));
  try {
    await cp(WEAPP_DIST, copy, { recursive: true });
    const app = JSON.parse(await readFile(path.join(copy, 'app.json'), 'utf8'));
    await writeFile(path.join(copy, 'app.json'), JSON.stringify({ ...app, lazyCodeLoading: undefined }));
    await writeFile(path.join(copy, 'pages/home/index.wxml'), '<view><text>开着的标签</view>');
    const { code, lines } = await official(copy);
    expect(lines.join('\n')).toMatch(/does not compile: .*pages\/home\/index\.wxml/s);
    expect(lines.join('\n')).toContain('LAZYCODE_LOADING_OPEN:');
    expect(code).toBe(1);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

it('notices a process that asks for the network', async () => {
  const scratch = await mkdtemp(path.join(tmpdir(), 'liudan-offline-'));
  const asked = path.join(scratch, 'asked');
  const env = { ...process.env, NODE_OPTIONS: '', OFFLINE_LOG: asked };
  const asking = "require('node:https').get('https://servicewechat.com').on('error', ({ code }) => console.log(code))";
  const offline = path.join(SCRIPTS, 'official/offline.cjs');
  const { stdout } = await run(process.execPath, ['--require', offline, '-e', asking], { env });
  expect(stdout.trim()).toBe('ENETUNREACH');
  expect(await readFile(asked, 'utf8')).toContain('servicewechat.com');
  await rm(scratch, { recursive: true, force: true });
});
