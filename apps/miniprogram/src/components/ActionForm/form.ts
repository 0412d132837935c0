/**
 * The form of an act, read from the JSON Schema that the server sends with it. The server owns the rules; this only draws
 * them and says early what is missing.
 */
import type { NextAction } from '@liudan/shared/ticket/contract';

export type Widget =
  | 'line'
  | 'text'
  | 'choice'
  | 'chips'
  | 'category'
  | 'org'
  | 'orgs'
  | 'person'
  | 'when'
  | 'photos'
  | 'voice'
  | 'flag'
  | 'score'
  | 'contact';

export interface Option {
  value: string;
  label: string;
  group?: string;
  /** Which face is drawn for a grade of a score. */
  face?: NextAction['options'][string][number]['face'];
}

export interface FormField {
  name: string;
  label: string;
  widget: Widget;
  required: boolean;
  max: number;
  placeholder: string;
  options: Option[];
  /** Ready texts that may be taken and changed. */
  templates: string[];
  initial: Value;
  /** A time that lies in the past, or may. */
  past: boolean;
}

export interface Contact {
  by: 'phone' | 'visit';
  /** ISO 8601. */
  at: string;
  note?: string;
}

export type Value = string | string[] | boolean | Contact | null;
export type Values = Record<string, Value>;

interface Property {
  title?: string;
  widget?: string;
  placeholder?: string;
  maxLength?: number;
  maxItems?: number;
  minLength?: number;
  default?: Value;
  ahead?: boolean;
  choices?: Option[];
}

const SEVERAL: readonly Widget[] = ['chips', 'orgs', 'photos'];

export function fieldsOf({ input, options, templates }: NextAction): FormField[] {
  const { properties = {}, required = [] } = input as { properties?: Record<string, Property>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => {
    const widget = (property.widget ?? 'line') as Widget;
    const several = SEVERAL.includes(widget);
    return {
      name,
      label: property.title ?? name,
      widget,
      required: required.includes(name),
      max: (several ? property.maxItems : property.maxLength) ?? (several ? 9 : 500),
      placeholder: property.placeholder ?? '',
      options: options[name] ?? property.choices ?? [],
      templates: templates[name] ?? [],
      past: property.ahead === false,
      initial: property.default ?? (several ? [] : widget === 'flag' ? false : null),
    };
  });
}

export const initialValues = (fields: readonly FormField[]): Values =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));

const isEmpty = (value: Value | undefined): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** What is missing, by field name; empty when it can be sent. */
export function missingIn(fields: readonly FormField[], values: Values): Record<string, string> {
  const missing = fields.filter(({ name, required }) => required && isEmpty(values[name]));
  const typed: readonly Widget[] = ['line', 'text'];
  return Object.fromEntries(
    missing.map(({ name, label, widget }) => [name, `${typed.includes(widget) ? '请填写' : '请选择'}${label}`]),
  );
}

/** What is sent: fields left empty are left out. */
export function bodyOf(fields: readonly FormField[], values: Values): Record<string, unknown> {
  const filled = fields.filter(({ name }) => !isEmpty(values[name]));
  return Object.fromEntries(
    filled.map(({ name }) => {
      const value = values[name];
      return [name, typeof value === 'string' ? value.trim() : value];
    }),
  );
}

/** Options under their headings, in the order they came. */
export function grouped(options: readonly Option[]): { group: string; options: Option[] }[] {
  const groups = new Map<string, Option[]>();
  for (const option of options) {
    const group = option.group ?? '';
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups].map(([group, members]) => ({ group, options: members }));
}
