/** What is done to a server from its own machine: `node dist/cli.js <command>`. */
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

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: { says: 'bring the tables up to date', run: migrateTables },
  verify: { says: 'recompute every ticket from its log and compare', run: verifyTickets },
};

async function migrateTables(env: Env): Promise<number> {
  const sources = await openDataSources(env, { entities: ENTITIES, migrations: MIGRATIONS });
  try {
    const done = await migrate(sources);
    process.stdout.write(done.length === 0 ? 'Nothing to do.\n' : `Done: ${done.join(', ')}\n`);
    return 0;
  } finally {
    for (const source of new Set([sources.reader, sources.writer])) await source.destroy();
  }
}

async function verifyTickets(env: Env): Promise<number> {
  const sources = await openDataSources(env, { entities: ENTITIES, migrations: MIGRATIONS });
  try {
    const { tickets, events, faults } = await verify(sources.reader.manager);
    for (const fault of faults) process.stdout.write(`${fault}\n`);
    process.stdout.write(`${tickets} tickets, ${events} events, ${faults.length} faults\n`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    for (const source of new Set([sources.reader, sources.writer])) await source.destroy();
  }
}

const command = COMMANDS[process.argv[2] ?? ''];
if (command) process.exitCode = await command.run(loadEnv(process.env));
else {
  process.stderr.write('Commands:\n');
  for (const [name, { says }] of Object.entries(COMMANDS)) process.stderr.write(`  ${name}  ${says}\n`);
  process.exitCode = 64;
}
