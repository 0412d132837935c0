/** Reads what an admin call asks for. Whatever doesn't fit is a StandInError that names the member. */
import type { Words } from './commands.ts';
import type { Choice } from './credit.ts';
import { isRecord } from './endpoint.ts';
import type { Fault } from './faults.ts';
import { CHANNELS, type Flags, type LibraryTemplate, type Limits, type Token } from './state.ts';
import { StandInError } from './trouble.ts';
import { type AppInput, type KeywordInput, type MessageFilter, type TemplateInput, type UserInput } from './world.ts';

export type Body = Readonly<Record<string, unknown>>;

/** An empty body is an empty object. */
export function bodyOf(raw: string): Body {
  if (raw === '') return {};
  try {
    const body: unknown = JSON.parse(raw);
    if (isRecord(body)) return body;
  } catch {
    // Said below, together with a body that is JSON but no object.
  }
  throw new StandInError('the body must be a JSON object');
}

type Test<T> = (value: unknown) => value is T;

const isText: Test<string> = (value): value is string => typeof value === 'string' && value !== '';
const isFlag: Test<boolean> = (value) => typeof value === 'boolean';
const isNumber: Test<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
const isChoice: Test<Choice> = (value) => value === 'accept' || value === 'reject';
const isTexts: Test<string[]> = (value) => Array.isArray(value) && value.every(isText);
const isNumbers: Test<Record<string, number>> = (value): value is Record<string, number> =>
  isRecord(value) && Object.values(value).every(isNumber);
const isChoices: Test<Record<string, Choice>> = (value): value is Record<string, Choice> =>
  isRecord(value) && Object.values(value).every(isChoice);

/** The member if it is there; null counts as absent. */
function optional<T>(body: Body, key: string, test: Test<T>, what: string): T | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (!test(value)) throw new StandInError(`${key} must be ${what}`);
  return value;
}

function required<T>(body: Body, key: string, test: Test<T>, what: string): T {
  const value = optional(body, key, test, what);
  if (value === undefined) throw new StandInError(`${key} is missing: ${what}`);
  return value;
}

export const text = (body: Body, key: string) => required(body, key, isText, 'a text');
export const optionalText = (body: Body, key: string) => optional(body, key, isText, 'a text');
export const flag = (body: Body, key: string) => required(body, key, isFlag, 'true or false');
export const optionalFlag = (body: Body, key: string) => optional(body, key, isFlag, 'true or false');
export const number = (body: Body, key: string) => required(body, key, isNumber, 'a number');
export const optionalNumber = (body: Body, key: string) => optional(body, key, isNumber, 'a number');
export const choice = (body: Body, key: string) => required(body, key, isChoice, 'accept or reject');
export const choices = (body: Body, key: string) =>
  required(body, key, isChoices, 'accept or reject for each template id');
export const optionalChoices = (body: Body, key: string) =>
  optional(body, key, isChoices, 'accept or reject for each template id');

const isRecords: Test<Record<string, unknown>[]> = (value): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.every(isRecord);

/** One of these texts, if it is there. */
export function oneOf<T extends string>(body: Body, key: string, allowed: readonly T[]): T | undefined {
  return optional(body, key, isOneOf(allowed), allowed.join(', '));
}

function neededOneOf<T extends string>(body: Body, key: string, allowed: readonly T[]): T {
  return required(body, key, isOneOf(allowed), allowed.join(', '));
}

function isOneOf<T extends string>(allowed: readonly T[]): Test<T> {
  return (value): value is T => allowed.some((entry) => entry === value);
}

export const texts = (body: Body, key: string) => optional(body, key, isTexts, 'a list of texts');
const numbers = (body: Body, key: string) => optional(body, key, isNumbers, 'a number for each path');

export function app(body: Body): AppInput {
  return {
    appid: text(body, 'appid'),
    secret: text(body, 'secret'),
    ...given({
      name: optionalText(body, 'name'),
      ghId: optionalText(body, 'ghId'),
      ipWhitelist: texts(body, 'ipWhitelist'),
      subscribeBanned: optionalFlag(body, 'subscribeBanned'),
      autoUsers: optionalFlag(body, 'autoUsers'),
      pages: texts(body, 'pages'),
      employeeEnabled: optionalFlag(body, 'employeeEnabled'),
      released: optionalFlag(body, 'released'),
      categories: optional(body, 'categories', isRecords, 'a list of objects')?.map((entry) => ({
        id: number(entry, 'id'),
        name: text(entry, 'name'),
      })),
    }),
  };
}

export function user(body: Body): UserInput {
  return given({
    openid: optionalText(body, 'openid'),
    appid: optionalText(body, 'appid'),
    unionid: optionalText(body, 'unionid'),
    name: optionalText(body, 'name'),
    note: optionalText(body, 'note'),
    phone: optionalText(body, 'phone'),
    risk: optionalNumber(body, 'risk'),
    mainSwitch: optionalFlag(body, 'mainSwitch'),
  });
}

