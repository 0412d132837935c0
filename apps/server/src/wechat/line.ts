/** The line to one service: its breaker, its token, its figures, and a log that says nothing of anybody. */
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '../kernel/tokens.ts';
import { type Call, call, type Raw, readJson, readPicture } from './call.ts';
import { type Host, WechatHealth } from './health.ts';
import type { Answer, Picture, Token, WechatFailure } from './outcomes.ts';

/** Where a line has its token from. */
export interface Tokens {
  get(): Promise<Token>;
  /** Asks again; the same one comes back where the service still thinks it good. */
  renew(refused: string): Promise<Token>;
  /** Has another one made, within the service's limits; behind them the same one comes back. */
  force(refused: string): Promise<Token>;
}

export interface Ask extends Omit<Call, 'base'> {
  /** The name for log and figures. */
  readonly api: string;
  /** It changes nothing, so a busy service is asked again. */
  readonly reads?: true;
}

type Reply = Answer | Picture;

/** The token is wrong, malformed or has run out: three words for "fetch it again". */
const TOKEN_ERRORS = [40001, 40014, 42001];
/** The service's own word for being busy. */
const BUSY = -1;
const BUSY_TRIES = 3;
const BUSY_PAUSE_MS = 200;

@Injectable()
export class Lines {
  constructor(
    private readonly health: WechatHealth,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  to(host: Host, base: string): Line {
    return new Line(host, base, this.health, this.logger);
  }
}

export class Line {
  constructor(
    private readonly host: Host,
    private readonly base: string,
    private readonly health: WechatHealth,
    private readonly logger: Logger,
  ) {}

  /** Asks without a token. */
  ask(ask: Ask): Promise<Answer> {
    return this.noted(ask, () => this.once(ask, readJson));
  }

  /** Asks with the token, and once more with a new one where this one is no longer taken. */
  askWith(tokens: Tokens, ask: Ask): Promise<Answer> {
    return this.noted(ask, () => this.withToken(tokens, ask, readJson));
  }

  pictureWith(tokens: Tokens, ask: Ask): Promise<Picture> {
    return this.noted(ask, () => this.withToken(tokens, ask, readPicture));
  }

  private async withToken<T extends Reply>(
    tokens: Tokens,
    ask: Ask,
    read: (raw: Raw) => T,
  ): Promise<T | WechatFailure> {
    const first = await tokens.get();
    if (first.kind !== 'token') return unsent(first);
    const reply = await this.once(tokened(ask, first.token), read);
    if (!isTokenError(reply)) return reply;
    const second = await tokens.renew(first.token);
    if (second.kind !== 'token') return unsent(second);
    const again = await this.once(tokened(ask, second.token), read);
    if (!isTokenError(again) || second.token !== first.token) return again;
    const third = await tokens.force(second.token);
    return third.kind === 'token' && third.token !== second.token ? this.once(tokened(ask, third.token), read) : again;
  }

  /** One call, or as many as a busy service is worth where asking again changes nothing. */
  private async once<T extends Reply>(ask: Ask, read: (raw: Raw) => T): Promise<T | WechatFailure> {
    for (let attempt = 1; ; attempt++) {
      const reply = await this.measured(ask, read);
      if (!ask.reads || attempt >= BUSY_TRIES || reply.kind !== 'refused' || reply.errcode !== BUSY) return reply;
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS * 2 ** attempt * (0.5 + Math.random())));
    }
  }

  private async measured<T extends Reply>(ask: Ask, read: (raw: Raw) => T): Promise<T | WechatFailure> {
    if (!this.health.mayCall(this.host)) {
      this.health.measured(this.host, ask.api, 'unsent', null);
      return { kind: 'unknown', why: 'it has not answered for a while and is given a rest', unsent: true };
    }
    const began = performance.now();
    const reply = read(await call({ ...ask, base: this.base }));
    this.health.answered(this.host, failureOf(reply));
    this.health.measured(this.host, ask.api, outcomeOf(reply), (performance.now() - began) / 1000);
    return reply;
  }

  private async noted<T extends Reply>(ask: Ask, work: () => Promise<T | WechatFailure>): Promise<T | WechatFailure> {
    const reply = await work();
    if (reply.kind === 'refused') {
      const { errcode, rid, code } = reply;
      this.logger.warn({ host: this.host, call: ask.api, kind: reply.kind, errcode, rid, code }, 'outside');
    } else if (reply.kind === 'unknown')
      this.logger.warn({ host: this.host, call: ask.api, kind: reply.kind, why: reply.why }, 'outside');
    return reply;
  }
}

const tokened = (ask: Ask, token: string): Ask => ({ ...ask, query: { ...ask.query, access_token: token } });

/** Without a token the call itself was never made (or was refused for its token, which comes to the same). */
const unsent = (failure: WechatFailure): WechatFailure =>
  failure.kind === 'unknown' ? { ...failure, unsent: true } : failure;

const isTokenError = (reply: Reply) => reply.kind === 'refused' && TOKEN_ERRORS.includes(reply.errcode);

/** A refusal is an answer, and the service is well; only that it is busy is none. */
function failureOf(reply: Reply): string | null {
  if (reply.kind === 'unknown') return reply.why;
  return reply.kind === 'refused' && reply.errcode === BUSY ? 'it says that it is busy (-1)' : null;
}

function outcomeOf(reply: Reply): string {
  if (reply.kind === 'refused') return reply.code ?? String(reply.errcode);
  if (reply.kind === 'unknown') return reply.unsent ? 'unsent' : 'unknown';
  return 'ok';
}
