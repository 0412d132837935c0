/**
 * The shape of each file of a district folder (config/README.md says what each line means). Every object is strict, so
 * that a misspelt line is found and not ignored. What needs more than one line to judge is in `checks.ts`.
 */
import * as z from 'zod';
import { NOTICE_TOPICS } from '../community/notice.ts';
import { ROLES } from '../identity/roles.ts';
import { LIMITS } from '../limits.ts';
import { NOTICE_KINDS } from '../notify/contract.ts';
import { TIERS } from '../org/tier.ts';
import { calendarFile, deadlinesFile, overridesFile } from './deadlines-file.ts';
import { districtFile, groupsFile, ratingFile } from './district-file.ts';
import { code, line, lngLat, many, mobile, phone, ROOT_IDS } from './lines.ts';
import { plainReason } from './reason.ts';

/** One thing that is wrong: in which file, at which path inside it, and what was expected instead. */
export interface Problem {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

/** The actions whose form has a text that ready answers can be offered for. */
export const ANSWER_ACTIONS = [
  'ask',
  'triage.handle',
  'triage.report_up',
  'triage.direct',
  'send_back',
  'dispatch',
  'accept',
  'return',
  'record',
  'part.finish',
  'resolve',
  'post.answer',
  'post.hide',
] as const;

const orgRow = z.strictObject({
  id: code,
  name: line.max(LIMITS.shortText),
  tier: z.enum(TIERS),
  parent: code.nullable(),
  phone: phone.optional(),
  serves: code.optional(),
  polygon: z.array(lngLat).optional(),
});
export type OrgRow = z.infer<typeof orgRow>;
const orgsFile = z.strictObject({ orgs: z.array(orgRow).min(1) });

const peopleFile = z.strictObject({
  people: z
    .array(
      z.strictObject({
        key: code,
        name: line.max(LIMITS.name),
        phone: mobile,
        roles: z.array(z.strictObject({ role: z.enum(ROLES), org: code })).min(1),
        charge: z.array(code).min(1).optional(),
      }),
    )
    .min(1),
  residents: z.array(z.strictObject({ key: code, name: line.max(LIMITS.name), phone: mobile, community: code })),
});

const categoriesFile = z.strictObject({
  roots: z.array(
    z.strictObject({
      id: z.enum(ROOT_IDS),
      name: line.max(LIMITS.shortText),
      leaves: z
        .array(
          z.strictObject({
            id: code,
            name: line.max(LIMITS.shortText),
            examples: line,
            department: code.nullable(),
            direct: z.boolean(),
            afterPhoto: z.boolean(),
            difficulty: code,
            legalRoute: line.optional(),
          }),
        )
        .min(1),
    }),
  ),
});

const noticeTemplate = z.strictObject({
  title: line.max(LIMITS.shortText),
  body: line,
  wechat: z
    .strictObject({
      templateId: line,
      title: line,
      type: z.enum(['onetime', 'longterm']),
      fields: z.record(z.string(), line),
      page: line,
    })
    .optional(),
  employee: z.strictObject({ templateId: line, title: line, fields: z.record(z.string(), line) }).optional(),
  sms: z.strictObject({ templateId: line, params: z.array(line).max(8) }).optional(),
});
const templatesFile = z.strictObject({
  answers: z.partialRecord(
    z.enum(ANSWER_ACTIONS),
    z.strictObject({ any: z.array(line.max(LIMITS.answer)), byCategory: z.record(z.string(), many).default({}) }),
  ),
  returnReasons: many,
  withdrawReasons: many,
  unreasonableReasons: many,
  notices: z.record(z.enum(NOTICE_KINDS), noticeTemplate),
});

const noticesFile = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: code,
      title: line.max(LIMITS.shortText),
      body: line,
      org: code,
      publishedAt: z
        .string()
        .regex(/^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/, 'a date and time such as 2026-11-20 09:00'),
      pinned: z.boolean(),
      topic: z.enum(NOTICE_TOPICS).default('policy'),
    }),
  ),
});

/** A row with the place it was read from, so that a problem with it can name the place. */
export interface Placed<Row> {
  readonly file: string;
  readonly path: string;
  readonly row: Row;
}

