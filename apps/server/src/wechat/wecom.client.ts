import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../kernel/env.ts';
import type { WecomEnv } from '../kernel/env-outside.ts';
import { corpToken } from './fetch-token.ts';
import { type Line, Lines, type Tokens } from './line.ts';
import type { Sent, Userid, WechatFailure } from './outcomes.ts';
import { SharedTokens } from './shared-token.ts';

export interface WecomMessage {
  readonly userid: string;
  readonly title: string;
  /** Lines; where one has the form 「名称：内容」 a mini-program notice shows it as such. */
  readonly description: string;
  /** The page of the mini-program it opens, with its query and without a leading slash; `url` where it is no page. */
  readonly page?: string;
  readonly url?: string;
  /** At most four characters. */
  readonly btntxt?: string;
}

/** WeCom's number for a message nobody of those named can get. */
const NOBODY = 81013;
/** The same message to the same person within this time is one message. */
const SAME_SECONDS = 1800;

/** Messages to staff through the district's own WeCom; `unknown` and `unsent` where it has none. */
@Injectable()
export class WecomClient {
  private readonly line: Line;
  private readonly tokens: Tokens;
  private readonly wecom: WecomEnv | null;

  constructor(
    @Inject(ENV) private readonly env: Pick<Env, 'wecom' | 'wechat' | 'publicUrl'>,
    lines: Lines,
    tokens: SharedTokens,
  ) {
    this.wecom = env.wecom;
    this.line = lines.to('wecom', env.wecom?.base ?? '');
    this.tokens = tokens.of(`wecom:${env.wecom?.corpId}:${env.wecom?.agentId}`, corpToken(this.line, env.wecom));
  }

  get configured(): boolean {
    return this.wecom !== null;
  }

  /** Sends one message. WeCom takes it also where the person can't get it, and says so beside its "ok": that is 81013 here. */
  async send(message: WecomMessage): Promise<Sent> {
    const { wecom } = this;
    if (!wecom) return NOT_CONFIGURED;
    const answer = await this.line.askWith(this.tokens, {
      api: 'send',
      path: '/cgi-bin/message/send',
      body: {
        touser: message.userid,
        agentid: wecom.agentId,
        ...this.shaped(wecom, message),
        enable_duplicate_check: 1,
        duplicate_check_interval: SAME_SECONDS,
      },
    });
    if (answer.kind !== 'answer') return answer;
    const { invaliduser, unlicenseduser, msgid } = answer.body;
    if (named(invaliduser) || named(unlicenseduser))
      return {
        kind: 'refused',
        errcode: NOBODY,
        errmsg: 'the person can not get messages of this application',
        rid: null,
      };
    return msgid === undefined ? { kind: 'sent' } : { kind: 'sent', msgid: String(msgid) };
  }

  /** The member with this phone number; 46004 where there is none. */
  async useridOf(phone: string): Promise<Userid> {
    if (!this.wecom) return NOT_CONFIGURED;
    const ask = { api: 'useridOf', path: '/cgi-bin/user/getuserid', body: { mobile: phone }, reads: true } as const;
    const answer = await this.line.askWith(this.tokens, ask);
    if (answer.kind !== 'answer') return answer;
    const { userid } = answer.body;
    return typeof userid === 'string' ? { kind: 'userid', userid } : { kind: 'unknown', why: 'no userid' };
  }

  /** A notice that opens the mini-program inside WeCom where the two are linked, otherwise a card with an address. */
  private shaped({ linked }: WecomEnv, { title, description, page, url, btntxt }: WecomMessage): object {
    const appid = this.env.wechat.appId;
    // A notice needs a title of four characters at least.
    if (linked && page !== undefined && appid !== null && [...title].length >= 4)
      return {
        msgtype: 'miniprogram_notice',
        miniprogram_notice: { appid, page, title: cut(title, 12), content_item: items(description) },
      };
    return {
      msgtype: 'textcard',
      textcard: {
        title: cut(title, 128),
        description: cut(plain(description || title), 500),
        url: url ?? (page === undefined ? this.env.publicUrl : `${this.env.publicUrl}/#/${page}`),
        btntxt: cut(btntxt ?? '查看', 4),
      },
    };
  }
}

const NOT_CONFIGURED: WechatFailure = { kind: 'unknown', why: 'WECOM_* is not set', unsent: true };

/** A card reads its text as HTML. */
const plain = (text: string) => text.replaceAll('<', '＜').replaceAll('>', '＞');

/** Names separated by `|`; nobody is the empty text. */
const named = (list: unknown) => typeof list === 'string' && list !== '';

const cut = (text: string, length: number) => [...text].slice(0, length).join('');

/** The lines of a notice: at most ten, each a name of ten characters and a text of thirty. */
const items = (description: string) =>
  description
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 10)
    .map((line) => {
      const [, key, value] = /^([^：]{1,10})：(.+)$/.exec(line) ?? [undefined, '内容', line];
      return { key, value: cut(value ?? '', 30) };
    });
