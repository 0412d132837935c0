/** The kinds of single lines that district files are made of, each with the words for what was expected. */
import * as z from 'zod';
import { LIMITS } from '../limits.ts';

export const line = z.string().trim().min(1);
export const code = z
  .string()
  .max(LIMITS.orgId)
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'a code of small letters, digits, "-" and "_"');
export const phone = z
  .string()
  .max(LIMITS.phone)
  .regex(/^[0-9+\-() ]{3,}$/, 'a phone number');
export const mobile = z.string().regex(/^1\d{10}$/, 'a mobile number of 11 digits that starts with 1');
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');
export const date = z.iso.date('a date such as 2026-10-01');
export const lngLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export const many = z.array(line).min(1);
/** A name as people read it. */
export const shortName = line.max(LIMITS.shortText);

/** The roots of the category tree are the method's own five; a district chooses only the leaves. */
export const ROOT_IDS = ['infrastructure', 'livelihood', 'environment', 'dispute', 'petition'] as const;
