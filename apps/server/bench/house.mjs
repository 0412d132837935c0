// One database with its town, the built server on it, and the floor beside it.
import { fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDistrict } from '../dist/kernel/district.js';
import { openStore } from './store.mjs';
import { ACT, templatesOf } from './templates.mjs';
import { Town } from './town.mjs';

const SERVER = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const FLOOR = fileURLToPath(new URL('./floor.mjs', import.meta.url));
const CONFIG_DIR = fileURLToPath(new URL('../../../config', import.meta.url));

async function startServer(place, dataDir, profileDir) {
  const flags = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const env = {
    PATH: process.env.PATH,
    ...{ CONFIG_DIR, DISTRICT: 'demo', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' },
    ...{ RATE_SIGN_IN: '1000000', RATE_WRITES: '100000000' },
    ...(place.url ? { DATABASE_URL: place.url } : {}),
  };
  const child = spawn(process.execPath, [...flags, SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = /Liudan listens on (\S+)/.exec(said);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-2000)}`)));
  });
  return { child, url };
}

async function startFloor(place, templates, prefix) {
  const child = fork(FLOOR);
  child.send({ place, templates, prefix });
  const [{ url }] = await once(child, 'message');
  return { child, url };
}

const ended = async (child, signal) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.disconnect();
  await over;
};

/**
 * Opens a house: a database of `tickets` tickets at `place` ({ url } or nothing for SQLite in `dataDir`), server and floor. How
 * each of them is closed again is put on the list `opened`.
 */
export async function openHouse({ tickets, url, dataDir, profileDir, opened }) {
  const { district } = readDistrict(path.join(CONFIG_DIR, 'demo'));
  const place = url ? { url } : { file: path.join(dataDir, 'liudan.sqlite') };
  const server = await startServer(place, dataDir, profileDir);
  opened.push(() => ended(server.child, 'SIGTERM'));
  const tokens = new Map();
  const ids = new Map();
  for (const { key } of [...district.residents, ...district.people]) {
    const session = await enter(server.url, key);
    tokens.set(key, session.accessToken);
    ids.set(key, session.me.id);
  }
  const store = openStore(place);
  opened.push(() => store.close());
  const town = new Town(district, ids, Date.now());
  const settled = await town.settle(store, tickets);
  await store.analyze();
  const floor = await startFloor(place, await templatesOf(town), district.settings.ticketPrefix);
  opened.push(() => ended(floor.child));
  return {
    tickets,
    targets: { floor, server },
    requests: requestsOf({ district, town, settled, store, tokens }),
    /** What the last round left to be told is struck off, so that it does not burden the next one. */
    async settle() {
      await store.write([{ sql: 'UPDATE ticket_event SET notify_pending = 0 WHERE notify_pending = 1', params: [] }]);
    },
  };
}

async function enter(url, person) {
  const answer = await fetch(`${url}/api/v1/sessions/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ person }),
  });
  const session = await answer.json();
  if (!answer.ok) throw new Error(`${person} can't sign in: ${JSON.stringify(session)}`);
  return session;
}

/** The requests of a round by kind, for either target: `count` of them, none sent twice where it would change something. */
function requestsOf({ district, town, settled, store, tokens }) {
  const consent = district.settings.privacy.version;
  const json = { 'content-type': 'application/json' };
  const own = (key) => ({ authorization: `Bearer ${tokens.get(key)}` });
  const desks = [
    ...new Set(
      town.grids.flatMap(({ communityId, streetId }) => [`community_staff ${communityId}`, `street_staff ${streetId}`]),
    ),
    'department_staff dept-urban',
  ].map((desk) => desk.split(' '));
  const post = (target, key, route, body) => ({
    method: 'POST',
    path: target === 'server' ? `/api/v1${route.server}` : route.floor,
    headers: { ...json, ...own(key), 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });
  const get = (target, key, route) => ({
    method: 'GET',
    path: target === 'server' ? `/api/v1${route.server}` : route.floor,
    headers: own(key),
  });
  const many = (count, make) => Array.from({ length: count }, (_, at) => make(at));
  return {
    intake: async (target, count) =>
      many(count, (at) => {
        const grid = town.grids[at % town.grids.length];
        const body = {
          text: '楼下商铺音响到夜里十点还在放',
          photos: [],
          place: { grid: grid.id, address: '河滨路 12 号' },
          consent,
        };
        return post(
          target,
          town.residents[at % town.residents.length].key,
          { server: '/tickets', floor: '/intake' },
          body,
        );
      }),
    action: async (target, count) =>
      (await town.settle(store, count, 'fresh')).map(({ id, version, actors }) => {
        const route = { server: `/tickets/${id}/actions`, floor: `/action/${id}` };
        return post(target, actors.community.key, route, { action: ACT.action, version, ...ACT.input });
      }),
    list: async (target, count) =>
      many(count, (at) => {
        const [role, org] = desks[at % desks.length];
        const { key } = town.actorAt(role, org);
        return get(target, key, { server: '/tickets?view=inbox', floor: `/list?org=${org}` });
      }),
    page: async (target, count) =>
      many(count, (at) => {
        const { id, actors } = settled[Math.floor((at * 7919 * settled.length) / count) % settled.length];
        return get(target, actors.community.key, { server: `/tickets/${id}`, floor: `/page/${id}` });
      }),
  };
}
