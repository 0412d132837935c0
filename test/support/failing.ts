/** A database that fails when it is told to: at the N-th question from now, asked of either of its connections. */
import { DATA_SOURCES, type DataSources } from '../../apps/server/src/kernel/data-sources.ts';
import type { TestServer } from './server.ts';

type DataSource = DataSources['writer'];
type QueryRunner = ReturnType<DataSource['createQueryRunner']>;

/**
 * `unasked`: the question never arrived. `unheard`: it was answered, and the line broke before anybody heard the answer.
 * `undone`: it failed, and the database took the whole transaction back by itself, as SQLite does where the disk is full.
 */
export type Failure = 'unasked' | 'unheard' | 'undone';

export interface Failing {
  /** The N-th question from now fails. */
  failAt(n: number, how: Failure): void;
  /** No more failures. True where the failure that was ordered has happened. */
  heal(): boolean;
}

/** What the drivers say of it. */
class Broken extends Error {
  constructor(readonly code: 'PROTOCOL_CONNECTION_LOST' | 'SQLITE_FULL') {
    super(`the database fails: ${code}`);
  }
}

export function failing(server: TestServer): Failing {
  let order: { left: number; how: Failure } | null = null;
  let happened = false;
  const due = (): Failure | null => {
    if (order === null) return null;
    order.left -= 1;
    if (order.left > 0) return null;
    const { how } = order;
    order = null;
    happened = true;
    return how;
  };
  const wrapped = new WeakSet<QueryRunner>();
  const wrap = (source: DataSource): void => {
    const create = source.createQueryRunner.bind(source);
    source.createQueryRunner = (mode) => {
      const runner = create(mode);
      if (wrapped.has(runner)) return runner;
      wrapped.add(runner);
      const ask = runner.query.bind(runner);
      runner.query = async (...question: Parameters<QueryRunner['query']>) => {
        // Taking back what was begun is what a database does by itself when the line breaks.
        const how = question[0] === 'ROLLBACK' ? null : due();
        if (how === null) return ask(...question);
        if (how === 'unheard') await ask(...question);
        if (how === 'undone') await ask('ROLLBACK').catch(() => undefined);
        throw new Broken(how === 'undone' ? 'SQLITE_FULL' : 'PROTOCOL_CONNECTION_LOST');
      };
      return runner;
    };
  };
  const { writer, reader } = server.app.get<DataSources>(DATA_SOURCES);
  for (const source of new Set([writer, reader])) wrap(source);
  return {
    failAt(n, how) {
      order = { left: n, how };
      happened = false;
    },
    heal() {
      order = null;
      return happened;
    },
  };
}
