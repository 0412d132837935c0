/** The bytes of an upload on their way in: straight to a temporary file, counted, and gone again whatever happens. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { District } from '@liudan/shared/district/schema';
import { type ProblemCode, type Refusal, refuse } from '@liudan/shared/problem';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DISTRICT } from '../kernel/district.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { fail, ProblemError } from '../kernel/problem.ts';

/** How long the bytes may take to arrive: 20 MB over a bad village connection. */
const ARRIVE_MS = 5 * 60_000;
/** An arrival this old belongs to nobody any more: its process died. */
const LEFT_BEHIND_MS = 60 * 60_000;

export interface Arrived {
  /** Of the temporary file; it is gone when the work is done. */
  path: string;
  sha256: string;
}

export interface Limit {
  maxBytes: number;
  /** What is said to whoever sends more; `announced` as for `receive`. */
  refuse(announced: number | undefined): Refusal;
  /** What is said to whoever sends an empty file. */
  nothing: ProblemCode;
}

@Injectable()
export class Arrivals {
  private readonly log = new Logger(Arrivals.name);
  private readonly folder: string;
  private readonly photos: Limit;

  constructor(@Inject(ENV) env: Env, @Inject(DISTRICT) district: District) {
    this.folder = join(env.dataDir, 'arriving');
    const { maxBytes } = district.settings.photos;
    this.photos = {
      maxBytes,
      nothing: 'MEDIA_UNREADABLE',
      refuse: (announced) => {
        const size = announced && announced > maxBytes ? inMegabytes(announced) : `超过 ${inMegabytes(maxBytes)}`;
        return refuse('TOO_LARGE', { size, limit: inMegabytes(maxBytes) });
      },
    };
  }

  /**
   * Writes the stream to a temporary file, hands it to `work`, and removes it. `announced` is the size of the whole request, for the
   * words of TOO_LARGE. An upload that breaks off is a BAD_REQUEST.
   */
  async receive<T>(
    stream: Readable,
    announced: number | undefined,
    work: (arrived: Arrived) => Promise<T>,
    limit: Limit = this.photos,
  ): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, randomUUID());
    try {
      const sha256 = await this.write(stream, path, announced, limit);
      return await work({ path, sha256 });
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

  /** Gives SHA-256 of what came, in hex. */
  private async write(
    stream: Readable,
    path: string,
    announced: number | undefined,
    { maxBytes, refuse, nothing }: Limit,
  ): Promise<string> {
    let bytes = 0;
    const hash = createHash('sha256');
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        if (bytes <= maxBytes) return done(null, chunk);
        done(new ProblemError(refuse(announced)));
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
    if (bytes === 0) fail(nothing);
    return hash.digest('hex');
  }
}

/** The code of a fault of this machine's disk, which is no fault of the person's upload. */
function faultOfThisMachine(error: unknown): string | undefined {
  const code = String((error as { code?: unknown }).code);
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EMFILE', 'EIO'].find((one) => one === code);
}

const inMegabytes = (bytes: number) => `${Math.round(bytes / 104_857.6) / 10} MB`;
