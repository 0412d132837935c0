import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from './clock.ts';
import { asColumn } from './columns.ts';
import { Database, isUniqueViolation } from './database.ts';
import { OnceEntity } from './once.entity.ts';
import { fail } from './problem.ts';
import { stableJson } from './stable-json.ts';

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export interface OnceRequest {
  readonly personId: string;
  /** The client's `Idempotency-Key`: the same for every try of one act. */
  readonly key: string;
  /** What is asked for; another body under the same key is a mistake of the client and is refused. */
  readonly fingerprint: unknown;
}

class SeenBefore extends Error {}

/**
 * Makes a write safe to send again: the first try does the work and keeps its answer in the same transaction, later
 * tries get that answer. A try that fails leaves nothing behind.
 */
@Injectable()
export class Once {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run<T extends object>(
    request: OnceRequest,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<{ answer: T; replayed: boolean }> {
    const fingerprint = createHash('sha256').update(stableJson(request.fingerprint)).digest('hex');
    const where = { personId: request.personId, key: request.key };
    try {
      return await this.database.write(async (tx) => {
        // The row goes in first: whoever comes second waits here, and doesn't do the work beside us.
        await this.claim(tx, { ...where, fingerprint, answer: null, at: this.clock.now() });
        const answer = await work(tx);
        await tx.createQueryBuilder().update(OnceEntity).set({ answer }).where(where).updateEntity(false).execute();
        return { answer, replayed: false };
      });
    } catch (error) {
      if (!(error instanceof SeenBefore)) throw error;
    }
    const before = await this.database.read.findOneBy(OnceEntity, where);
    // The first try was rolled back between our two questions: nothing happened yet, so the client may try again.
    if (!before?.answer) fail('REQUEST_IN_PROGRESS');
    if (before.fingerprint !== fingerprint) fail('IDEMPOTENCY_KEY_REUSED');
    return { answer: before.answer as T, replayed: true };
  }

  /** Forgets answers older than seven days: a phone that was offline for a week has to look before it writes. */
  async forget(): Promise<void> {
    const before = asColumn(this.clock.now() - KEPT_MS);
    await this.database.write((tx) =>
      tx.createQueryBuilder().delete().from(OnceEntity).where('at < :before', { before }).execute(),
    );
  }

  private async claim(tx: EntityManager, row: OnceEntity): Promise<void> {
    try {
      await tx.createQueryBuilder().insert().into(OnceEntity).values(row).updateEntity(false).execute();
    } catch (error) {
      throw isUniqueViolation(error) ? new SeenBefore() : error;
    }
  }
}
