/** The part of the environment that speaks of the world outside: WeChat, WeCom and the operator of SMS. */
import * as z from 'zod';

export interface WechatEnv {
  readonly base: string;
  /** Null only outside production. */
  readonly appId: string | null;
  /** Null only outside production. */
  readonly secret: string | null;
  /** The version of the mini-program that cards and codes open. */
  readonly state: 'formal' | 'trial' | 'developer';
  /** What WeChat signs and encrypts its pushes with; null where the address is not registered. */
  readonly callback: { readonly token: string; readonly aesKey: string } | null;
}

export interface WecomEnv {
  readonly base: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** The mini-program is linked with the WeCom application, so that a notice may open its pages. */
  readonly linked: boolean;
}

export interface SmsEnv {
  readonly base: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly appId: string;
  /** The signature in front of every text, without its brackets. */
  readonly sign: string;
  readonly region: string;
}

const text = z.string().trim().min(1).optional();
const url = z.url({ protocol: /^https?$/ });

export const OUTSIDE = {
  WECHAT_API_BASE: url.default('https://api.weixin.qq.com'),
  WECHAT_APPID: text,
  WECHAT_SECRET: text,
  WECHAT_STATE: z.enum(['formal', 'trial', 'developer']).optional(),
  WECHAT_CALLBACK_TOKEN: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{3,32}$/, 'must be 3 to 32 letters and digits')
    .optional(),
  WECHAT_CALLBACK_AES_KEY: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{43}$/, 'must be the 43 letters and digits of the EncodingAESKey')
    .optional(),
  WECOM_API_BASE: url.default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: text,
  WECOM_AGENT_ID: z.coerce.number().int().positive().optional(),
  WECOM_SECRET: text,
  WECOM_LINKED: z.stringbool().optional(),
  SMS_API_BASE: url.default('https://sms.tencentcloudapi.com'),
  SMS_SECRET_ID: text,
  SMS_SECRET_KEY: text,
  SMS_APP_ID: text,
  SMS_SIGN: text,
  SMS_REGION: text,
};

const schema = z.object(OUTSIDE);
type Raw = z.infer<typeof schema>;
type Source = Readonly<Record<string, string | undefined>>;

/** Bases that must be the real services in production. */
const BASES = ['WECHAT_API_BASE', 'WECOM_API_BASE', 'SMS_API_BASE'] as const;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/;

/** A base at this machine is the stand-in, and a base without TLS gives the secret away. */
export function basesOfProduction(set: Source): string[] {
  return BASES.flatMap((name) => {
    const base = set[name];
    if (base === undefined || !URL.canParse(base)) return [];
    const { hostname, protocol } = new URL(base);
    if (LOOPBACK.test(hostname)) return [`${name} points at this machine: the stand-in is for trying things out only`];
    return protocol === 'https:' ? [] : [`${name} must begin with https://`];
  });
}

/** Things that work together only: all of them, or none. */
const WHOLE = {
  'WECHAT_CALLBACK_*': ['WECHAT_CALLBACK_TOKEN', 'WECHAT_CALLBACK_AES_KEY'],
  'WECOM_*': ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET'],
  'SMS_*': ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'SMS_APP_ID', 'SMS_SIGN', 'SMS_REGION'],
  'S3_*': ['S3_ENDPOINT', 'S3_REGION', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
} as const;

/** What is missing of things of which something is set. */
export function halves(set: Source): string[] {
  return Object.entries(WHOLE).flatMap(([group, names]) => {
    const missing = names.filter((name) => set[name] === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    return missing.map((name) => `${name} is not set (all ${group} are needed, or none)`);
  });
}

const bare = (base: string) => base.replace(/\/+$/, '');

export function wechatOf(raw: Raw, production: boolean): WechatEnv {
  const { WECHAT_CALLBACK_TOKEN: token, WECHAT_CALLBACK_AES_KEY: aesKey } = raw;
  return {
    base: bare(raw.WECHAT_API_BASE),
    appId: raw.WECHAT_APPID ?? null,
    secret: raw.WECHAT_SECRET ?? null,
    state: raw.WECHAT_STATE ?? (production ? 'formal' : 'trial'),
    callback: token && aesKey ? { token, aesKey } : null,
  };
}

export function wecomOf(raw: Raw): WecomEnv | null {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = raw;
  return corpId && agentId && secret
    ? { base: bare(raw.WECOM_API_BASE), corpId, agentId, secret, linked: raw.WECOM_LINKED ?? false }
    : null;
}

export function smsOf(raw: Raw): SmsEnv | null {
  const { SMS_SECRET_ID: secretId, SMS_SECRET_KEY: secretKey, SMS_APP_ID: appId } = raw;
  const { SMS_SIGN: sign, SMS_REGION: region } = raw;
  return secretId && secretKey && appId && sign && region
    ? { base: bare(raw.SMS_API_BASE), secretId, secretKey, appId, sign, region }
    : null;
}
