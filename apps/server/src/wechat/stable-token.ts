import type { Clock } from '../kernel/clock.ts';
import type { Env } from '../kernel/env.ts';
import type { Line, Tokens } from './line.ts';
import type { Token } from './outcomes.ts';

const EARLY_SECONDS = 300;
const LEAST_SECONDS = 30;
const FORCE_EVERY_MS = 30_000;
const FORCES_A_DAY = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The server's one access token, from `stable_token`, fetched once for everybody who waits for it.
 *
 * It is kept until five minutes before its end, but never less than 30 seconds: a stable token may be handed out with
 * little time left, and asking again would give the same one.
 */
export class StableToken implements Tokens {
  private kept: { readonly token: string; readonly until: number } | null = null;
  private fetching: Promise<Token> | null = null;
  private forcedAt: number[] = [];

  constructor(
    private readonly wechat: Env['wechat'],
    private readonly line: Line,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<Token> {
    if (this.kept && this.clock.now() < this.kept.until) return { kind: 'token', token: this.kept.token };
    return this.fetchOnce(false);
  }

  /** Another token than `refused`, where there is one; forces WeChat to make one within its limits (20 a day). */
  async renew(refused: string): Promise<Token> {
    if (this.kept?.token === refused) this.kept = null;
    const next = await this.get();
    if (next.kind !== 'token' || next.token !== refused || !this.mayForce()) return next;
    this.kept = null;
    return this.fetchOnce(true);
  }

  private fetchOnce(force: boolean): Promise<Token> {
    this.fetching ??= this.fetch(force).finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  private async fetch(force: boolean): Promise<Token> {
    const { appId, secret } = this.wechat;
    if (appId === null || secret === null)
      return { kind: 'unknown', why: 'WECHAT_APPID and WECHAT_SECRET are not set' };
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: force };
    const answer = await this.line.ask({ api: 'token', path: '/cgi-bin/stable_token', body, reads: true });
    if (answer.kind !== 'answer') return answer;
    const { access_token: token, expires_in: seconds } = answer.body;
    if (typeof token !== 'string' || typeof seconds !== 'number')
      return { kind: 'unknown', why: 'no token in the answer' };
    const until = this.clock.now() + Math.max(seconds - EARLY_SECONDS, LEAST_SECONDS) * 1000;
    this.kept = { token, until };
    return { kind: 'token', token };
  }

  private mayForce(): boolean {
    const now = this.clock.now();
    this.forcedAt = this.forcedAt.filter((at) => now - at < DAY_MS);
    const last = this.forcedAt.at(-1);
    if (this.forcedAt.length >= FORCES_A_DAY || (last !== undefined && now - last < FORCE_EVERY_MS)) return false;
    this.forcedAt.push(now);
    return true;
  }
}
