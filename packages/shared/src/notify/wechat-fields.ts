/**
 * Cuts values to what WeChat takes in the fields of a subscribe message (subscribeMessage.send, error 47003): one value that breaks a
 * rule and the whole message is refused, after the person's consent was counted on.
 */
import { HOUR } from '../deadline/calendar.ts';

/** 「2026年11月20日 15:01」 in Asia/Shanghai: the form a `time` field takes, and the one people read in messages. */
export function timeWords(at: number): string {
  const local = new Date(at + 8 * HOUR).toISOString();
  return `${local.slice(0, 4)}年${local.slice(5, 7)}月${local.slice(8, 10)}日 ${local.slice(11, 16)}`;
}

/** What stands for a value that has nothing left after cutting: WeChat refuses an empty field. */
const NOTHING = '无';

const FITS: Readonly<Record<string, (text: string) => string>> = {
  thing: (text) => cut(oneLine(text), 20) || NOTHING,
  phrase: (text) => only(text, /\p{Script=Han}/u, 5) || NOTHING,
  character_string: (text) => only(text, /[\x21-\x7e]/, 32) || '-',
  number: (text) => /^\d+(\.\d+)?/.exec(text.trim())?.[0].slice(0, 32) ?? '0',
  letter: (text) => only(text, /[A-Za-z]/, 32) || 'N',
  name: (text) => only(text, /\p{Script=Han}/u, 10) || NOTHING,
  phone_number: (text) => only(text, /[0-9+\-() ]/, 17) || '0',
  // A time is made by `timeWords`; nothing could be cut off it and leave a time.
  time: (text) => text,
  date: (text) => text,
};

/** The value for a field such as `thing2`, cut to its kind; a kind this house doesn't know is treated as `thing`. */
export function fitField(key: string, text: string): string {
  const fit = FITS[key.replace(/\d+$/, '')] ?? FITS.thing;
  return fit ? fit(text.normalize('NFC')) : text;
}

const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\u20e3|[\ufe00-\ufe0f]/gu;

/** Emoji and everything that draws them, control signs and line breaks become one space or nothing. */
const oneLine = (text: string) =>
  text
    .replace(EMOJI, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const cut = (text: string, length: number) => {
  const signs = [...text];
  return signs.length <= length ? text : `${signs.slice(0, length - 1).join('')}…`;
};

const only = (text: string, sign: RegExp, length: number) =>
  [...text]
    .filter((one) => sign.test(one))
    .slice(0, length)
    .join('');
