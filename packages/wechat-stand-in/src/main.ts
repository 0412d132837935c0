/** `node dist/main.js --port 8801 [--host …] [--appid … --secret … --name …] [--app …] [--no-admin]` */
import { parseArgs } from 'node:util';
import { startStandIn } from './server.ts';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    port: { type: 'string', default: '8801' },
    host: { type: 'string', default: '127.0.0.1' },
    admin: { type: 'boolean', default: true },
    appid: { type: 'string', default: 'wx0000000000000000' },
    secret: { type: 'string', default: 'stand-in' },
    name: { type: 'string', default: '小程序' },
    app: { type: 'string' },
  },
});

// Ids start from the clock: a caller that keeps its records must not meet the ids of an earlier run again.
const firstMsgid = BigInt(Date.now()) * 1_000_000n + 1n;
const standIn = await startStandIn({
  port: Number(values.port),
  host: values.host,
  admin: values.admin,
  firstMsgid,
  live: true,
  ...(values.app === undefined ? {} : { app: values.app }),
});
standIn.addApp({ appid: values.appid, secret: values.secret, name: values.name, autoUsers: true });
process.stdout.write(`WeChat stand-in: ${standIn.url}\n`);
if (values.admin) process.stdout.write(`Phones: ${standIn.url}/__phone\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void standIn.close());
}
