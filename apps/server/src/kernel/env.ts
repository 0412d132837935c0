/** The only file that reads the environment. Everything wrong with it is said in one list before anything is opened. */
import { resolve } from 'node:path';
import * as z from 'zod';
import {
  basesOfProduction,
  halves,
  OUTSIDE,
  type SmsEnv,
  smsOf,
  type WechatEnv,
  type WecomEnv,
  wechatOf,
  wecomOf,
} from './env-outside.ts';
import { devSecrets, SECRET_NAMES } from './secrets.ts';

export interface Env {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Absolute folder of the embedded database, uploaded photos and, outside production, the generated secrets. */
  readonly dataDir: string;
  /** Null is the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** `auto` brings the tables up to date at start; `command` leaves it to `cli migrate`. */
  readonly migrate: 'auto' | 'command';
  /** Absolute folder of the district's files. */
  readonly districtDir: string;
  /** The first seals; the others only open what was sealed before. 32 bytes each. */
  readonly secretKeys: readonly Buffer[];
  readonly hashKey: Buffer;
  readonly signingKey: Buffer;
  readonly wechat: WechatEnv;
  /** Null where the district has no WeCom of its own. */
  readonly wecom: WecomEnv | null;
  /** Null where nobody pays for SMS. */
  readonly sms: SmsEnv | null;
  /** Where people reach this server from outside, without a slash at the end. */
  readonly publicUrl: string;
  readonly s3: S3Env | null;
  readonly h5Dir: string | null;
  readonly metricsToken: string | null;
  /** People of the demo district may be chosen at sign-in. Never in production. */
  readonly demo: boolean;
  /** A stand-in takes WeChat's place, and demo people's phones are answered for. Never in production. */
  readonly standIn: boolean;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Whose `X-Forwarded-For` is believed: addresses or `loopback`. */
  readonly trustProxy: string;
  /** Requests a minute: sign-in per address, writes per session. */
  readonly rate: { readonly signIn: number; readonly writes: number };
}

export interface S3Env {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const ENV = Symbol('ENV');

const text = z.string().trim().min(1).optional();
const flag = z.stringbool().optional();
const rate = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const url = (protocol: RegExp) => z.url({ protocol }).optional();
/** At least 32 random bytes in base64, as `openssl rand -base64 32` prints them. */
const key = z
  .string()
  .trim()
  .transform((value) => Buffer.from(value, 'base64'))
  .refine((bytes) => bytes.length >= 32, 'must be at least 32 bytes in base64 (openssl rand -base64 32)')
  .refine((bytes) => new Set(bytes).size > 8, 'is not random');
const aesKey = key.refine((bytes) => bytes.length === 32, 'must be exactly 32 bytes in base64');

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: text,
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(/^(mysql|mariadb)$/),
  MIGRATE: z.enum(['auto', 'command']).optional(),
  CONFIG_DIR: z.string().default('config'),
  DISTRICT: text,
  SECRET_KEY: aesKey,
  SECRET_KEYS_BEFORE: z
    .string()
    .transform((list) => list.split(',').filter((part) => part.trim() !== ''))
    .pipe(z.array(aesKey))
    .optional(),
  HASH_KEY: key,
  SIGNING_KEY: key,
  ...OUTSIDE,
  WECHAT_STAND_IN: flag,
  PUBLIC_URL: url(/^https?$/),
  S3_ENDPOINT: url(/^https?$/),
  S3_REGION: text,
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  H5_DIR: text,
  METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  DEMO: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  TRUST_PROXY: z.string().trim().min(1).default('loopback'),
  RATE_SIGN_IN: rate(60),
  RATE_WRITES: rate(120),
});
type Raw = z.infer<typeof schema>;

/** Reads the environment, or exits with one list of everything that is missing or wrong. */
export function loadEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const read = readEnv(source);
  if ('env' in read) return read.env;
  process.stderr.write(`The server can't start. ${read.problems.length} thing(s) to correct in the environment:\n`);
  for (const problem of read.problems) process.stderr.write(`  - ${problem}\n`);
  process.exit(78);
}

