import { createApp } from './app.ts';
import { loadEnv } from './kernel/env.ts';

const env = loadEnv(process.env);
const app = await createApp({ env }).catch(giveUp);
await app.listen(env.port, env.host).catch(giveUp);
process.stdout.write(`Liudan listens on ${await app.getUrl()}\n`);

function giveUp(error: unknown): never {
  process.stderr.write(`The server can't start: ${wordsOf(error)}\n`);
  process.exit(1);
}

/** One line: a stack says nothing to whoever starts a server. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return `port ${env.port} of ${env.host} is taken`;
  return error.message || String((error as NodeJS.ErrnoException).code);
}
