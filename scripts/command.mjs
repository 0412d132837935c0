// Child processes, as every script here uses them: quiet until they fail, never silent for long, gone when we are.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, with a trailing slash taken off. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** A failure whose message is all the reader needs: it is printed as one line, without a stack. */
export class Refusal extends Error {}

const running = new Set();

function start(command, args, { cwd = ROOT, env = {}, stdio }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/**
 * Runs a command with its output on ours and resolves to its exit code (127 where it could not be started).
 */
export function passThrough(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, { ...options, stdio: 'inherit' });
    child.once('error', () => resolve(127));
    child.once('close', (code, signal) => resolve(signal ? 128 : code));
  });
}

/**
 * Runs a command silently and resolves to `{ code, output, seconds }`. While it runs, `onWait(seconds)` is called every
 * `every` seconds, so that a person who watches sees that something still happens.
 */
export function capture(command, args, { onWait, every = 5, ...options } = {}) {
  const began = performance.now();
  const secondsSince = () => Math.round((performance.now() - began) / 100) / 10;
  return new Promise((resolve) => {
    const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const ticker = onWait && setInterval(() => onWait(Math.round(secondsSince())), every * 1000);
    const finish = (code) => {
      clearInterval(ticker);
      resolve({ code, output: Buffer.concat(chunks).toString(), seconds: secondsSince() });
    };
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      finish(127);
    });
    child.once('close', (code, signal) => finish(signal ? 128 : code));
  });
}

/** Starts a long-lived child whose output goes, line by line, to `onLine`. */
export function serve(command, args, { onLine, ...options }) {
  const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) onLine(line);
    });
  }
  return child;
}

/** Asks a child to stop, waits, and ends it by force if it does not within `patienceMs`. */
export function stop(child, patienceMs = 10_000) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    child.once('close', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/**
 * Calls `tidy` once when a person or a supervisor asks this process to end, then ends with the signal's usual code.
 * Without this, what we started would outlive us.
 */
export function onEnd(tidy) {
  let asked = false;
  const end = async (code) => {
    if (asked) return;
    asked = true;
    try {
      await tidy();
    } finally {
      process.exit(process.exitCode ?? code);
    }
  };
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.on(signal, () => end(code));
  }
  // npm hands a signal to the shell between us, and the shell dies without a word to us: all we see is a new parent.
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(143), 500).unref();
}

/** Ends whatever `passThrough`, `capture` and `serve` still have under way. */
export function stopAll() {
  return Promise.all([...running].map((child) => stop(child)));
}

/** Runs a script's main function; a Refusal becomes one line on stderr and exit code 1. */
export async function main(body) {
  try {
    const code = await body();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Refusal ? `liudan: ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** Whether the script at `url` was started directly, not imported by another. */
export function isMain(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];
}

/** The last lines of a command's output, for a failure that has to be shown whole but not endless. */
export function tail(text, lines = 40) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