/** The environment as a value, or everything that is wrong with it, one line each. */
export function readEnv(
  source: Readonly<Record<string, string | undefined>>,
): { env: Env } | { problems: readonly string[] } {
  // An empty line in an .env file means "not set", not "the empty text".
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const production = set.NODE_ENV === 'production';
  const given = production ? set : { ...devSecrets(resolve(set.DATA_DIR ?? '.data'), set), ...set };
  // Operators read English, whatever language the process has for the people who use it.
  const parsed = schema.safeParse(given, { error: z.locales.en().localeError });
  const problems = parsed.success ? [] : firstOfEach(parsed.error.issues).map(said);
  if (production) problems.push(...missingInProduction(set));
  problems.push(...halves(set));
  if (problems.length > 0 || !parsed.success) return { problems };
  return { env: assemble(parsed.data, production) };
}

/** One thing to correct for each name: a key that is too short needn't be called short twice. */
const firstOfEach = (issues: readonly z.core.$ZodIssue[]) =>
  issues.filter((issue, at) => issues.findIndex((other) => other.path[0] === issue.path[0]) === at);

function said(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]);
  const missing = issue.code === 'invalid_type' && issue.message.includes('undefined');
  return missing ? `${name} is not set` : `${name}: ${issue.message}`;
}

function missingInProduction(set: Readonly<Record<string, string | undefined>>): string[] {
  const problems = ['DISTRICT', 'WECHAT_APPID', 'WECHAT_SECRET', 'PUBLIC_URL']
    .filter((name) => set[name] === undefined)
    .map((name) => `${name} is not set`);
  problems.push(...basesOfProduction(set));
  if (set.PUBLIC_URL !== undefined && !set.PUBLIC_URL.startsWith('https://'))
    problems.push('PUBLIC_URL must begin with https://');
  if (/^(1|true|yes|on)$/i.test(set.DEMO ?? '')) problems.push('DEMO: demo people can not sign in in production');
  const given = SECRET_NAMES.map((name) => set[name]).filter((value) => value !== undefined);
  if (new Set(given).size < given.length) problems.push(`${SECRET_NAMES.join(', ')} must differ from one another`);
  return problems;
}

function assemble(raw: Raw, production: boolean): Env {
  const host = raw.HOST ?? (production ? '0.0.0.0' : '127.0.0.1');
  const district = raw.DISTRICT ?? 'demo';
  return {
    production,
    port: raw.PORT,
    host,
    dataDir: resolve(raw.DATA_DIR),
    databaseUrl: raw.DATABASE_URL ?? null,
    migrate: raw.DATABASE_URL === undefined ? 'auto' : (raw.MIGRATE ?? (production ? 'command' : 'auto')),
    districtDir: /[\\/]/.test(district) ? resolve(district) : resolve(raw.CONFIG_DIR, district),
    secretKeys: [raw.SECRET_KEY, ...(raw.SECRET_KEYS_BEFORE ?? [])],
    hashKey: raw.HASH_KEY,
    signingKey: raw.SIGNING_KEY,
    wechat: wechatOf(raw, production),
    wecom: wecomOf(raw),
    sms: smsOf(raw),
    publicUrl: (raw.PUBLIC_URL ?? `http://${host}:${raw.PORT}`).replace(/\/+$/, ''),
    s3: s3Of(raw),
    h5Dir: raw.H5_DIR === undefined ? null : resolve(raw.H5_DIR),
    metricsToken: raw.METRICS_TOKEN ?? null,
    demo: !production && (raw.DEMO ?? true),
    standIn: !production && (raw.WECHAT_STAND_IN ?? false),
    logLevel: raw.LOG_LEVEL ?? (raw.NODE_ENV === 'test' ? 'error' : 'info'),
    trustProxy: raw.TRUST_PROXY,
    rate: { signIn: raw.RATE_SIGN_IN, writes: raw.RATE_WRITES },
  };
}

function s3Of(raw: Raw): S3Env | null {
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket } = raw;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = raw;
  return endpoint && region && bucket && accessKeyId && secretAccessKey
    ? { endpoint, region, bucket, accessKeyId, secretAccessKey }
    : null;
}
