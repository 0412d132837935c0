// Rounds of the same work on the floor and on the server in turn, so that what else the machine does burdens both alike.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOAD = fileURLToPath(new URL('./load.mjs', import.meta.url));
const PEOPLE = 16;
/** What Linux counts processor time in: hundredths of a second. */
const TICK_MS = 10;

/** Processor time of a process so far, in milliseconds; null where the system does not tell. */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}

const spent = (before, after, requests) => (before === null || after === null ? null : (after - before) / requests);

export function median(values) {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length === 0) return null;
  const middle = Math.floor(known.length / 2);
  return known.length % 2 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
}

async function round(load, house, kind, { target, count, databasePid }) {
  const requests = await house.requests[kind](target, count);
  const { child, url } = house.targets[target];
  const pids = [child.pid, databasePid];
  const before = pids.map(cpuOf);
  load.send({ origin: url, requests, people: PEOPLE });
  const [answer] = await once(load, 'message');
  const after = pids.map(cpuOf);
  if (answer.error) throw new Error(`${kind} on the ${target}: ${answer.error}`);
  await house.settle();
  const [cpu, databaseCpu] = pids.map((_, at) => spent(before[at], after[at], count));
  return { ...answer, cpu, databaseCpu: databasePid ? databaseCpu : null };
}

/** Measures the kinds of work on all houses of one database. Gives a row for each kind and house. */
export async function measure(houses, { db, kinds, rounds, count, databasePid, onRound }) {
  const load = fork(LOAD);
  const rows = [];
  try {
    for (const kind of kinds) {
      const seen = houses.map(() => ({ floor: [], server: [] }));
      for (let at = 0; at <= rounds; at++) {
        for (const [index, house] of houses.entries()) {
          // Whoever goes second finds the machine warm: they take turns.
          for (const target of at % 2 ? ['server', 'floor'] : ['floor', 'server']) {
            const result = await round(load, house, kind, { target, count, databasePid });
            if (at > 0) seen[index][target].push(result);
          }
        }
        onRound?.(kind, at);
      }
      rows.push(...houses.map(({ tickets }, index) => rowOf(kind, db, tickets, seen[index])));
    }
  } finally {
    load.disconnect();
  }
  return rows;
}

const tidy = (value, digits = 3) => (value === null ? null : Number(value.toFixed(digits)));

function rowOf(name, db, tickets, { floor, server }) {
  const of = (results, key) => tidy(median(results.map((result) => result[key])));
  return {
    name,
    db,
    tickets,
    rps: of(server, 'rps'),
    p50: of(server, 'p50'),
    p99: of(server, 'p99'),
    cpuMsPerRequest: of(server, 'cpu'),
    dbCpuMsPerRequest: of(server, 'databaseCpu'),
    ratioToFloor: tidy(median(server.map(({ rps }, at) => rps / floor[at].rps))),
    floor: { rps: of(floor, 'rps'), cpuMsPerRequest: of(floor, 'cpu'), dbCpuMsPerRequest: of(floor, 'databaseCpu') },
  };
}
