import { createHash, createHmac } from 'node:crypto';
import { type Caller, START, startCaller } from '../../test/caller.ts';

const ACCOUNT = {
  secretId: 'AKIDEXAMPLE',
  secretKey: 'a-key',
  sdkAppId: '1400006666',
  signs: ['示例街道'],
  templates: [{ id: '123', text: '您反映的{1}已办结，请在{2}前评价。' }],
};
const BODY = {
  PhoneNumberSet: ['+8613800138000'],
  SmsSdkAppId: '1400006666',
  SignName: '示例街道',
  TemplateId: '123',
  TemplateParamSet: ['GD001', '18:00'],
};

let caller: Caller;

beforeEach(async () => {
  caller = await startCaller();
  caller.standIn.addSmsAccount(ACCOUNT);
});
afterEach(() => caller.standIn.close());

interface Twist {
  readonly body?: object;
  readonly at?: number;
  readonly key?: string;
  readonly id?: string;
  readonly headers?: Record<string, string>;
}

/** Signs as the documents say, independently of the stand-in. */
async function send({
  body = BODY,
  at = START,
  key = ACCOUNT.secretKey,
  id = ACCOUNT.secretId,
  headers = {},
}: Twist = {}) {
  const text = JSON.stringify(body);
  const seconds = Math.floor(at / 1000);
  const date = new Date(at).toISOString().slice(0, 10);
  const hex = (value: string) => createHash('sha256').update(value).digest('hex');
  const mac = (secret: string | Buffer, value: string) => createHmac('sha256', secret).update(value).digest();
  const host = new URL(caller.standIn.url).host;
  const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${hex(text)}`;
  const toSign = `TC3-HMAC-SHA256\n${seconds}\n${date}/sms/tc3_request\n${hex(canonical)}`;
  const signature = mac(mac(mac(mac(`TC3${key}`, date), 'sms'), 'tc3_request'), toSign).toString('hex');
  const answer = await caller.post('/sms/', text, {
    headers: {
      'content-type': 'application/json',
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-timestamp': String(seconds),
      authorization: `TC3-HMAC-SHA256 Credential=${id}/${date}/sms/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`,
      ...headers,
    },
  });
  return answer.json.Response as {
    SendStatusSet?: { Code: string; Fee: number; PhoneNumber: string; Message: string }[];
    Error?: { Code: string };
    RequestId: string;
  };
}
const codes = async (more: object) =>
  (await send({ body: { ...BODY, ...more } })).SendStatusSet?.map(({ Code }) => Code);

describe('a text message', () => {
  it('arrives at the phone with this number', async () => {
    caller.standIn.addUser({ openid: 'o_wang', phone: '13800138000' });
    expect(await send({ body: { ...BODY, SessionContext: 'n1' } })).toEqual({
      SendStatusSet: [
        {
          SerialNo: expect.any(String),
          PhoneNumber: '+8613800138000',
          Fee: 1,
          SessionContext: 'n1',
          Code: 'Ok',
          Message: 'send success',
          IsoCode: 'CN',
        },
      ],
      RequestId: expect.any(String),
    });
    expect(caller.standIn.messages({ phone: '13800138000' })).toMatchObject([
      { channel: 'sms', openid: 'o_wang', text: '【示例街道】您反映的GD001已办结，请在18:00前评价。' },
    ]);
  });

  it('gets a code for each number', async () => {
    caller.standIn.refuseNumber('13900139000', 'FailedOperation.PhoneNumberInBlacklist');
    const numbers = ['+8613800138000', '13900139000', 'nonsense'];
    expect(await codes({ PhoneNumberSet: numbers })).toEqual([
      'Ok',
      'FailedOperation.PhoneNumberInBlacklist',
      'InvalidParameterValue.IncorrectPhoneNumber',
    ]);
    expect(caller.standIn.messages()).toHaveLength(1);
  });

  it.each([
    [{ SignName: '别的街道' }, 'FailedOperation.SignatureIncorrectOrUnapproved'],
    [{ TemplateId: '9' }, 'FailedOperation.TemplateIncorrectOrUnapproved'],
    [{ TemplateParamSet: ['GD001'] }, 'FailedOperation.TemplateParamSetNotMatchApprovedTemplate'],
    [{ TemplateParamSet: ['http://a.b', '1'] }, 'InvalidParameterValue.ProhibitedUseUrlInTemplateParameter'],
  ])('with %j is not sent', async (more, code) => {
    expect(await codes(more)).toEqual([code]);
    expect(caller.standIn.messages()).toEqual([]);
  });

  it('is limited by the number', async () => {
    expect(await codes({})).toEqual(['Ok']);
    expect(await codes({})).toEqual(['LimitExceeded.PhoneNumberThirtySecondLimit']);
    caller.standIn.limits({ smsPerNumberHalfMinute: 100, smsPerNumberDay: 2 });
    expect(await codes({})).toEqual(['Ok']);
    expect(await codes({})).toEqual(['LimitExceeded.PhoneNumberDailyLimit']);
  });
});

describe('the signature', () => {
  const errorOf = async (twist: Twist) => (await send(twist)).Error?.Code;

  it('is computed again from what arrived', async () => {
    expect(await errorOf({ key: 'another' })).toBe('AuthFailure.SignatureFailure');
    expect(await errorOf({ headers: { 'content-type': 'application/json; charset=utf-8' } })).toBe(
      'AuthFailure.SignatureFailure',
    );
    expect(await errorOf({ id: 'AKIDNOBODY' })).toBe('AuthFailure.SecretIdNotFound');
    expect(await errorOf({ headers: { authorization: 'Bearer x' } })).toBe('AuthFailure.InvalidAuthorization');
    expect(caller.standIn.messages()).toEqual([]);
  });

  it('is good for five minutes in both directions', async () => {
    expect(await errorOf({ at: START - 301_000 })).toBe('AuthFailure.SignatureExpire');
    expect(await errorOf({ at: START + 301_000 })).toBe('AuthFailure.SignatureExpire');
    expect((await send({ at: START - 300_000 })).SendStatusSet?.[0]?.Code).toBe('Ok');
  });

  it('is followed by the request itself', async () => {
    expect(await errorOf({ headers: { 'x-tc-action': 'PullSms' } })).toBe('InvalidAction');
    expect(await errorOf({ headers: { 'x-tc-version': '2019-07-11' } })).toBe('NoSuchVersion');
    expect(await errorOf({ body: { ...BODY, SmsSdkAppId: '1' } })).toBe('UnauthorizedOperation.SmsSdkAppIdVerifyFail');
    expect(await errorOf({ body: { ...BODY, TemplateId: undefined } })).toBe('MissingParameter');
    expect(await errorOf({ body: { ...BODY, PhoneNumberSet: [] } })).toBe('InvalidParameterValue');
    expect(await errorOf({ body: { ...BODY, PhoneNumberSet: Array(201).fill('1') } })).toBe(
      'LimitExceeded.PhoneNumberCountLimit',
    );
  });
});

describe('text messages over the admin interface', () => {
  it('are set up', async () => {
    await caller.admin('POST', 'reset');
    const { text } = await caller.admin('POST', 'sms/accounts', ACCOUNT);
    expect(text).not.toContain(ACCOUNT.secretKey);
    expect(await codes({})).toEqual(['Ok']);
    await caller.admin('POST', 'sms/refuse', { phone: '13800138000', code: 'FailedOperation.Other' });
    expect(await codes({})).toEqual(['FailedOperation.Other']);
    expect((await caller.admin('POST', 'sms/accounts', { ...ACCOUNT, templates: ['x'] })).status).toBe(400);
  });

  it('can be troubled', async () => {
    caller.standIn.fault({ kind: 'errcode', code: 0, msg: 'RequestLimitExceeded', times: 1, match: { path: '*' } });
    expect((await send()).Error?.Code).toBe('RequestLimitExceeded');
    caller.standIn.fault({ kind: 'http', times: 1, match: { path: '/sms/' } });
    const told = await caller.post('/sms/', '');
    expect(told.status).toBe(502);
    expect((await caller.post('/sms/other', '')).json.Response).toMatchObject({ Error: { Code: 'InvalidAction' } });
  });
});
