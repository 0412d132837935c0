import { join } from 'node:path';
import type { Env } from '../kernel/env.ts';
import { LocalStorage } from './local.storage.ts';
import { S3Storage } from './s3.storage.ts';
import type { Storage } from './storage.ts';

/** Photos go to the bucket where one is configured, and to the data folder otherwise. */
export const storageOf = (env: Pick<Env, 's3' | 'dataDir'>): Storage =>
  env.s3 ? new S3Storage(env.s3) : new LocalStorage(join(env.dataDir, 'media'));
