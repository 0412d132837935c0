/** The built server as a process of its own, to be killed and started again. `npm test` builds it before. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';

const DIST = path.resolve(import.meta.dirname, '../../apps/server/dist');
const CONFIG_DIR = path.resolve(import.meta.dirname, '../../config');
const START_MS = 60_000;

type Settings = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly url: string;
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended>;
}

/** Nothing of the tests' own environment reaches the process but where to find programs. */
function start(script: 'main.js' | 'cli.js', args: readonly string[], settings: Settings) {
  const env = { PATH: process.env.PATH ?? '', CONFIG_DIR, ...settings };
  const child = spawn(process.execPath, [path.join(DIST, script), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk.toString();
    });
  return { child, said, ended: endOf(child, said) };
}

async function endOf(child: ChildProcess, said: { stdout: string; stderr: string }): Promise<Ended> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...said };
}

/** Runs the server, or a command of its own, until it ends by itself. */
export const runToEnd = (script: 'main.js' | 'cli.js', settings: Settings, ...args: string[]): Promise<Ended> =>
  start(script, args, settings).ended;

/** Resolves when the server listens; rejects with what it said where it ends before. */
export async function startChild(settings: Settings): Promise<Running> {
  const { child, said, ended } = start('main.js', [], settings);
  const listening = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer in time:\n${said.stdout}${said.stderr}`)), START_MS);
    child.stdout.on('data', () => {
      const url = /Liudan listens on (\S+)/.exec(said.stdout)?.[1];
      if (url) {
        clearTimeout(timer);
        resolve(url);
      }
    });
    void ended.then(({ code, stderr }) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}:\n${stderr}`));
    });
  });
  return {
    url: await listening,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
