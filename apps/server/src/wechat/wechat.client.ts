import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Clock } from '../kernel/clock.ts';
import { ENV, type Env } from '../kernel/env.ts';
import { LOGGER } from '../kernel/tokens.ts';
import { type Answer, callWechat, type WechatFailure } from './call.ts';
import { StableToken } from './stable-token.ts';

/** The token is wrong, malformed or has run out: WeChat's three words for "fetch it again". */
const TOKEN_ERRORS = [40001, 40014, 42001];

export type SignedIn = { readonly kind: 'signed_in'; readonly openid: string } | WechatFailure;
export type PhoneNumber =
  | { readonly kind: 'phone'; readonly phone: string; readonly countryCode: string }
  | WechatFailure;
export type Sent = { readonly kind: 'sent'; readonly msgid?: string } | WechatFailure;

/** What WeChat thinks of a text: show it, let a person look, or don't show it. */
export type Checked = { readonly kind: 'checked'; readonly suggest: 'pass' | 'review' | 'risky' } | WechatFailure;

/** Where a text will stand; WeChat judges by it. */
const SCENES = { comment: 2, forum: 3 } as const;

export interface SubscribeMessage {
  readonly openid: string;
  readonly templateId: string;
  /** The page of the mini-program the card opens, without a leading slash. */
  readonly page: string;
  /** Keyword such as `thing1` -> its text. */
  readonly data: Readonly<Record<string, string>>;
  readonly state: 'developer' | 'trial' | 'formal';
}

/**
 * The few calls to WeChat's server that this house makes. What goes wrong is a value: `refused` is WeChat's own answer,
 * `unknown` means that nobody can say whether it was done. Secrets, tokens and openids never reach the log.
 */
@Injectable()
export class WechatClient {
  private readonly token: StableToken;

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'wechat'>,
    clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.token = new StableToken(env.wechat, clock);
  }

  /** Trades the code of `wx.login` for the person's openid. The session key is thrown away: nothing here needs it. */
  async code2Session(code: string): Promise<SignedIn> {
    const { appId, secret } = this.env.wechat;
    if (appId === null || secret === null) return NOT_CONFIGURED;
    const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' };
    const answer = await callWechat(this.env.wechat.base, '/sns/jscode2session', query);
    if (answer.kind !== 'answer') return this.noted('code2Session', answer);
    const { openid } = answer.body;
    if (typeof openid !== 'string' || openid === '') return { kind: 'unknown', why: 'no openid in the answer' };
    return { kind: 'signed_in', openid };
  }

  /** Trades the code of the phone button for the number the person confirmed in WeChat. */
  async getPhoneNumber(code: string): Promise<PhoneNumber> {
    const answer = await this.withToken('/wxa/business/getuserphonenumber', { code });
    if (answer.kind !== 'answer') return this.noted('getPhoneNumber', answer);
    const phone = answer.body.phone_info as { purePhoneNumber?: unknown; countryCode?: unknown } | undefined;
    if (typeof phone?.purePhoneNumber !== 'string') return { kind: 'unknown', why: 'no number in the answer' };
    return { kind: 'phone', phone: phone.purePhoneNumber, countryCode: String(phone.countryCode ?? '86') };
  }

  /** Sends one subscribe message. `sent` means that WeChat took it, which isn't yet that it was shown. */
  async sendSubscribe(message: SubscribeMessage): Promise<Sent> {
    const answer = await this.withToken('/cgi-bin/message/subscribe/send', {
      touser: message.openid,
      template_id: message.templateId,
      page: message.page,
      miniprogram_state: message.state,
      lang: 'zh_CN',
      data: Object.fromEntries(Object.entries(message.data).map(([key, value]) => [key, { value }])),
    });
    if (answer.kind !== 'answer') return this.noted('sendSubscribe', answer);
    const { msgid } = answer.body;
    return msgid === undefined ? { kind: 'sent' } : { kind: 'sent', msgid: String(msgid) };
  }

  /** Asks what to think of a text that others will read. WeChat answers only for who opened the mini-program within two hours. */
  async checkText(openid: string, content: string, scene: keyof typeof SCENES): Promise<Checked> {
    const answer = await this.withToken('/wxa/msg_sec_check', { openid, scene: SCENES[scene], version: 2, content });
    if (answer.kind !== 'answer') return this.noted('checkText', answer);
    const suggest = (answer.body.result as { suggest?: unknown } | undefined)?.suggest;
    if (suggest === 'pass' || suggest === 'review' || suggest === 'risky') return { kind: 'checked', suggest };
    return { kind: 'unknown', why: 'no suggestion in the answer' };
  }

  /** Calls with the token, and once more with a new one where WeChat no longer takes it. */
  private async withToken(path: string, body: object): Promise<Answer> {
    const first = await this.token.get();
    if (first.kind !== 'token') return unsent(first);
    const answer = await this.post(path, first.token, body);
    if (!isTokenError(answer)) return answer;
    const second = await this.token.renew(first.token);
    return second.kind === 'token' ? this.post(path, second.token, body) : unsent(second);
  }

  private post(path: string, token: string, body: object): Promise<Answer> {
    return callWechat(this.env.wechat.base, path, { access_token: token }, body);
  }

  private noted<T extends WechatFailure>(call: string, failure: T): T {
    const { kind } = failure;
    const detail = failure.kind === 'refused' ? { errcode: failure.errcode, rid: failure.rid } : { why: failure.why };
    this.logger.warn({ call, kind, ...detail }, 'wechat');
    return failure;
  }
}

const NOT_CONFIGURED = { kind: 'unknown', why: 'WECHAT_APPID and WECHAT_SECRET are not set' } as const;

/** Without a token the call itself was never made (or was refused for its token, which comes to the same). */
const unsent = (failure: WechatFailure): WechatFailure =>
  failure.kind === 'unknown' ? { ...failure, unsent: true } : failure;

const isTokenError = (answer: Answer) => answer.kind === 'refused' && TOKEN_ERRORS.includes(answer.errcode);
