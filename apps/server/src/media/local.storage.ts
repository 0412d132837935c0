/** Photos in a folder of this machine: the default. One file per object, in two levels of folders made by the key. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { Storage, type StoredObject } from './storage.ts';

export class LocalStorage extends Storage {
  private readonly root: string;

  constructor(folder: string) {
    super();
    this.root = resolve(folder);
  }

  override async put(key: string, body: Buffer | Readable): Promise<void> {
    const path = this.pathOf(key);
    // The bytes go to a name of their own first and reach the disk before the rename, so that a crash leaves no half photo.
    const unfinished = `${path}.${randomUUID()}.part`;
    await mkdir(dirname(path), { recursive: true });
    try {
      const file = await open(unfinished, 'wx', 0o640);
      try {
        for await (const chunk of Buffer.isBuffer(body) ? [body] : body) await file.writeFile(chunk);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  override async get(key: string): Promise<StoredObject | null> {
    const path = this.pathOf(key);
    try {
      const { size } = await stat(path);
      return { body: createReadStream(path), bytes: size };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  override async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  override async check(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    await access(this.root, constants.R_OK | constants.W_OK);
  }

  /** Keys come from the house, but a key that could leave the folder is a fault worth stopping at. */
  private pathOf(key: string): string {
    const path = join(this.root, key);
    if (!path.startsWith(this.root + sep)) throw new Error('a storage key leads out of the folder');
    return path;
  }
}

const isMissing = (error: unknown) => (error as { code?: unknown }).code === 'ENOENT';
