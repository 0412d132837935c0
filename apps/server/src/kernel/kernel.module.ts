import type { District } from '@liudan/shared/district/schema';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock.ts';
import { DATA_SOURCES, type DataSources } from './data-sources.ts';
import { Database } from './database.ts';
import { DISTRICT } from './district.ts';
import { ENV, type Env } from './env.ts';
import { HealthController } from './health.controller.ts';
import { Ids, UlidIds } from './ids.ts';
import { MetricsController } from './metrics.controller.ts';
import { Metrics } from './metrics.ts';
import { OnceSweep } from './once.sweep.ts';
import { Once } from './once.ts';
import { RateLimitGuard } from './rate-limit.guard.ts';
import { Sealer } from './sealed.ts';
import { Sweeps } from './sweeps.ts';
import { LOGGER } from './tokens.ts';

export interface Ground {
  readonly env: Env;
  readonly district: District;
  readonly sources: DataSources;
  readonly logger: Logger;
  /** Replace what stands above: the clock and the ids, in tests. */
  readonly overrides?: readonly Provider[];
}

/** The name of the second connection of the embedded database, which only reads. */
const READER = 'reader';

/** The connections were opened and brought up to date before the house is built; Nest closes them with it. */
const connected = (source: DataSource, name?: string): DynamicModule =>
  TypeOrmModule.forRootAsync({
    ...(name === undefined ? {} : { name }),
    useFactory: () => ({ ...source.options, retryAttempts: 0 }),
    dataSourceFactory: async () => source,
  });

@Module({})
class KernelModule {}

/** The ground every module stands on; global, so that nobody imports it by name. */
export function kernelModule(ground: Ground): DynamicModule {
  const { writer } = ground.sources;
  const reader = ground.sources.reader === writer ? null : ground.sources.reader;
  const providers: Provider[] = [
    { provide: ENV, useValue: ground.env },
    { provide: DISTRICT, useValue: ground.district },
    {
      provide: DATA_SOURCES,
      useFactory: (writer: DataSource, reader: DataSource): DataSources => ({ writer, reader }),
      inject: [getDataSourceToken(), getDataSourceToken(reader ? READER : undefined)],
    },
    { provide: LOGGER, useValue: ground.logger },
    { provide: Clock, useClass: SystemClock },
    { provide: Ids, useClass: UlidIds },
    Database,
    Sealer,
    Once,
    Metrics,
    Sweeps,
  ];
  return {
    module: KernelModule,
    global: true,
    imports: [connected(writer), ...(reader ? [connected(reader, READER)] : [])],
    controllers: [HealthController, MetricsController],
    providers: [...providers, OnceSweep, RateLimitGuard, ...(ground.overrides ?? [])],
    exports: [ENV, DISTRICT, LOGGER, Clock, Ids, Database, Sealer, Once, Metrics, RateLimitGuard, Sweeps],
  };
}
