import { join } from 'node:path';
import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { ENV, type Env } from '../kernel/env.ts';
import { Arrivals } from './arrivals.ts';
import { LocalStorage } from './local.storage.ts';
import { MediaActions } from './media.actions.ts';
import { MediaController } from './media.controller.ts';
import { MediaQueries } from './media.queries.ts';
import { MediaSweep } from './media.sweep.ts';
import { S3Storage } from './s3.storage.ts';
import { Storage } from './storage.ts';
import { UploadRoom } from './upload-room.ts';

/** Photos go to the bucket where one is configured, and to the data folder otherwise. */
const storageOf = (env: Env): Storage =>
  env.s3 ? new S3Storage(env.s3) : new LocalStorage(join(env.dataDir, 'media'));

@Module({
  controllers: [MediaController],
  providers: [
    { provide: Storage, inject: [ENV], useFactory: storageOf },
    Arrivals,
    MediaActions,
    MediaQueries,
    MediaSweep,
    UploadRoom,
  ],
  exports: [MediaQueries, Storage],
})
export class MediaModule implements OnModuleInit {
  private readonly log = new Logger(MediaModule.name);

  constructor(private readonly storage: Storage) {}

  /** Whoever starts a server without a place for photos should read it then; reports without photos go on. */
  async onModuleInit(): Promise<void> {
    await this.storage.check().catch((error: unknown) => {
      this.log.error(`photos can't be stored: ${error instanceof Error ? error.message : error}`);
    });
  }
}
