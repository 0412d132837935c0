/** `SendSms` of Tencent Cloud: every number gets a code of its own, in an answer that is otherwise a success. */
import { isRecord, type OpenEndpoint, type Request, textOf } from '../endpoint.ts';
import { chinaDay, type Message, randomText, remember, SECOND, type State } from '../state.ts';
import { ownerOfNumber } from '../world.ts';
import type { SmsAccount, SmsTemplate } from './account.ts';
import { smsError, smsReply } from './answer.ts';
import { withCountry } from './number.ts';
import { isSameSignature, signature, signedOf } from './tc3.ts';

const MOST_NUMBERS = 200;
const CLOCK_SKEW = 300;
const HALF_MINUTE = 30 * SECOND;
/** Characters of one text message; a longer one is sent in parts of 67 and costs as many. */
const ONE_PART = 70;
const PART = 67;

export const sendSms: OpenEndpoint = {
  path: '/sms',
  method: 'POST',
  token: false,
  anyBody: true,
  handle(request) {
    const account = accountOf(request);
    if ('kind' in account) return account;
    const { state, headers, raw } = request;
    if (headers['x-tc-action'] !== 'SendSms') return smsError('InvalidAction', 'The request action is not valid.');
    if (headers['x-tc-version'] !== '2021-01-11') return smsError('NoSuchVersion', 'The version is not valid.');
    if (!headers['x-tc-region'])
      return smsError('MissingParameter', 'The request is missing a required parameter `Region`.');
    const body = parsed(raw);
    if (!body) return smsError('InvalidParameter', 'The request body is not a JSON object.');
    for (const key of ['PhoneNumberSet', 'SmsSdkAppId', 'TemplateId']) {
      if (body[key] === undefined) {
        return smsError('MissingParameter', `The request is missing a required parameter \`${key}\`.`);
      }
    }
    const numbers = textsOf(body.PhoneNumberSet);
    const params = textsOf(body.TemplateParamSet ?? []);
    if (!numbers || !params) return smsError('InvalidParameter', 'A list of texts is needed.');
    if (numbers.length === 0) return smsError('InvalidParameterValue', 'PhoneNumberSet is empty.');
    if (numbers.length > MOST_NUMBERS) {
      return smsError('LimitExceeded.PhoneNumberCountLimit', `at most ${MOST_NUMBERS} phone numbers`);
    }
    if (body.SmsSdkAppId !== account.sdkAppId) {
      return smsError('UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'SmsSdkAppId verify fail');
    }
    const order: Order = {
      account,
      template: account.templates.get(textOf(body, 'TemplateId')),
      sign: textOf(body, 'SignName'),
      params,
      context: textOf(body, 'SessionContext'),
    };
    return smsReply({ SendStatusSet: numbers.map((number) => sendOne(state, order, number)) });
  },
};

/** The account that signed this request, or the answer to one that nobody did. */
function accountOf({ state, headers, raw }: Request) {
  const timestamp = headers['x-tc-timestamp'];
  const signed = signedOf(headers.authorization);
  if (!signed || typeof timestamp !== 'string' || !/^\d{10}$/.test(timestamp)) {
    return smsError('AuthFailure.InvalidAuthorization', 'The Authorization header is missing or malformed.');
  }
  if (Math.abs(state.now() / SECOND - Number(timestamp)) > CLOCK_SKEW) {
    return smsError('AuthFailure.SignatureExpire', 'Signature expired: Timestamp expired or not consistent.');
  }
  const account = state.sms.get(signed.secretId);
  if (!account) return smsError('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
  const needed = ['content-type', 'host'].every((name) => signed.headers.includes(name));
  const { secretKey } = account;
  const right = signature({ headers, names: signed.headers, body: raw, timestamp, secretKey });
  const date = new Date(Number(timestamp) * SECOND).toISOString().slice(0, 10);
  const scoped = signed.service === 'sms' && signed.date === date;
  if (!needed || !scoped || !isSameSignature(right, signed.signature)) {
    return smsError('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.');
  }
  return account;
}

interface Order {
  readonly account: SmsAccount;
  readonly template: SmsTemplate | undefined;
  readonly sign: string;
  readonly params: readonly string[];
  readonly context: string;
}

function sendOne(state: State, order: Order, number: string) {
  const phone = withCountry(number);
  const trouble = troubleWith(state, order, phone);
  const text = `【${order.sign}】${filled(order.template?.text ?? '', order.params)}`;
  const status = {
    SerialNo: trouble ? '' : `2640:${randomText(20)}`,
    PhoneNumber: phone,
    Fee: trouble ? 0 : partsOf(text),
    SessionContext: order.context,
    Code: trouble?.code ?? 'Ok',
    Message: trouble?.message ?? 'send success',
    IsoCode: 'CN',
  };
  if (!trouble) deliver(state, order, { phone, text, serial: status.SerialNo });
  return status;
}

interface Trouble {
  readonly code: string;
  readonly message: string;
}

function troubleWith(state: State, { account, template, sign, params }: Order, phone: string): Trouble | null {
  if (!/^\+\d{6,17}$/.test(phone))
    return trouble('InvalidParameterValue.IncorrectPhoneNumber', 'incorrect phone number');
  if (!account.signs.includes(sign)) {
    return trouble('FailedOperation.SignatureIncorrectOrUnapproved', 'signature is incorrect or unapproved');
  }
  if (!template) {
    return trouble('FailedOperation.TemplateIncorrectOrUnapproved', 'template is incorrect or unapproved');
  }
  if (params.length !== variablesOf(template.text)) {
    return trouble(
      'FailedOperation.TemplateParamSetNotMatchApprovedTemplate',
      'the number of template parameters does not match the approved template',
    );
  }
  if (!template.allowsUrl && params.some((param) => /https?:\/\/|www\./i.test(param))) {
    return trouble('InvalidParameterValue.ProhibitedUseUrlInTemplateParameter', 'url is prohibited in parameters');
  }
  if (params.some((param) => state.sensitiveWords.some((word) => param.includes(word)))) {
    return trouble('FailedOperation.ContainSensitiveWord', 'contains sensitive words');
  }
  const refused = account.refusing.get(phone);
  if (refused !== undefined) return trouble(refused, 'the message was not taken');
  return limitTrouble(state, phone);
}

function limitTrouble(state: State, phone: string): Trouble | null {
  const now = state.now();
  const sent = (state.smsSent.get(phone) ?? []).filter((at) => chinaDay(at) === chinaDay(now));
  if (sent.filter((at) => at > now - HALF_MINUTE).length >= state.limits.smsPerNumberHalfMinute) {
    return trouble('LimitExceeded.PhoneNumberThirtySecondLimit', 'too many messages to this number in 30 seconds');
  }
  if (sent.length >= state.limits.smsPerNumberDay) {
    return trouble('LimitExceeded.PhoneNumberDailyLimit', 'too many messages to this number in one day');
  }
  state.smsSent.set(phone, [...sent, now]);
  return null;
}

function trouble(code: string, message: string): Trouble {
  return { code, message };
}

interface Sent {
  readonly phone: string;
  readonly text: string;
  readonly serial: string;
}

function deliver(state: State, { account, template, sign }: Order, { phone, text, serial }: Sent): void {
  const message: Message = {
    msgid: serial,
    channel: 'sms',
    appid: account.sdkAppId,
    openid: ownerOfNumber(state, phone)?.openid ?? '',
    phone,
    sender: sign,
    template: template?.id ?? '',
    title: '',
    text,
    fields: [],
    page: null,
    state: 'formal',
    lang: 'zh_CN',
    at: state.now(),
  };
  remember(state.messages, message);
}

function variablesOf(text: string): number {
  return new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, index]) => index)).size;
}

function filled(text: string, params: readonly string[]): string {
  return text.replace(/\{(\d+)\}/g, (_, index: string) => params[Number(index) - 1] ?? '');
}

function partsOf(text: string): number {
  const { length } = [...text];
  return length <= ONE_PART ? 1 : Math.ceil(length / PART);
}

function parsed(raw: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(raw);
    return isRecord(body) ? body : null;
  } catch {
    return null;
  }
}

function textsOf(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : null;
}
