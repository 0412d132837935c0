/**
 * One token for all replicas, in a table. Whoever finds it used up takes the row's lease with one conditional update and fetches;
 * everybody else waits for what he writes. A lease ends by itself, so a fetcher that died is replaced.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { Database, isUniqueViolation } from '../kernel/database.ts';
import { insertRows, updateRows } from '../kernel/rows.ts';
import { Sealer } from '../kernel/sealed.ts';
import type { Tokens } from './line.ts';
import type { Token, WechatFailure } from './outcomes.ts';
import { WechatTokenEntity } from './wechat-token.entity.ts';

/** What a service answered: the token and the seconds it has left. */
export type Fetched = { readonly kind: 'fetched'; readonly token: string; readonly seconds: number } | WechatFailure;
export interface TokenSource {
  fetch(force: boolean): Promise<Fetched>;
  /** Whether the service makes another token on demand while the one it gave is good. */
  readonly onDemand: boolean;
}

/**
 * It is kept until five minutes before its end, but never less than 30 seconds: a stable token may be handed out with little time
 * left, and asking again would give the same one.
 */
const EARLY_SECONDS = 300;
const LEAST_SECONDS = 30;
/** Longer than an answer may take. */
const LEASE_MS = 8_000;
/** Long enough to see a dead fetcher replaced. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 40;

/** WeChat makes a new token on demand this often only. */
const FORCE_GAP_MS = 30_000;
const FORCES_A_DAY = 20;
const DAY_MS = 24 * 60 * 60_000;
const CHINA_MS = 8 * 60 * 60_000;

@Injectable()
export class SharedTokens {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** The token of this name, fetched from `source` where it is this process's turn. */
  of(key: string, source: TokenSource): Tokens {
    return new SharedToken(key, source, this);
  }

  async read(key: string): Promise<WechatTokenEntity> {
    const found = await this.database.read.findOneBy(WechatTokenEntity, { key });
    if (found) return found;
    const row = { key, version: 0, sealed: null, until: 0, fetched: 0, leaseUntil: 0, failure: null, failed: 0 };
    const fresh = { ...row, forcedAt: 0, forcedDay: 0, forcedCount: 0 };
    try {
      await this.database.write((tx) => insertRows(tx, WechatTokenEntity, [fresh]));
    } catch (error) {
      // Another process was first: its row is as empty as this one.
      if (!isUniqueViolation(error)) throw error;
    }
    return fresh;
  }

  /** Changes the row where it is still the one that was read. */
  async change({ key, version }: WechatTokenEntity, change: Partial<WechatTokenEntity>): Promise<boolean> {
    const next = { ...change, version: version + 1 };
    return (await this.database.write((tx) => updateRows(tx, WechatTokenEntity, { key, version }, next))) === 1;
  }

  seal(token: string): string {
    return this.sealer.seal(token);
  }

  /** Null where there is none, or one that was sealed with a key that is gone. */
  open({ sealed }: WechatTokenEntity): string | null {
    try {
      return sealed === null ? null : this.sealer.open(sealed);
    } catch {
      return null;
    }
  }

  now(): number {
    return this.clock.now();
  }
}

const NO_TABLE = { kind: 'unknown', why: 'the database does not answer', unsent: true } as const;

interface Wanted {
  /** Known to be no good. */
  readonly refused: string | null;
  readonly force: boolean;
}

class SharedToken implements Tokens {
  private kept: { readonly token: string; readonly until: number } | null = null;
  /** Everybody in this process who wants the same thing waits for the one who asks. */
  private readonly asking = new Map<string, Promise<Token>>();

  constructor(
    private readonly key: string,
    private readonly source: TokenSource,
    private readonly shared: SharedTokens,
  ) {}

  async get(): Promise<Token> {
    if (this.kept && this.shared.now() < this.kept.until) return { kind: 'token', token: this.kept.token };
    return this.once({ refused: null, force: false });
  }

  async renew(refused: string): Promise<Token> {
    if (this.kept?.token === refused) this.kept = null;
    return this.once({ refused, force: false });
  }

  async force(refused: string): Promise<Token> {
    if (!this.source.onDemand) return { kind: 'token', token: refused };
    if (this.kept?.token === refused) this.kept = null;
    return this.once({ refused, force: true });
  }

  private once(wanted: Wanted): Promise<Token> {
    const name = `${wanted.force} ${wanted.refused ?? ''}`;
    const asked = this.asking.get(name);
    if (asked) return asked;
    const asking = this.obtain(wanted)
      .catch(() => NO_TABLE)
      .finally(() => this.asking.delete(name));
    this.asking.set(name, asking);
    return asking;
  }

  private async obtain({ refused, force }: Wanted): Promise<Token> {
    const giveUp = performance.now() + PATIENCE_MS;
    const began = await this.shared.read(this.key);
    for (let row = began; performance.now() < giveUp; row = await this.later()) {
      const now = this.shared.now();
      const token = now < row.until ? this.shared.open(row) : null;
      // The refused one again is good enough where it was fetched anew: then that is what the service gives.
      if (token !== null && (token !== refused || row.fetched > began.fetched)) return this.keep(token, row.until);
      // Whoever was at it while this one waited has tried for this one too.
      if (row.failed > began.failed && row.failure) return row.failure;
      if (now < row.leaseUntil) continue;
      const forcing = force ? forced(row, now) : {};
      // No more tokens on demand today: the refused one is all there is.
      if (forcing === null) return { kind: 'token', token: refused ?? '' };
      const leased = { ...forcing, leaseUntil: now + LEASE_MS };
      if (await this.shared.change(row, leased))
        return this.fetched({ ...row, ...leased, version: row.version + 1 }, force);
    }
    return { kind: 'unknown', why: 'no token in time', unsent: true };
  }

  private async later(): Promise<WechatTokenEntity> {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS * (0.5 + Math.random())));
    return this.shared.read(this.key);
  }

  /** Fetches, and writes down what came of it; where the lease ran out meanwhile, another one's word stands. */
  private async fetched(row: WechatTokenEntity, force: boolean): Promise<Token> {
    const answer = await this.source.fetch(force);
    if (answer.kind !== 'fetched') {
      await this.shared.change(row, { leaseUntil: 0, failure: answer, failed: row.failed + 1 });
      return answer;
    }
    const { token, seconds } = answer;
    const until = this.shared.now() + Math.max(seconds - EARLY_SECONDS, LEAST_SECONDS) * 1000;
    const sealed = this.shared.seal(token);
    const change = { sealed, until, leaseUntil: 0, fetched: row.fetched + 1, failure: null };
    // The token is good whether or not the others can read of it.
    await this.shared.change(row, change).catch(() => false);
    return this.keep(token, until);
  }

  private keep(token: string, until: number): Token {
    this.kept = { token, until };
    return { kind: 'token', token };
  }
}

/** The row's count with one more token on demand; null where there may be none now. */
function forced({ forcedAt, forcedDay, forcedCount }: WechatTokenEntity, now: number) {
  const day = Math.floor((now + CHINA_MS) / DAY_MS);
  const today = forcedDay === day ? forcedCount : 0;
  if (today >= FORCES_A_DAY || now - forcedAt < FORCE_GAP_MS) return null;
  return { forcedAt: now, forcedDay: day, forcedCount: today + 1 };
}
