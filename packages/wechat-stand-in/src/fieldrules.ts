/**
 * What a field of a subscribe message may hold. Decided by the type in its key: `thing2` is the second `thing`.
 * Where the official wording leaves room these rules are the strict ones, so that a text that passes here passes there.
 * Source: the official table of field values of subscribe messages.
 */
import { isRecord } from './endpoint.ts';
import type { Field, Keyword } from './state.ts';

type Rule = (value: string) => boolean;

const TIME_OF_DAY = String.raw`(?:2[0-3]|[01]?\d):[0-5]\d(?::[0-5]\d)?`;
const DAY_IN_WORDS = String.raw`\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)|\d{1,2}月\d{1,2}日`;
const DAY_JOINED = String.raw`(?:\d{4}[-/.])?\d{1,2}[-/.]\d{1,2}|\d{4}[-/.]\d{1,2}`;
const DAY = `(?:${DAY_IN_WORDS}|${DAY_JOINED})`;

const RULES: Readonly<Record<string, Rule>> = {
  thing: (value) => lengthOf(value) <= 20,
  number: (value) => value.length <= 32 && /^\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => /^[^\p{Script=Han}A-Za-z0-9\s]{1,5}$/u.test(value),
  character_string: (value) => /^[\x21-\x7e]{1,32}$/.test(value),
  time: oneOrRange(`(?:${DAY} ?)?${TIME_OF_DAY}`),
  date: oneOrRange(`${DAY}(?: ?${TIME_OF_DAY})?`),
  amount: (value) => /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/u.test(value),
  phone_number: (value) => /^[0-9+\-() ]{1,17}$/.test(value),
  car_number: (value) => /^[\p{Script=Han}A-Z0-9][A-Z0-9]{0,6}[\p{Script=Han}A-Z0-9]$/u.test(value),
  name: isName,
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
};

/** True for a key such as `thing2` whose type is known here. */
export function isKnownKey(key: string): boolean {
  const type = typeOf(key);
  return /\d$/.test(key) && (type === 'enum' || Object.hasOwn(RULES, type));
}

/** The text of error 47003 for a field, or null for a value the real service would take. */
export function faultOf(keyword: Pick<Keyword, 'key' | 'values'>, value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') return `argument invalid! data.${keyword.key}.value is empty`;
  return isAllowed(keyword, text) ? null : `argument invalid! data.${keyword.key}.value invalid`;
}

/** The fields in the order of the template, or the text that says which of them is wrong first. */
export function fieldsOf(keywords: readonly Keyword[], data: unknown): Field[] | string {
  const given = isRecord(data) ? data : {};
  const fields: Field[] = [];
  for (const keyword of keywords) {
    const entry = given[keyword.key];
    const value = isRecord(entry) ? entry.value : undefined;
    const fault = faultOf(keyword, value);
    if (fault !== null) return fault;
    fields.push({ key: keyword.key, label: keyword.label, value: String(value) });
  }
  return fields;
}

function isAllowed({ key, values }: Pick<Keyword, 'key' | 'values'>, value: string): boolean {
  if (/\p{Cc}/u.test(value)) return false;
  const type = typeOf(key);
  return type === 'enum' ? values.includes(value) : (RULES[type]?.(value) ?? false);
}

function typeOf(key: string): string {
  return key.replace(/\d+$/, '');
}

/** Counted as a person counts: a rare character is one, though it takes two code units. */
function lengthOf(value: string): number {
  return [...value].length;
}

/** One value, or two joined by a half-width `~`. */
function oneOrRange(pattern: string): Rule {
  const whole = new RegExp(`^(?:${pattern})$`, 'u');
  return (value) => {
    const ends = value.split('~');
    return ends.length <= 2 && ends.every((end) => whole.test(end.trim()));
  };
}

/** Ten characters as soon as a Han character is among them, twenty otherwise; never a digit. */
function isName(value: string): boolean {
  if (/[\p{Script=Han}]/u.test(value)) return /^[\p{Script=Han}A-Za-z·]{1,10}$/u.test(value);
  return lengthOf(value) <= 20 && /^[^0-9\s]+(?: [^0-9\s]+)*$/u.test(value);
}
