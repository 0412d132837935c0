/** Whom a push is from, what it says, and that it is kept before it is answered. */
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { eventOf, sealedPart } from './push.ts';
import { isSigned, openPush } from './push-crypto.ts';
import { WechatEvents } from './wechat.events.ts';

/** What stands in the address of a push. */
export interface PushQuery {
  readonly signature?: string;
  readonly msg_signature?: string;
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly echostr?: string;
}

/** What is answered: a text for WeChat, or a refusal. */
export type CallbackReply = { readonly text: string } | { readonly refused: 'BAD_REQUEST' | 'FORBIDDEN' | 'NOT_FOUND' };

/** A signature is worth this long; WeChat signs again where it tells again. */
const FRESH_MS = 60 * 60_000;
const ECHO = /^[\w+/=-]{1,200}$/;

/** WeChat tells the same thing up to three times unless it is answered this. */
const TAKEN: CallbackReply = { text: 'success' };
const NOT_SIGNED: CallbackReply = { refused: 'FORBIDDEN' };
const UNSET: CallbackReply = { refused: 'NOT_FOUND' };

@Injectable()
export class Callback {
  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'wechat'>,
    private readonly events: WechatEvents,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** WeChat asks once whether this address is ours. */
  verify({ signature, timestamp = '', nonce = '', echostr = '' }: PushQuery): CallbackReply {
    const { callback } = this.env.wechat;
    if (!callback) return UNSET;
    if (!this.isFresh(timestamp) || !isSigned(signature, callback.token, timestamp, nonce)) return NOT_SIGNED;
    return ECHO.test(echostr) ? { text: echostr } : { refused: 'BAD_REQUEST' };
  }

  /** Keeps what was pushed. Rejects where it can't be kept, so that WeChat tells it again. */
  async take(query: PushQuery, body: string): Promise<CallbackReply> {
    if (!this.env.wechat.callback) return UNSET;
    const message = this.messageOf(query, body);
    if (message === null) return NOT_SIGNED;
    const event = eventOf(message);
    // It came from WeChat and says nothing we know how to read: telling it again would not help.
    if (event) await this.events.store(event);
    else this.logger.warn({ bytes: message.length }, 'WeChat pushed what is no event');
    return TAKEN;
  }

  /** The open message, or null where nobody who knows our token wrote it. */
  private messageOf({ signature, msg_signature, timestamp = '', nonce = '' }: PushQuery, body: string): string | null {
    const { appId, callback } = this.env.wechat;
    if (!callback || appId === null || !this.isFresh(timestamp)) return null;
    const sealed = sealedPart(body);
    if (sealed === null) return isSigned(signature, callback.token, timestamp, nonce) ? body : null;
    if (!isSigned(msg_signature, callback.token, timestamp, nonce, sealed)) return null;
    return openPush(callback.aesKey, appId, sealed);
  }

  private isFresh(timestamp: string): boolean {
    return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - this.clock.now()) <= FRESH_MS;
  }
}
