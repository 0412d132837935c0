/** Asks WeChat, WeCom and SMS as the server does, but keeps nothing: the doctor works where the database does not. */
import type { Env } from '../kernel/env.ts';
import { type Call, call, readJson, readPicture } from '../wechat/call.ts';
import type { Answer, Picture, Token, WechatFailure } from '../wechat/outcomes.ts';
import { sendSms } from '../wechat/sms-request.ts';

type Ask = Omit<Call, 'base'>;

const NOT_SET: WechatFailure = { kind: 'unknown', why: 'not set up', unsent: true };

export interface Dated {
  readonly token: Token;
  /** The service's own time, where it said one. */
  readonly date: number | null;
}

export class Outside {
  private token: Token = NOT_SET;
  private corpToken: Token = NOT_SET;

  constructor(private readonly env: Pick<Env, 'wechat' | 'wecom' | 'sms'>) {}

  /** Fetches the token that the questions below are asked with. */
  async wechatToken(): Promise<Dated> {
    const { base, appId, secret } = this.env.wechat;
    const body = { grant_type: 'client_credential', appid: appId, secret, force_refresh: false };
    const raw = await call({ base, path: '/cgi-bin/stable_token', body });
    this.token = tokenOf(readJson(raw));
    return { token: this.token, date: raw.kind === 'raw' ? raw.date : null };
  }

  wechat(ask: Ask): Promise<Answer> {
    return asked(this.env.wechat.base, this.token, ask);
  }

  async picture(ask: Ask): Promise<Picture> {
    const { token } = this;
    if (token.kind !== 'token') return token;
    return readPicture(await call({ ...ask, base: this.env.wechat.base, query: { access_token: token.token } }));
  }

  async wecomToken(): Promise<Token> {
    const { wecom } = this.env;
    if (!wecom) return NOT_SET;
    const query = { corpid: wecom.corpId, corpsecret: wecom.secret };
    this.corpToken = tokenOf(readJson(await call({ base: wecom.base, path: '/cgi-bin/gettoken', query })));
    return this.corpToken;
  }

  wecom(ask: Ask): Promise<Answer> {
    return asked(this.env.wecom?.base ?? '', this.corpToken, ask);
  }

  /** A text to nobody: it costs nothing and reaches nobody, but is refused for a reason. */
  async sms(now: number): Promise<Answer> {
    const { sms } = this.env;
    if (!sms) return NOT_SET;
    return readJson(await call({ base: sms.base, ...sendSms(sms, { numbers: [], templateId: '0', params: [] }, now) }));
  }
}

async function asked(base: string, token: Token, ask: Ask): Promise<Answer> {
  if (token.kind !== 'token') return token;
  return readJson(await call({ ...ask, base, query: { ...ask.query, access_token: token.token } }));
}

function tokenOf(answer: Answer): Token {
  if (answer.kind !== 'answer') return answer;
  const { access_token: token } = answer.body;
  return typeof token === 'string' ? { kind: 'token', token } : { kind: 'unknown', why: 'no token in the answer' };
}
