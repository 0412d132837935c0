/** The tables that the WeChat clients need, without a server around them. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../apps/server/src/kernel/clock.ts';
import { openDataSources } from '../../apps/server/src/kernel/data-sources.ts';
import { Database } from '../../apps/server/src/kernel/database.ts';
import type { createLogger } from '../../apps/server/src/kernel/logger.ts';
import { Metrics } from '../../apps/server/src/kernel/metrics.ts';
import { migrate } from '../../apps/server/src/kernel/migrate.ts';
import { Sealer } from '../../apps/server/src/kernel/sealed.ts';
import { Wechat0014 } from '../../apps/server/src/migrations/0014-wechat.ts';
import { WECHAT_ENTITIES } from '../../apps/server/src/wechat/entities.ts';
import { WechatHealth } from '../../apps/server/src/wechat/health.ts';
import { Lines } from '../../apps/server/src/wechat/line.ts';
import { SharedTokens } from '../../apps/server/src/wechat/shared-token.ts';
import { freshDatabase } from './mariadb.ts';

type Logger = ReturnType<typeof createLogger>;

export interface WechatTables {
  readonly database: Database;
  readonly sealer: Sealer;
  /** What one replica has of its own: lines with breakers, and its memory of the shared tokens. */
  replica(clock: Clock, logger: Logger): { lines: Lines; tokens: SharedTokens; health: WechatHealth; metrics: Metrics };
  close(): Promise<void>;
}

export async function wechatTables(engine: 'sqlite' | 'mariadb'): Promise<WechatTables> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'liudan-wechat-'));
  const server = engine === 'mariadb' ? await freshDatabase() : null;
  const tables = { entities: WECHAT_ENTITIES, migrations: [Wechat0014] };
  const sources = await openDataSources({ databaseUrl: server?.url ?? null, dataDir }, tables);
  await migrate(sources);
  const database = new Database(sources);
  const sealer = new Sealer({ secretKeys: [randomBytes(32)], hashKey: randomBytes(32) });
  return {
    database,
    sealer,
    replica(clock, logger) {
      const metrics = new Metrics();
      const health = new WechatHealth(clock, metrics);
      return { health, metrics, lines: new Lines(health, logger), tokens: new SharedTokens(database, sealer, clock) };
    },
    async close() {
      await database.onApplicationShutdown();
      await server?.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
}
