import { createHash, randomBytes } from 'node:crypto';
import type { Refusal } from '@liudan/shared/problem';
import { isRefusal, refuse } from '@liudan/shared/problem';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { Clock } from '../kernel/clock.ts';
import { asColumn } from '../kernel/columns.ts';
import { Database } from '../kernel/database.ts';
import { Ids } from '../kernel/ids.ts';
import { ProblemError } from '../kernel/problem.ts';
import { PersonEntity } from './person.entity.ts';
import { type RevokedFor, SessionEntity } from './session.entity.ts';
import { SessionTokenEntity } from './session-token.entity.ts';

export const ACCESS_SECONDS = 15 * 60;
const REFRESH_MS = 30 * 24 * 60 * 60 * 1000;
/** An answer that was lost on the way may be asked for again this long; later the same token is a stolen one. */
const GRACE_MS = 30_000;

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What the database keeps of a token. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Opens, renews and ends sessions. Tokens are 256 random bits that say nothing; only their hashes are kept. A refresh
 * token is good for one use: a second one ends the whole session, because one of the two users is a thief.
 */
@Injectable()
export class SessionActions {
  constructor(
    private readonly database: Database,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async open(personId: string): Promise<Tokens> {
    const now = this.clock.now();
    const session = { id: this.ids.next(), personId, createdAt: now, refreshedAt: now };
    return this.database.write(async (tx) => {
      await tx.createQueryBuilder().insert().into(SessionEntity).values(session).updateEntity(false).execute();
      return this.issue(tx, session.id);
    });
  }

  /** New tokens for a refresh token, and whose they are. */
  async refresh(refreshToken: string): Promise<{ personId: string; tokens: Tokens }> {
    // The verdict is a value, so that ending the session of a thief is committed and not rolled back with the refusal.
    const verdict = await this.database.write((tx) => this.rotate(tx, tokenHash(refreshToken)));
    if (isRefusal(verdict)) throw new ProblemError(verdict);
    return verdict;
  }

  async close(sessionId: string, why: RevokedFor): Promise<void> {
    await this.database.write((tx) => this.revoke(tx, { id: sessionId }, why));
  }

  async closeAllOf(tx: EntityManager, personId: string, why: RevokedFor): Promise<void> {
    await this.revoke(tx, { personId }, why);
  }

  /** Removes what can't be used any more, a day after its end. */
  async forget(): Promise<void> {
    const dayAgo = asColumn(this.clock.now() - 24 * 60 * 60 * 1000);
    const longAgo = asColumn(this.clock.now() - REFRESH_MS - 24 * 60 * 60 * 1000);
    await this.database.write(async (tx) => {
      await tx.createQueryBuilder().delete().from(SessionTokenEntity).where('until < :dayAgo', { dayAgo }).execute();
      const old = tx.createQueryBuilder().delete().from(SessionEntity);
      await old.where('refreshed_at < :longAgo', { longAgo }).execute();
    });
  }

  private async rotate(tx: EntityManager, hash: string): Promise<Refusal | { personId: string; tokens: Tokens }> {
    const now = this.clock.now();
    const token = await tx.findOneBy(SessionTokenEntity, { hash, kind: 'refresh' });
    if (!token || token.until <= now) return refuse('NOT_SIGNED_IN');
    const session = await tx.findOneBy(SessionEntity, { id: token.sessionId });
    if (!session || session.revokedAt !== null) return refuse('SESSION_REVOKED');
    const person = await tx.findOneBy(PersonEntity, { id: session.personId, disabledAt: IsNull() });
    if (!person) return refuse('SESSION_REVOKED');
    if (!(await this.use(tx, hash)) && (await this.isOldReuse(tx, hash))) {
      await this.revoke(tx, { id: session.id }, 'reuse');
      return refuse('SESSION_REVOKED');
    }
    const renewed = tx.createQueryBuilder().update(SessionEntity).set({ refreshedAt: now }).where({ id: session.id });
    await renewed.updateEntity(false).execute();
    return { personId: session.personId, tokens: await this.issue(tx, session.id) };
  }

  /** True for the first use of a refresh token. */
  private async use(tx: EntityManager, hash: string): Promise<boolean> {
    const used = tx.createQueryBuilder().update(SessionTokenEntity).set({ usedAt: this.clock.now() });
    const { affected } = await used.where({ hash, usedAt: IsNull() }).updateEntity(false).execute();
    return affected === 1;
  }

  private async isOldReuse(tx: EntityManager, hash: string): Promise<boolean> {
    const token = await tx.findOneByOrFail(SessionTokenEntity, { hash });
    return this.clock.now() - (token.usedAt ?? 0) > GRACE_MS;
  }

  private async issue(tx: EntityManager, sessionId: string): Promise<Tokens> {
    const now = this.clock.now();
    const tokens = { accessToken: newToken(), refreshToken: newToken() };
    const rows = [
      { hash: tokenHash(tokens.accessToken), sessionId, kind: 'access' as const, until: now + ACCESS_SECONDS * 1000 },
      { hash: tokenHash(tokens.refreshToken), sessionId, kind: 'refresh' as const, until: now + REFRESH_MS },
    ];
    await tx.createQueryBuilder().insert().into(SessionTokenEntity).values(rows).updateEntity(false).execute();
    return tokens;
  }

  private async revoke(tx: EntityManager, whose: { id: string } | { personId: string }, why: RevokedFor) {
    const revoked = tx.createQueryBuilder().update(SessionEntity);
    await revoked
      .set({ revokedAt: this.clock.now(), revokedFor: why })
      .where({ ...whose, revokedAt: IsNull() })
      .updateEntity(false)
      .execute();
  }
}

const newToken = () => randomBytes(32).toString('base64url');
