import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../kernel/env.ts';
import { stableToken } from './fetch-token.ts';
import { type GroupData, openGroup } from './group-data.ts';
import { type Line, Lines, type Tokens } from './line.ts';
import type {
  Answer,
  Checked,
  Done,
  Group,
  Link,
  Ordered,
  PhoneNumber,
  Picture,
  Sent,
  SignedIn,
  WechatFailure,
} from './outcomes.ts';
import { SharedTokens } from './shared-token.ts';
import { Turns } from './turns.ts';

/** Where a text or a picture will stand; WeChat judges by it. */
const SCENES = { comment: 2, forum: 3 } as const;
type Scene = keyof typeof SCENES;

const MEDIA_TYPES = { audio: 1, image: 2 } as const;

/** The version of the mini-program, in the words of codes and links. */
const VERSIONS = { formal: 'release', trial: 'trial', developer: 'develop' } as const;

/** WeChat draws nothing narrower, and a poster needs nothing wider. */
const CODE_WIDTH = 430;

export interface CardMessage {
  readonly openid: string;
  readonly templateId: string;
  /** The page of the mini-program the card opens, without a leading slash. */
  readonly page: string;
  /** Keyword such as `thing1` -> its text. */
  readonly data: Readonly<Record<string, string>>;
}

/**
 * The calls to WeChat's server that this house makes. What goes wrong is a value: `refused` is WeChat's own answer,
 * `unknown` means that nobody can say whether it was done. Secrets, tokens and openids never reach the log.
 */
