/** Shapes that every part of the HTTP contract shares. */
import * as z from 'zod';
import { LIMITS } from './limits.ts';

/** An instant, ISO 8601 in UTC with milliseconds: `2026-11-24T09:30:00.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });

/**
 * Text a person typed: trimmed, normalised to NFC, without control characters other than line breaks, and without the half of
 * a sign that a phone leaves where it cuts a text at a length: no database keeps such a half.
 */
export const words = (max: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? '请填写' : '要填写文字') })
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '')
        .trim(),
    )
    .pipe(z.string().max(max, `最多 ${max} 个字`));

/** Text that says something: at least one sign in it can be seen. */
export const requiredWords = (max: number) =>
  words(max).pipe(
    z
      .string()
      .min(1, '请填写')
      .refine((text) => /[^\s\p{Cf}]/u.test(text), '请填写'),
  );

/** For what may be spoken instead of written: one of the two must be there. The words are looked at whatever else is wrong. */
export const saysSomething = ({ text, voice }: { text?: string | undefined; voice?: string | undefined }): boolean =>
  voice !== undefined || /[^\s\p{Cf}]/u.test(text ?? '');
export const SAYS_NOTHING = {
  path: ['text'],
  error: '请填写',
  when: ({ value }: { value: unknown }): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const { text } = value as { text?: unknown };
    return text === undefined || typeof text === 'string';
  },
};

export const id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, '编号不正确');
export const orgId = z
  .string()
  .min(1)
  .max(LIMITS.orgId)
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, '单位编号不正确');
export const mainlandPhone = z.string().regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号');

/** Keyset paging: `after` is the opaque `next` of the page before. */
export const paging = {
  after: z
    .string()
    .regex(/^(\d{1,15}\.)?[0-9A-HJKMNP-TV-Z]{26}$/, '翻页位置不正确，请从第一页看起')
    .optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageSizeMax).default(LIMITS.pageSize),
};
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

export const named = z.object({ id: z.string(), name: z.string() });
export type Named = z.infer<typeof named>;

/** Every error of the API, whatever went wrong. `fields` maps an input path to what is wrong with it, in Chinese. */
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string(),
});
export type Problem = z.infer<typeof problem>;
