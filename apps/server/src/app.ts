import 'reflect-metadata';
import type { Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream, Logger } from 'pino';
import { appModule } from './app.module.ts';
import { ENTITIES } from './entities.ts';
import { type DataSources, openDataSources } from './kernel/data-sources.ts';
import { loadDistrict } from './kernel/district.ts';
import type { Env } from './kernel/env.ts';
import { serveH5 } from './kernel/h5.ts';
import { dressAnswers, httpAdapter } from './kernel/http.ts';
import { createLogger, NestLog } from './kernel/logger.ts';
import { isBehind, migrate } from './kernel/migrate.ts';
import { describeApi } from './kernel/openapi.ts';
import { validation } from './kernel/validation.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { CALLBACK_PATHS, openCallback } from './wechat/callback-route.ts';

export interface AppOptions {
  readonly env: Env;
  /** Providers of the kernel put in place of its own: a clock, ids. For tests. */
  readonly overrides?: readonly Provider[];
  /** Where log lines go in place of standard output. For tests. */
  readonly logTo?: DestinationStream | undefined;
}

/** `/healthz`, `/readyz` and `/metrics` are for machines beside this one and stay where they look for them. */
const OUTSIDE_THE_API = ['healthz', 'readyz', 'metrics'];

/** The server, ready to listen: tables up to date, roster in. Rejects where the database can't be used. */
export async function createApp({ env, overrides = [], logTo }: AppOptions): Promise<NestFastifyApplication> {
  const logger = createLogger(env, logTo);
  const district = loadDistrict(env.districtDir);
  const sources = await openTables(env, logger);
  const app = await NestFactory.create<NestFastifyApplication>(
    appModule({ env, district, sources, logger, overrides }),
    httpAdapter(env, logger),
    { logger: new NestLog(logger), abortOnError: false },
  );
  app.setGlobalPrefix('api/v1', { exclude: OUTSIDE_THE_API });
  app.useGlobalPipes(validation());
  app.enableShutdownHooks();
  await dressAnswers(app, env);
  await openCallback(app);
  await describeApi(app, CALLBACK_PATHS);
  if (env.h5Dir !== null) await serveH5(app, env.h5Dir);
  return app;
}

/** The database with its tables as this server knows them. */
async function openTables(env: Env, logger: Logger): Promise<DataSources> {
  const sources = await openDataSources(env, { entities: ENTITIES, migrations: MIGRATIONS });
  if (env.migrate === 'auto') logger.info({ migrations: await migrate(sources) }, 'tables are up to date');
  else if (await isBehind(sources)) throw new Error('the tables are older than this server: run the command `migrate`');
  return sources;
}
