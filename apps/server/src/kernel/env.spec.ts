import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from './env.ts';

const secret = () => randomBytes(32).toString('base64');
const production = () => ({
  NODE_ENV: 'production',
  DISTRICT: 'hongjiang',
  SECRET_KEY: secret(),
  HASH_KEY: secret(),
  SIGNING_KEY: secret(),
  WECHAT_APPID: 'wx1',
  WECHAT_SECRET: 's',
  PUBLIC_URL: 'https://liudan.example.cn/',
});

function envOf(source: Record<string, string>) {
  const read = readEnv(source);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.env;
}
const problemsOf = (source: Record<string, string>) => {
  const read = readEnv(source);
  return 'problems' in read ? read.problems : [];
};

describe('the environment', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'liudan-env-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('speaks English to the operator, though the people who use the server read Chinese', async () => {
    await import('./validation.ts');
    const wrong = problemsOf({
      DATA_DIR: folder,
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'http://x',
      RATE_WRITES: '0',
    });
    expect(wrong).toHaveLength(4);
    for (const line of wrong) expect(line).toMatch(/^[ -~]+$/);
  });

  it('needs nothing for a trial, and listens on this machine only', () => {
    const env = envOf({ DATA_DIR: folder });
    expect(env).toMatchObject({ production: false, host: '127.0.0.1', port: 3000, demo: true, databaseUrl: null });
    expect(env).toMatchObject({ migrate: 'auto', s3: null, h5Dir: null, publicUrl: 'http://127.0.0.1:3000' });
    expect(env.districtDir).toMatch(/config\/demo$/);
  });

  it('makes the secrets of a trial once and keeps them where only their owner reads them', () => {
    const [first, second] = [envOf({ DATA_DIR: folder }), envOf({ DATA_DIR: folder })];
    expect(second.secretKeys).toEqual(first.secretKeys);
    expect(second.hashKey).toEqual(first.hashKey);
    expect(first.hashKey).not.toEqual(first.signingKey);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('takes a whole production', () => {
    const env = envOf(production());
    expect(env).toMatchObject({
      production: true,
      host: '0.0.0.0',
      demo: false,
      publicUrl: 'https://liudan.example.cn',
    });
    expect(env.wechat).toMatchObject({ base: 'https://api.weixin.qq.com', state: 'formal', callback: null });
    expect(env).toMatchObject({ wecom: null, sms: null });
    expect(envOf({ ...production(), DATABASE_URL: 'mysql://u:p@db/liudan' }).migrate).toBe('command');
  });

  it('takes WeCom, SMS and a callback, and addresses without their last slash', () => {
    const aesKey = 'A'.repeat(43);
    const env = envOf({
      ...production(),
      WECHAT_STATE: 'trial',
      WECHAT_CALLBACK_TOKEN: 'AAAAA',
      WECHAT_CALLBACK_AES_KEY: aesKey,
      WECOM_CORP_ID: 'ww1',
      WECOM_AGENT_ID: '1000002',
      WECOM_SECRET: 's',
      WECOM_LINKED: '1',
      WECOM_API_BASE: 'https://wecom.example.cn/',
      SMS_SECRET_ID: 'id',
      SMS_SECRET_KEY: 'key',
      SMS_APP_ID: '1400000000',
      SMS_SIGN: '某某街道',
      SMS_REGION: 'ap-guangzhou',
    });
    expect(env.wechat).toMatchObject({ state: 'trial', callback: { token: 'AAAAA', aesKey } });
    expect(env.wecom).toEqual({
      base: 'https://wecom.example.cn',
      corpId: 'ww1',
      agentId: 1000002,
      secret: 's',
      linked: true,
    });
    expect(env.sms).toMatchObject({ base: 'https://sms.tencentcloudapi.com', appId: '1400000000' });
    expect(envOf({ DATA_DIR: folder }).wechat.state).toBe('trial');
  });

  it('says everything that production misses in one list', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    for (const name of [
      'SECRET_KEY',
      'HASH_KEY',
      'SIGNING_KEY',
      'DISTRICT',
      'WECHAT_APPID',
      'WECHAT_SECRET',
      'PUBLIC_URL',
    ])
      expect(problems).toContain(`${name} is not set`);
  });

  it.each([
    ['a key of 16 bytes', { SECRET_KEY: randomBytes(16).toString('base64') }, /SECRET_KEY/],
    ['a key of zeros', { HASH_KEY: Buffer.alloc(32).toString('base64') }, /HASH_KEY: is not random/],
    ['the stand-in', { WECHAT_API_BASE: 'http://127.0.0.1:8801' }, /WECHAT_API_BASE/],
    ['the stand-in by name', { WECHAT_API_BASE: 'http://localhost:8801' }, /WECHAT_API_BASE/],
    ['the stand-in in IPv6', { WECHAT_API_BASE: 'http://[::1]:8801' }, /WECHAT_API_BASE/],
    ['a base without TLS', { WECHAT_API_BASE: 'http://api.weixin.qq.com' }, /WECHAT_API_BASE must begin with https/],
    ['the stand-in as WeCom', { WECOM_API_BASE: 'http://127.0.0.1:8801/wecom' }, /WECOM_API_BASE/],
    ['the stand-in for SMS', { SMS_API_BASE: 'http://localhost:8801/sms' }, /SMS_API_BASE/],
    ['half a callback', { WECHAT_CALLBACK_TOKEN: 'abc123' }, /WECHAT_CALLBACK_AES_KEY is not set/],
    [
      'a short AES key',
      { WECHAT_CALLBACK_AES_KEY: 'abc', WECHAT_CALLBACK_TOKEN: 'abc' },
      /WECHAT_CALLBACK_AES_KEY: must/,
    ],
    ['half a WeCom', { WECOM_CORP_ID: 'ww1', WECOM_SECRET: 's' }, /WECOM_AGENT_ID is not set/],
    ['half of what SMS needs', { SMS_SIGN: '某某街道' }, /SMS_REGION is not set/],
    ['demo people', { DEMO: 'true' }, /DEMO/],
    ['an open address', { PUBLIC_URL: 'http://liudan.example.cn' }, /PUBLIC_URL/],
    ['half a bucket', { S3_BUCKET: 'photos' }, /S3_ENDPOINT is not set/],
    ['a database nobody knows', { DATABASE_URL: 'postgres://db/liudan' }, /DATABASE_URL/],
    ['a port out of range', { PORT: '99999' }, /PORT/],
  ])('refuses %s in production', (_, change, said) => {
    expect(problemsOf({ ...production(), ...change })).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
  });

  it('refuses one key for two purposes', () => {
    const one = secret();
    expect(problemsOf({ ...production(), HASH_KEY: one, SIGNING_KEY: one })).toEqual([expect.stringMatching(/differ/)]);
  });

  it('never repeats a secret in what it says', () => {
    const short = 'c2hvcnQtc2VjcmV0';
    expect(problemsOf({ ...production(), SECRET_KEY: short }).join()).not.toContain(short);
  });
});