const SINGLE = {
  'district.yaml': districtFile,
  'people.yaml': peopleFile,
  'categories.yaml': categoriesFile,
  'deadlines.yaml': deadlinesFile,
  'rating.yaml': ratingFile,
  'templates.yaml': templatesFile,
  'notices.yaml': noticesFile,
} as const;

export interface DistrictFiles {
  readonly district: z.infer<typeof districtFile>;
  readonly orgs: readonly Placed<OrgRow>[];
  readonly people: z.infer<typeof peopleFile>;
  readonly categories: z.infer<typeof categoriesFile>;
  readonly deadlines: z.infer<typeof deadlinesFile>;
  readonly rating: z.infer<typeof ratingFile>;
  readonly groups: z.infer<typeof groupsFile>;
  /** By year, the earliest first. */
  readonly calendars: readonly Placed<z.infer<typeof calendarFile>>[];
  readonly overrides: z.infer<typeof overridesFile>;
  readonly templates: z.infer<typeof templatesFile>;
  readonly notices: z.infer<typeof noticesFile>;
}

export const OVERRIDES = 'calendar/overrides.yaml';
export const GROUPS = 'groups.yaml';

/** Reads every file by its own schema; cross checks come later, when all of them have the right shape. */
export function readFiles(files: Record<string, unknown>): { files: DistrictFiles } | { problems: Problem[] } {
  const problems: Problem[] = [];
  const read = <T extends z.ZodType>(file: string, schema: T, content: unknown): z.infer<T> | undefined => {
    const result = schema.safeParse(content, { reportInput: true, error: z.locales.en().localeError });
    if (result.success) return result.data;
    for (const issue of result.error.issues) problems.push({ file, ...plainReason(issue) });
    return undefined;
  };
  const required = <T extends z.ZodType>(file: string, schema: T) => {
    if (file in files) return read(file, schema, files[file]);
    problems.push({ file, path: '', reason: 'the file is missing' });
    return undefined;
  };
  const district = required('district.yaml', SINGLE['district.yaml']);
  const people = required('people.yaml', SINGLE['people.yaml']);
  const categories = required('categories.yaml', SINGLE['categories.yaml']);
  const deadlines = required('deadlines.yaml', SINGLE['deadlines.yaml']);
  const rating = required('rating.yaml', SINGLE['rating.yaml']);
  const templates = required('templates.yaml', SINGLE['templates.yaml']);
  const notices = required('notices.yaml', SINGLE['notices.yaml']);
  const orgs: Placed<OrgRow>[] = [];
  const calendars: Placed<z.infer<typeof calendarFile>>[] = [];
  let groups: z.infer<typeof groupsFile> | undefined = { groups: [] };
  let overrides: z.infer<typeof overridesFile> | undefined = { daysOff: [], makeUpDays: [] };
  for (const file of Object.keys(files).sort()) {
    if (/^orgs\/[^/]+\.yaml$/.test(file)) {
      const rows = read(file, orgsFile, files[file])?.orgs ?? [];
      orgs.push(...rows.map((row, index) => ({ file, path: `orgs[${index}]`, row })));
    } else if (/^calendar\/\d{4}\.yaml$/.test(file)) {
      const row = read(file, calendarFile, files[file]);
      if (row) calendars.push({ file, path: '', row });
    } else if (file === OVERRIDES) overrides = read(file, overridesFile, files[file]);
    else if (file === GROUPS) groups = read(file, groupsFile, files[file]);
    else if (!(file in SINGLE))
      problems.push({
        file,
        path: '',
        reason: `no file of this name is expected; known are ${Object.keys(SINGLE).join(', ')}, orgs/*.yaml, ${GROUPS}, calendar/<year>.yaml and ${OVERRIDES}`,
      });
  }
  if (!Object.keys(files).some((file) => file.startsWith('orgs/')))
    problems.push({ file: 'orgs/', path: '', reason: 'the folder needs at least one file of organisations' });
  if (!Object.keys(files).some((file) => /^calendar\/\d{4}\.yaml$/.test(file)))
    problems.push({
      file: 'calendar/',
      path: '',
      reason: 'the folder needs a file for at least one year, such as calendar/2026.yaml',
    });
  if (problems.length > 0 || !district || !people || !categories || !deadlines || !rating || !groups)
    return { problems };
  if (!templates || !notices || !overrides) return { problems };
  const single = { district, people, categories, deadlines, rating, groups, overrides, templates, notices };
  return { files: { ...single, orgs, calendars } };
}