export function template(body: Body): TemplateInput {
  return {
    id: text(body, 'id'),
    keywords: required(body, 'keywords', Array.isArray, 'a list').map(keyword),
    ...given({
      appid: optionalText(body, 'appid'),
      title: optionalText(body, 'title'),
      type: oneOf(body, 'type', TEMPLATE_TYPES),
      banned: optionalFlag(body, 'banned'),
    }),
  };
}

const TEMPLATE_TYPES = ['onetime', 'longterm', 'employee'] as const;

export function library(body: Body): LibraryTemplate[] {
  return required(body, 'templates', isRecords, 'a list of objects').map((entry) => ({
    tid: number(entry, 'tid'),
    title: text(entry, 'title'),
    type: entry.type === 3 ? 3 : 2,
    categoryId: number(entry, 'categoryId'),
    keywords: required(entry, 'keywords', isRecords, 'a list of objects').map((keyword) => ({
      kid: number(keyword, 'kid'),
      name: text(keyword, 'name'),
      example: optionalText(keyword, 'example') ?? '',
      rule: text(keyword, 'rule'),
    })),
  }));
}

function keyword(entry: unknown): string | KeywordInput {
  if (isText(entry)) return entry;
  if (!isRecord(entry)) throw new StandInError('keywords must hold keys such as thing2, or objects with a key');
  return { key: text(entry, 'key'), ...given({ label: optionalText(entry, 'label'), enum: texts(entry, 'enum') }) };
}

export function messageFilter(query: Body): MessageFilter {
  return given({
    openid: optionalText(query, 'openid'),
    template: optionalText(query, 'template'),
    channel: oneOf(query, 'channel', CHANNELS),
    userid: optionalText(query, 'userid'),
    phone: optionalText(query, 'phone'),
  });
}

export function tokenKind(body: Body): Token['kind'] {
  return oneOf(body, 'kind', ['stable', 'normal']) ?? 'stable';
}

export function limits(body: Body): Partial<Limits> {
  return given({
    perMinute: numbers(body, 'perMinute'),
    perDay: numbers(body, 'perDay'),
    loginsPerUserMinute: optionalNumber(body, 'loginsPerUserMinute'),
    mediaRepeatsPerMinute: optionalNumber(body, 'mediaRepeatsPerMinute'),
    wecomPerMemberMinute: optionalNumber(body, 'wecomPerMemberMinute'),
    wecomPerMemberHour: optionalNumber(body, 'wecomPerMemberHour'),
    webhookPerMinute: optionalNumber(body, 'webhookPerMinute'),
    smsPerNumberHalfMinute: optionalNumber(body, 'smsPerNumberHalfMinute'),
    smsPerNumberDay: optionalNumber(body, 'smsPerNumberDay'),
    callbackMs: optionalNumber(body, 'callbackMs'),
  });
}

export function flags(body: Body): Partial<Flags> {
  return given({
    rejectClears: optionalFlag(body, 'rejectClears'),
    eventWhenKept: optionalFlag(body, 'eventWhenKept'),
    createTime: oneOf(body, 'createTime', ['number', 'text', 'alternate']),
    mediaDelayMs: optionalNumber(body, 'mediaDelayMs'),
    holdEvents: optionalFlag(body, 'holdEvents'),
  });
}

export function words(body: Body): Words {
  const objects = (key: string) => optional(body, key, isRecords, 'a list of objects');
  return given({
    content: objects('content')?.map((entry) => ({
      word: text(entry, 'word'),
      suggest: neededOneOf(entry, 'suggest', ['review', 'risky']),
      label: number(entry, 'label'),
    })),
    media: objects('media')?.map((entry) => ({
      match: typeof entry.match === 'string' ? entry.match : '',
      suggest: neededOneOf(entry, 'suggest', ['pass', 'review', 'risky']),
      label: number(entry, 'label'),
    })),
    sensitive: texts(body, 'sensitive'),
  });
}

export function fault(body: Body): Fault {
  const match = required(body, 'match', isRecord, 'an object');
  const kind = text(body, 'kind');
  const common = {
    match: {
      path: text(match, 'path'),
      ...given({ openid: optionalText(match, 'openid'), template: optionalText(match, 'template') }),
    },
    ...given({ times: optionalNumber(body, 'times'), probability: optionalNumber(body, 'probability') }),
  };
  switch (kind) {
    case 'errcode':
      return { ...common, kind, code: number(body, 'code'), ...given({ msg: optionalText(body, 'msg') }) };
    case 'http':
      return {
        ...common,
        kind,
        ...given({ status: optionalNumber(body, 'status'), body: optionalText(body, 'body') }),
      };
    case 'timeout':
      return { ...common, kind, ...given({ ms: optionalNumber(body, 'ms') }) };
    case 'slow':
      return { ...common, kind, ms: number(body, 'ms') };
    case 'reset':
    case 'resetAfter':
    case 'badjson':
    case 'invalidToken':
      return { ...common, kind };
    default:
      throw new StandInError(`there is no fault ${kind}`);
  }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what was said: an absent member must not overwrite what is known. */
export function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>;
}
