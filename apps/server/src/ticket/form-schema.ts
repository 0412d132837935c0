/** What a form takes from its ticket and its district: what triage decided, what it begins with, and the district's words. */
import { dueOf } from '@liudan/shared/deadline/clock';
import { startingDifficulty } from '@liudan/shared/dispatch/difficulty';
import type { District } from '@liudan/shared/district/schema';
import type { Ticket } from '@liudan/shared/ticket/facts';
import type { Row } from '@liudan/shared/ticket/row';
import { type Speech, speech } from '@liudan/shared/wording';

type Property = Record<string, unknown>;
export type Schema = { properties?: Record<string, Property>; required?: string[] } & Record<string, unknown>;

/** What triage decided already is not asked for again; a dispatch that goes past triage has to say it. */
export function withTriage(row: Row, form: Schema, { grade, category }: Ticket): Schema {
  if (row.action !== 'dispatch') return form;
  const { grade: gradeField, category: categoryField, ...rest } = form.properties ?? {};
  const missing = {
    ...(grade ? {} : { grade: gradeField ?? {} }),
    ...(category ? {} : { category: categoryField ?? {} }),
  };
  const asked = row.checks.includes('triaged') ? Object.keys(missing) : [];
  return { ...form, properties: { ...missing, ...rest }, required: [...asked, ...(form.required ?? [])] };
}

/**
 * A dispatch begins with the difficulty that the catalogue has for the category, and a date ahead with the end of the next working
 * day: a beginning that the person sees and can change.
 */
export function withBeginnings(form: Schema, { category }: Ticket, now: number, district: District): Schema {
  const tomorrow = new Date(dueOf({ workingDays: 1 }, now, district.calendar).dueAt).toISOString();
  const begun = ([name, property]: [string, Property]): [string, Property] => {
    if (property.optionsFrom === 'difficulties')
      return [name, { ...property, default: startingDifficulty(district, category).id }];
    const begins = property.ahead === true && form.required?.includes(name) === true;
    return [name, begins ? { ...property, default: tomorrow } : property];
  };
  return { ...form, properties: Object.fromEntries(Object.entries(form.properties ?? {}).map(begun)) };
}

/** The titles, placeholders and choices of a form as the district says them. */
export function inWords(form: Schema, district: District): Schema {
  const say = speech(district);
  const worded = ([name, property]: [string, Property]): [string, Property] => [name, propertyInWords(property, say)];
  return { ...form, properties: Object.fromEntries(Object.entries(form.properties ?? {}).map(worded)) };
}

function propertyInWords(property: Property, say: Speech): Property {
  const { title, placeholder, choices } = property;
  return {
    ...property,
    ...(typeof title === 'string' ? { title: say(title) } : {}),
    ...(typeof placeholder === 'string' ? { placeholder: say(placeholder) } : {}),
    ...(Array.isArray(choices)
      ? {
          choices: choices.map((choice: { value: string; label: string }) => ({ ...choice, label: say(choice.label) })),
        }
      : {}),
  };
}
