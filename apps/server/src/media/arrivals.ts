/** The bytes of an upload on their way in: straight to a temporary file, counted, and gone again whatever happens. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { District } from '@liudan/shared/district/schema';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail, ProblemError } from '../kernel/problem.ts';

/** How long the bytes may take to arrive: 20 MB over a bad village connection. */
const ARRIVE_MS = 5 * 60_000;
/** An arrival this old belongs to nobody any more: its process died. */
const LEFT_BEHIND_MS = 60 * 60_000;

@Injectable()
export class Arrivals {
  private readonly log = new Logger(Arrivals.name);
  private readonly folder: string;
  private readonly maxBytes: number;

  constructor(@Inject(ENV) env: Env, @Inject(DISTRICT) district: District) {
    this.folder = join(env.dataDir, 'arriving');
    this.maxBytes = district.settings.photos.maxBytes;
  }

  /**
   * Writes the stream to a temporary file, hands its path to `work`, and removes it. `announced` is the size of the whole request, for
   * the words of TOO_LARGE. An upload that breaks off is a BAD_REQUEST.
   */
  async receive<T>(stream: Readable, announced: number | undefined, work: (path: string) => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, randomUUID());
    try {
      await this.write(stream, path, announced);
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Removes what a process that died left in the folder. `now` is by the file system's clock, not the house's. */
  async clear(now: number = Date.now()): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < now - LEFT_BEHIND_MS) await rm(path, { force: true });
    }
  }

  private async write(stream: Readable, path: string, announced: number | undefined): Promise<void> {
    let bytes = 0;
    const { maxBytes } = this;
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes <= maxBytes) return done(null, chunk);
        const size = announced && announced > maxBytes ? inMegabytes(announced) : `超过 ${inMegabytes(maxBytes)}`;
        done(new ProblemError({ refused: 'TOO_LARGE', facts: { size, limit: inMegabytes(maxBytes) } }));
      },
    });
    try {
      await pipeline(stream, counter, createWriteStream(path, { mode: 0o600, flags: 'wx' }), {
        signal: AbortSignal.timeout(ARRIVE_MS),
      });
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      const ours = faultOfThisMachine(error);
      if (ours) this.log.error(`an upload could not be taken in: ${ours}`);
      fail(ours ? 'UNAVAILABLE' : 'BAD_REQUEST');
    }
    if (bytes === 0) fail('MEDIA_UNREADABLE');
  }
}

/** The code of a fault of this machine's disk, which is no fault of the person's upload. */
function faultOfThisMachine(error: unknown): string | undefined {
  const code = String((error as { code?: unknown }).code);
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EMFILE', 'EIO'].find((one) => one === code);
}

const inMegabytes = (bytes: number) => `${Math.round(bytes / 104_857.6) / 10} MB`;
