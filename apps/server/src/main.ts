import { createApp } from './app.ts';
import { loadEnv } from './kernel/env.ts';

const env = loadEnv(process.env);
const app = await createApp({ env }).catch((error: unknown) => {
  process.stderr.write(`The server can't start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
await app.listen(env.port, env.host);
process.stdout.write(`Liudan listens on ${await app.getUrl()}\n`);