@Injectable()
export class WechatClient {
  private readonly line: Line;
  private readonly tokens: Tokens;
  /** WeChat refuses a second message to somebody while the first is on its way (43108). */
  private readonly turns = new Turns();

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'wechat'>,
    lines: Lines,
    tokens: SharedTokens,
  ) {
    this.line = lines.to('wechat', env.wechat.base);
    this.tokens = tokens.of(`wechat:${env.wechat.appId}`, stableToken(this.line, env.wechat));
  }

  /** Trades the code of `wx.login` for the person's openid. */
  async code2Session(code: string): Promise<SignedIn> {
    const session = await this.session(code);
    return session.kind === 'session' ? { kind: 'signed_in', openid: session.openid } : session;
  }

  /** The group somebody opened the mini-program from. The session's key opens what the phone was told, and is thrown away. */
  async groupOf({ code, ...data }: { readonly code: string } & GroupData): Promise<Group> {
    const session = await this.session(code);
    if (session.kind !== 'session') return session;
    return openGroup(data, session.key, this.env.wechat.appId ?? '');
  }

  /** Trades the code of the phone button for the number the person confirmed in WeChat. */
  async getPhoneNumber(code: string): Promise<PhoneNumber> {
    const answer = await this.post('getPhoneNumber', '/wxa/business/getuserphonenumber', { code });
    if (answer.kind !== 'answer') return answer;
    const phone = answer.body.phone_info as { purePhoneNumber?: unknown; countryCode?: unknown } | undefined;
    if (typeof phone?.purePhoneNumber !== 'string') return { kind: 'unknown', why: 'no number in the answer' };
    return { kind: 'phone', phone: phone.purePhoneNumber, countryCode: String(phone.countryCode ?? '86') };
  }

  /** Sends one subscribe message. */
  async sendSubscribe(message: CardMessage): Promise<Sent> {
    return this.turns.take(message.openid, async () =>
      sent(
        await this.post('sendSubscribe', '/cgi-bin/message/subscribe/send', {
          touser: message.openid,
          template_id: message.templateId,
          page: message.page,
          miniprogram_state: this.env.wechat.state,
          lang: 'zh_CN',
          data: valued(message.data),
        }),
      ),
    );
  }

  /** Sends one message to somebody who is bound as an employee. Its data is a JSON text inside the JSON: WeChat wants it so. */
  async sendEmployee(message: CardMessage): Promise<Sent> {
    return this.turns.take(message.openid, async () =>
      sent(
        await this.post('sendEmployee', '/cgi-bin/message/wxopen/employeerelationmsg/send', {
          touser: message.openid,
          template_id: message.templateId,
          page: message.page,
          data: JSON.stringify({ data: valued(message.data) }),
        }),
      ),
    );
  }

  /** Ends the employee's relation of people who have left. */
  async unbindEmployee(openids: readonly string[]): Promise<Done> {
    return done(await this.post('unbindEmployee', '/wxa/business/unbinduserb2cauthinfo', { openid_list: openids }));
  }

  /** Asks what to think of a text that others will read. WeChat answers only for who opened the mini-program within two hours. */
  async checkText(openid: string, content: string, scene: Scene): Promise<Checked> {
    const body = { openid, scene: SCENES[scene], version: 2, content };
    const answer = await this.post('checkText', '/wxa/msg_sec_check', body);
    if (answer.kind !== 'answer') return answer;
    const suggest = (answer.body.result as { suggest?: unknown } | undefined)?.suggest;
    if (suggest === 'pass' || suggest === 'review' || suggest === 'risky') return { kind: 'checked', suggest };
    return { kind: 'unknown', why: 'no suggestion in the answer' };
  }

  /** Orders a look at a picture or a recording, which WeChat fetches from `url`; within half an hour comes `wxa_media_check`. */
  async checkMedia(order: {
    readonly openid: string;
    readonly url: string;
    readonly kind: keyof typeof MEDIA_TYPES;
    readonly scene: Scene;
  }): Promise<Ordered> {
    const answer = await this.post('checkMedia', '/wxa/media_check_async', {
      openid: order.openid,
      media_url: order.url,
      media_type: MEDIA_TYPES[order.kind],
      version: 2,
      scene: SCENES[order.scene],
    });
    if (answer.kind !== 'answer') return answer;
    const { trace_id: traceId } = answer.body;
    return typeof traceId === 'string' ? { kind: 'ordered', traceId } : { kind: 'unknown', why: 'no trace_id' };
  }

  /** The round code that opens `page` with `scene` (1 to 32 plain characters). `width` in pixels, 280 to 1280. */
  async codeOf(code: { readonly scene: string; readonly page: string; readonly width?: number }): Promise<Picture> {
    const { state } = this.env.wechat;
    return this.line.pictureWith(this.tokens, {
      api: 'codeOf',
      path: '/wxa/getwxacodeunlimit',
      body: {
        scene: code.scene,
        page: code.page,
        // WeChat knows the pages of the released version only.
        check_path: state === 'formal',
        env_version: VERSIONS[state],
        width: code.width ?? CODE_WIDTH,
      },
      reads: true,
    });
  }

  /** An https address that opens the page from an SMS or a browser, for 1 to 30 days. `query` without its question mark. */
  async urlLink(link: { readonly page: string; readonly query: string; readonly days: number }): Promise<Link> {
    const answer = await this.post('urlLink', '/wxa/generate_urllink', {
      path: link.page,
      query: link.query,
      expire_type: 1,
      expire_interval: link.days,
      env_version: VERSIONS[this.env.wechat.state],
    });
    if (answer.kind !== 'answer') return answer;
    const { url_link: url } = answer.body;
    return typeof url === 'string' ? { kind: 'link', url } : { kind: 'unknown', why: 'no link in the answer' };
  }

  private async session(
    code: string,
  ): Promise<{ readonly kind: 'session'; readonly openid: string; readonly key: string } | WechatFailure> {
    const { appId, secret } = this.env.wechat;
    if (appId === null || secret === null) return NOT_CONFIGURED;
    const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' };
    const answer = await this.line.ask({ api: 'code2Session', path: '/sns/jscode2session', query });
    if (answer.kind !== 'answer') return answer;
    const { openid, session_key: key } = answer.body;
    if (typeof openid !== 'string' || openid === '') return { kind: 'unknown', why: 'no openid in the answer' };
    return { kind: 'session', openid, key: String(key ?? '') };
  }

  private post(api: string, path: string, body: object): Promise<Answer> {
    return this.line.askWith(this.tokens, { api, path, body });
  }
}

const NOT_CONFIGURED = { kind: 'unknown', why: 'WECHAT_APPID and WECHAT_SECRET are not set', unsent: true } as const;

const valued = (data: CardMessage['data']) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]));

function sent(answer: Answer): Sent {
  if (answer.kind !== 'answer') return answer;
  const { msgid } = answer.body;
  return msgid === undefined ? { kind: 'sent' } : { kind: 'sent', msgid: String(msgid) };
}

const done = (answer: Answer): Done => (answer.kind === 'answer' ? { kind: 'done' } : answer);
