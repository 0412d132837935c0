// `npm start`: the whole of Liudan on this machine, with a stand-in for WeChat and invented people to try it as.
// With NODE_ENV=production it is the server alone, which then speaks to the real WeChat. `npm start -- --sample` begins with some
// weeks of an invented past, so that the lists live.
import { createServer } from 'node:net';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { capture, main, onEnd, Refusal, ROOT, serve, stop, tail } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { freePort } from './mariadb.mjs';

const production = process.env.NODE_ENV === 'production';
// The same answers the server itself gives where nothing is set.
const host = process.env.HOST || (production ? '0.0.0.0' : '127.0.0.1');
const port = Number(process.env.PORT || 3000);
const here = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
const PATIENCE_MS = 60_000;
const {
  values: { sample },
} = parseArgs({ options: { sample: { type: 'boolean', default: false } } });
/** Enough for every list to have something in each of its colours, and quickly made. */
const SAMPLE = ['--days', '60', '--tickets', '400'];

/** The mini-program that the stand-in knows. It exists nowhere else, so its secret is none. */
const DEMO_APP = { appid: 'wx0000000000000006', secret: 'secret-of-the-stand-in' };
/** WeCom and the operator of SMS, which the same stand-in plays; as invented as the mini-program. */
const DEMO_OUTSIDE = {
  WECOM_CORP_ID: 'ww0000000000000006',
  WECOM_AGENT_ID: '1000006',
  WECOM_SECRET: 'secret-of-the-agent',
  WECOM_LINKED: '1',
  SMS_SECRET_ID: 'AKID0000000000000006',
  SMS_SECRET_KEY: 'key-of-the-texts',
  SMS_APP_ID: '1400000006',
  SMS_SIGN: '六单演示',
  SMS_REGION: 'ap-guangzhou',
};
/** What the stand-in signs and seals its pushes to the server with. */
const CALLBACK = { token: 'liudan', aesKey: 'DemoDemoDemoDemoDemoDemoDemoDemoDemoDemo006' };
/** The stand-in's port where it is free. It has no name to set: nobody but the server has to know it. */
const STAND_IN_PORT = 8801;

/** Resolves to undefined where the port can be listened on, else to the reason why not. */
function portTrouble(onHost, onPort) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code));
    probe.listen(onPort, onHost, () => probe.close(() => resolve(undefined)));
  });
}

/** Says at once what would otherwise come as a stack out of the server a minute later. */
async function refuseTakenPort() {
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Refusal(`PORT is "${process.env.PORT}": a number from 1 to 65535 is needed.`);
  const trouble = await portTrouble(host, port);
  if (!trouble) return;
  const reason = trouble === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${trouble})`;
  throw new Refusal(`port ${port} ${reason}: end what uses it, or choose another with PORT=${port + 1} npm start.`);
}

function startProgram(name, file, args, env) {
  const child = serve(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(ROOT, file), ...args], {
    env,
    onLine: (line) => console.log(`${name} | ${line}`),
  });
  return { name, child, ended: new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1))) };
}

async function startStandIn() {
  const standInPort = (await portTrouble('127.0.0.1', STAND_IN_PORT)) ? await freePort() : STAND_IN_PORT;
  const { appid, secret } = DEMO_APP;
  const args = ['--port', String(standInPort), '--appid', appid, '--secret', secret, '--name', '六单', '--app', here];
  const program = startProgram('wechat', 'packages/wechat-stand-in/dist/main.js', args);
  return { ...program, url: `http://127.0.0.1:${standInPort}`, phones: `http://127.0.0.1:${standInPort}/__phone` };
}

/** Waits until the address answers with 200, and refuses if the program ends before that. */
async function waitFor(program, url) {
  let over = false;
  program.ended.then(() => {
    over = true;
  });
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && !over) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Refusal(`the ${program.name} ${over ? 'ended before it was ready' : `did not answer at ${url}`}.`);
}

/** From here on the stand-in tells the server what happens on the phones, as WeChat does. */
async function pushTo({ url }) {
  const body = JSON.stringify({ url: `${here}/api/v1/wechat/callback`, ...CALLBACK, mode: 'safe', format: 'json' });
  const answer = await fetch(`${url}/__admin/callback`, { method: 'POST', body });
  if (!answer.ok) throw new Refusal(`the stand-in can't push to the server: ${await answer.text()}.`);
}

