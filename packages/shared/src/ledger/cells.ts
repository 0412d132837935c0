/** How things are written into a ledger's fields: dates, units, durations; and what must not get out of one. */
import { DAY, HOUR, MINUTE } from '../deadline/calendar.ts';
import type { District } from '../district/schema.ts';
import { JOURNEY } from '../ticket/journey.ts';
import { maskPhone } from '../ticket/visible.ts';
import type { Cell } from './ledger.ts';

/** 「2026-11-20 09:00」 in Asia/Shanghai; empty for null. */
export const stamp = (at: number | null): string =>
  at === null ? '' : new Date(at + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** The same of an instant in an input, which is ISO 8601. */
export const stampOf = (value: unknown): string => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? '' : stamp(at);
};

/** 「3 天 4 小时」. */
export function lasted(ms: number): string {
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} 分钟`;
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  return [days > 0 ? `${days} 天` : '', hours > 0 ? `${hours} 小时` : ''].filter(Boolean).join(' ');
}

export const orgName = (district: District, orgId: string | null): string =>
  orgId === null ? '' : (district.orgs.get(orgId)?.name ?? orgId);

/** A member of staff by his key on the roster, as forms name people. */
export const rosterName = (district: District, key: unknown): string =>
  district.people.find((person) => person.key === key)?.name ?? '';

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What an act is called on its button. */
export const actWords = (action: string): string => JOURNEY.find((row) => row.action === action)?.label ?? action;

/** A number somebody wrote into a text: eleven digits of a mobile that are not part of a longer number. */
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

export const withoutPhones = (text: string): string => text.replace(PHONE, maskPhone);

/** Ledgers leave the house, so numbers inside of texts are masked like those in columns. */
export const masked = (cell: Cell): Cell => (typeof cell === 'string' ? withoutPhones(cell) : cell);

/** What a sheet would take for a formula, also behind blanks and in the full-width signs of Chinese keyboards. */
const FORMULA = /^\s*[=+\-@|＝＋－＠\t\r]/;

/**
 * A cell of a CSV file. Programs run what begins like a formula, whoever wrote it, so such a text begins with an apostrophe
 * (OWASP, CSV injection). Cells of a workbook say that they are text and need none.
 */
export const harmless = (cell: Cell): Cell => (typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell);

/** A sheet refuses cells that are longer than 32,767 signs; nobody reads that much in one. */
const LONGEST = 4000;

export function joined(lines: readonly string[]): string {
  const text = lines.filter(Boolean).join('\n');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
