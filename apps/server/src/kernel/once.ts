import { createHash } from 'node:crypto';
import { LIMITS } from '@liudan/shared/limits';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from './clock.ts';
import { asColumn } from './columns.ts';
import { Database, isUniqueViolation } from './database.ts';
import { OnceEntity } from './once.entity.ts';
import { fail, ProblemError } from './problem.ts';
import { insertRows } from './rows.ts';
import { stableJson } from './stable-json.ts';

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export interface OnceRequest {
  readonly personId: string;
  /** The client's `Idempotency-Key`: the same for every try of one act. */
  readonly key: string;
  /** What is asked for; another body under the same key is a mistake of the client and is refused. */
  readonly fingerprint: unknown;
}

/** The `Idempotency-Key` a write must come with; IDEMPOTENCY_KEY_MISSING without one of 8 to 64 characters. */
export const keyOf = (key: string | undefined): string =>
  key === undefined || key.length < 8 || key.length > LIMITS.idempotencyKey ? fail('IDEMPOTENCY_KEY_MISSING') : key;

type Asked = Pick<OnceEntity, 'personId' | 'key' | 'fingerprint'>;

/** Another try with the same key was answered first. */
class SeenBefore extends Error {}

/**
 * Makes a write safe to send again: the first try does the work and keeps its answer in the same transaction, later
 * tries get that answer. A try that fails leaves nothing behind.
 *
 * The answer goes in last, in one statement with the key: of two tries that got as far, the unique key keeps one, and the other's
 * work is rolled back. Most never get there, because what the first one did refuses them; so a refusal looks for an answer too.
 */
@Injectable()
export class Once {
  /** What this process is doing under each key: a second try waits here, and doesn't do the work beside the first. */
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run<T extends object>(
    request: OnceRequest,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<{ answer: T; replayed: boolean }> {
    const { personId, key } = request;
    const fingerprint = createHash('sha256').update(stableJson(request.fingerprint)).digest('hex');
    const row = { personId, key, fingerprint };
    const name = `${personId} ${key}`;
    for (let first = this.underWay.get(name); first; first = this.underWay.get(name)) {
      await first.catch(() => undefined);
      const before = await this.answerOf<T>(row);
      if (before) return before;
    }
    const mine = this.first(row, work);
    this.underWay.set(name, mine);
    try {
      return await mine;
    } finally {
      this.underWay.delete(name);
    }
  }

  private async first<T extends object>(row: Asked, work: (tx: EntityManager) => Promise<T>) {
    try {
      return await this.database.write(async (tx) => {
        const answer = await work(tx);
        await this.keep(tx, { ...row, answer, at: this.clock.now() });
        return { answer, replayed: false };
      });
    } catch (error) {
      const seen = error instanceof SeenBefore;
      if (!seen && !(error instanceof ProblemError) && !isUniqueViolation(error)) throw error;
      const before = await this.answerOf<T>(row);
      if (before) return before;
      // It was forgotten between our two questions; the client may try again.
      if (seen) fail('REQUEST_IN_PROGRESS');
      throw error;
    }
  }

  private async answerOf<T extends object>({ personId, key, fingerprint }: Asked) {
    const before = await this.database.read.findOneBy(OnceEntity, { personId, key });
    if (!before?.answer) return null;
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

  private async keep(tx: EntityManager, row: OnceEntity): Promise<void> {
    try {
      await insertRows(tx, OnceEntity, [row]);
    } catch (error) {
      throw isUniqueViolation(error) ? new SeenBefore() : error;
    }
  }
}