/** Fills the empty data folder (or database) with an invented past that ends now. */
async function loadSample() {
  if (production) throw new Refusal('--sample is for trying things out, and NODE_ENV=production is not.');
  const { DATA_DIR = '.data', DATABASE_URL, DISTRICT = 'demo' } = process.env;
  const where = ['--out', path.resolve(DATA_DIR), '--db', DATABASE_URL || 'sqlite', '--district', DISTRICT];
  console.log('sample: two months of an invented past are made …');
  const onWait = (elapsed) => console.log(`sample: ${elapsed} s …`);
  const script = path.join(ROOT, 'scripts/simulate.mjs');
  const { code, output, seconds } = await capture(process.execPath, [script, ...SAMPLE, ...where], { onWait });
  if (code !== 0) throw new Refusal(/^liudan: (.*)\.$/m.exec(output)?.[1].concat(BEGIN_ELSEWHERE) ?? tail(output, 10));
  console.log(`sample: made in ${seconds} s`);
}
const BEGIN_ELSEWHERE =
  '. Leave out --sample to go on with them, or choose another folder: DATA_DIR=… npm start -- --sample';

async function demoPeople() {
  const answer = await fetch(`${here}/api/v1/demo/people`);
  return answer.ok ? (await answer.json()).items : [];
}

/** One person of each group is enough to begin with; the sign-in page shows all of them. */
function examples(people) {
  const firsts = people.filter(({ group }, index) => people.findIndex((other) => other.group === group) === index);
  return firsts.map(({ group, name, description }) => `  ${group}  ${name}  ${description}`).join('\n');
}

async function welcome(standIn, startedAt) {
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  console.log(`\nLiudan is ready after ${seconds} s:  ${here}\n`);
  if (!standIn) return;
  const people = await demoPeople();
  console.log(`Sign in as one of ${people.length} invented people, each in a browser window of its own; among them
${examples(people)}

Try this: as a resident, report something with a photo. As the community's staff, triage it and report it up. As the
street's staff, sign it and dispatch it. As the department's, accept and resolve it. As the resident, score the result.

What their phones receive from WeChat, WeCom and as text messages:  ${standIn.phones}
Data lives in ${process.env.DATABASE_URL ? 'DATABASE_URL' : (process.env.DATA_DIR ?? '.data')}. Ctrl-C stops everything.
`);
}

await main(async () => {
  const startedAt = performance.now();
  const programs = [];
  // The server first: it may still have messages to hand to the stand-in.
  const stopPrograms = async () => {
    for (const { child } of programs.toReversed()) await stop(child, 15_000);
  };
  onEnd(async () => {
    process.exitCode = 0;
    console.log('Stopping …');
    await stopPrograms();
    await stopAll();
  });
  await ensureInstalled();
  await refuseTakenPort();
  await build(production ? ['shared', 'server', 'h5'] : ['shared', 'stand-in', 'server', 'h5']);
  if (sample) await loadSample();
  const serverEnv = {
    HOST: host,
    PORT: String(port),
    H5_DIR: process.env.H5_DIR || path.join(ROOT, 'apps/miniprogram/dist/h5'),
  };
  let standIn;
  try {
    if (!production) {
      standIn = await startStandIn();
      programs.push(standIn);
      const { appid, secret } = DEMO_APP;
      Object.assign(serverEnv, {
        WECHAT_API_BASE: standIn.url,
        WECHAT_APPID: appid,
        WECHAT_SECRET: secret,
        WECHAT_STAND_IN: '1',
        WECHAT_CALLBACK_TOKEN: CALLBACK.token,
        WECHAT_CALLBACK_AES_KEY: CALLBACK.aesKey,
        WECOM_API_BASE: `${standIn.url}/wecom`,
        SMS_API_BASE: `${standIn.url}/sms`,
        ...DEMO_OUTSIDE,
      });
      // Whoever tries Liudan out reads these lines; a line for each request would bury them.
      serverEnv.LOG_LEVEL = process.env.LOG_LEVEL || 'warn';
    }
    if (standIn) await waitFor(standIn, standIn.phones);
    const server = startProgram('server', 'apps/server/dist/main.js', [], serverEnv);
    programs.push(server);
    await waitFor(server, `${here}/readyz`);
    if (standIn) await pushTo(standIn);
    await welcome(standIn, startedAt);
    // Nothing is left to do here but to stay; if one of them ends by itself, the other is of no use.
    const code = await Promise.race(programs.map(({ ended }) => ended));
    return code === 0 ? 0 : 1;
  } finally {
    await stopPrograms();
  }
});
