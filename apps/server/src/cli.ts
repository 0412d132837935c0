/** What is done to a server from its own machine: `node dist/cli.js <command>`. */
import { join } from 'node:path';
import { doctor, listed } from './doctor/doctor.ts';
import { ENTITIES } from './entities.ts';
import { openDataSources } from './kernel/data-sources.ts';
import { type Env, loadEnv } from './kernel/env.ts';
import { migrate } from './kernel/migrate.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { verify } from './ticket/verify.ts';

interface Command {
  readonly says: string;
  /** Gives the exit code. */
  readonly run: (env: Env) => Promise<number>;
}

const TABLES = { entities: ENTITIES, migrations: MIGRATIONS };
/** The mini-program's build, where it was built beside this server. */
const WEAPP = join(import.meta.dirname, '../../miniprogram/dist/weapp');

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: { says: 'bring the tables up to date', run: migrateTables },
  verify: { says: 'recompute every ticket from its log and compare', run: verifyTickets },
};

async function migrateTables(env: Env): Promise<number> {
  const sources = await openDataSources(env, TABLES);
  try {
    const done = await migrate(sources);
    process.stdout.write(done.length === 0 ? 'Nothing to do.\n' : `Done: ${done.join(', ')}\n`);
    return 0;
  } finally {
    for (const source of new Set([sources.reader, sources.writer])) await source.destroy();
  }
}

async function verifyTickets(env: Env): Promise<number> {
  const sources = await openDataSources(env, TABLES);
  try {
    const { tickets, events, faults } = await verify(sources.reader.manager);
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(`${tickets} tickets, ${events} events, ${faults.length} faults\n`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    for (const source of new Set([sources.reader, sources.writer])) await source.destroy();
  }
}

/** Stands beside the others because the environment it is given may be wrong: that too is a finding. */
async function callDoctor(): Promise<number> {
  const findings = await doctor(process.env, { weappDir: WEAPP, tables: TABLES, now: Date.now });
  const json = process.argv.includes('--json');
  process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : listed(findings));
  return findings.some(({ state }) => state === 'fail') ? 1 : 0;
}

const [, , asked = ''] = process.argv;
const command = COMMANDS[asked];
if (asked === 'doctor') process.exitCode = await callDoctor();
else if (command) process.exitCode = await command.run(loadEnv(process.env));
else {
  process.stderr.write('Commands:\n');
  for (const [name, { says }] of Object.entries(COMMANDS)) process.stderr.write(`  ${name}  ${says}\n`);
  process.stderr.write('  doctor  look at everything this server stands on, and say what to mend (--json)\n');
  process.exitCode = 64;
}
