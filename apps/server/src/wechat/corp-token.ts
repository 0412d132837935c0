import type { Clock } from '../kernel/clock.ts';
import type { WecomEnv } from '../kernel/env-outside.ts';
import type { Line, Tokens } from './line.ts';
import type { Token } from './outcomes.ts';

const EARLY_SECONDS = 300;
const LEAST_SECONDS = 30;

/** The token of the WeCom application. Asked again, WeCom gives the same one as long as it lives. */
export class CorpToken implements Tokens {
  private kept: { readonly token: string; readonly until: number } | null = null;
  private fetching: Promise<Token> | null = null;

  constructor(
    private readonly wecom: WecomEnv | null,
    private readonly line: Line,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<Token> {
    if (this.kept && this.clock.now() < this.kept.until) return { kind: 'token', token: this.kept.token };
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  async renew(refused: string): Promise<Token> {
    if (this.kept?.token === refused) this.kept = null;
    return this.get();
  }

  private async fetch(): Promise<Token> {
    if (!this.wecom) return { kind: 'unknown', why: 'WECOM_* is not set', unsent: true };
    const query = { corpid: this.wecom.corpId, corpsecret: this.wecom.secret };
    const answer = await this.line.ask({ api: 'token', path: '/cgi-bin/gettoken', query, reads: true });
    if (answer.kind !== 'answer') return answer;
    const { access_token: token, expires_in: seconds } = answer.body;
    if (typeof token !== 'string' || typeof seconds !== 'number')
      return { kind: 'unknown', why: 'no token in the answer' };
    this.kept = { token, until: this.clock.now() + Math.max(seconds - EARLY_SECONDS, LEAST_SECONDS) * 1000 };
    return { kind: 'token', token };
  }
}
