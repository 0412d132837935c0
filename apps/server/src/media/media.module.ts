import { Logger, Module, type OnModuleInit } from '@nestjs/common';
import { ENV } from '../kernel/env.ts';
import { Arrivals } from './arrivals.ts';
import { MediaActions } from './media.actions.ts';
import { MediaController } from './media.controller.ts';
import { MediaQueries } from './media.queries.ts';
import { MediaSweep } from './media.sweep.ts';
import { Storage } from './storage.ts';
import { storageOf } from './storage-of.ts';
import { UploadRoom } from './upload-room.ts';

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
