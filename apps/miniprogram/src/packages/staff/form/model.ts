/**
 * What staff's forms add to the form model: sensible beginnings, choices that depend on each other, what the resident
 * will read, and the words for what is still missing.
 */
import type { TicketView } from '@liudan/shared/ticket/contract';
import {
  type Contact,
  type FormField,
  initialValues,
  missingIn,
  type Option,
  type Value,
  type Values,
} from '../../../components/ActionForm/form.ts';
import type { PhotoItem } from '../../../services/photos.ts';

/** Photos of each `photos` field by its name: they are more than the ids that are sent. */
export type FieldPhotos = Record<string, PhotoItem[]>;

/** What a form begins with: the schema's defaults, and what is known of the ticket already. */
export function startValues(
  fields: readonly FormField[],
  ticket: Pick<TicketView['ticket'], 'category' | 'grade'>,
): Values {
  const known: Record<string, string | undefined> = { category: ticket.category?.id, grade: ticket.grade ?? undefined };
  const begun = initialValues(fields);
  for (const { name, options } of fields) {
    const fact = known[name];
    if (fact !== undefined && options.some(({ value }) => value === fact)) begun[name] = fact;
  }
  return begun;
}

/** A unit can't assist itself, and reasons belong to the score that was chosen. */
export function offeredOptions(field: FormField, fields: readonly FormField[], values: Values): Option[] {
  if (field.widget === 'orgs') {
    const taken = fields.filter(({ widget }) => widget === 'org').map(({ name }) => values[name]);
    return field.options.filter(({ value }) => !taken.includes(value));
  }
  const score = fields.find(({ widget }) => widget === 'score');
  if (field.widget === 'chips' && score)
    return field.options
      .filter(({ group }) => group === undefined || group === values[score.name])
      .map(({ value, label }) => ({ value, label }));
  return field.options;
}

/** The values after one was set: choices that are no longer offered are taken back. */
export function withValue(fields: readonly FormField[], values: Values, name: string, value: Value): Values {
  const next = { ...values, [name]: value };
  for (const field of fields) {
    const chosen = next[field.name];
    if (!Array.isArray(chosen) || field.widget === 'photos') continue;
    const offered = new Set(offeredOptions(field, fields, next).map((option) => option.value));
    next[field.name] = chosen.filter((one) => offered.has(one));
  }
  return next;
}

/** Beyond what is empty: a contact without its way, and photos still on their way. By field name, in words. */
export function problemsIn(fields: readonly FormField[], values: Values, photos: FieldPhotos): Record<string, string> {
  const found = missingIn(fields, values);
  for (const { name, widget } of fields) {
    if (widget === 'photos' && photos[name]?.some(({ state }) => state === 'sending'))
      found[name] = '照片还在上传，请稍等几秒再提交。';
    if (widget === 'photos' && photos[name]?.some(({ state }) => state === 'failed'))
      found[name] = '有照片没传上，请重试或去掉它。';
  }
  return found;
}

/** 「请先填好研判分档等 4 项」: short, because it stands over the form for a moment. */
export const problemsWords = (fields: readonly FormField[], problems: Record<string, string>): string => {
  const labels = fields.filter(({ name }) => name in problems).map(({ label }) => label);
  return labels.length > 1 ? `请先填好${labels[0]}等 ${labels.length} 项` : `请先填好${labels[0] ?? ''}`;
};

/** The server names paths such as `contact.at`; a form marks whole fields. */
export function byField(problems: Readonly<Record<string, string>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [path, words] of Object.entries(problems)) found[path.split('.')[0] ?? path] ??= words;
  return found;
}

/** A ready text goes behind what stands there already; the same one twice is a slip of the finger. */
export function withReadyText(written: string, ready: string, max: number): string {
  const before = written.trimEnd();
  if (before.includes(ready)) return written;
  const joined = before === '' ? ready : `${before}${/[。！？；，\n]$/.test(before) ? '' : '。'}${ready}`;
  return joined.length > max ? written : joined;
}

/** The fields that go to the resident word for word, by name. */
const TO_RESIDENT = ['answer', 'question'];

/**
 * What the resident will read of this act: the words of an official answer or question. Null when the act says nothing
 * to him; empty while nothing is written.
 */
export function residentReads(fields: readonly FormField[], values: Values): string | null {
  const field = fields.find(({ name, widget }) => widget === 'text' && TO_RESIDENT.includes(name));
  if (!field) return null;
  const written = values[field.name];
  return typeof written === 'string' ? written.trim() : '';
}

export const contactOf = (value: Value | undefined): Contact | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;

/** The labels of what was chosen, in the order of the options. */
export const chosenWords = (options: readonly Option[], chosen: readonly string[]): string =>
  options
    .filter(({ value }) => chosen.includes(value))
    .map(({ label }) => label)
    .join('、');

/** Options whose name or heading holds the words. */
export function searched(options: readonly Option[], words: string): Option[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [...options];
  return options.filter(({ label, group }) => `${label} ${group ?? ''}`.toLowerCase().includes(wanted));
}
