/**
 * The shape of each file of a district folder (config/README.md says what each line means). Every object is strict, so
 * that a misspelt line is found and not ignored. What needs more than one line to judge is in `checks.ts`.
 */
import * as z from 'zod';
import { ROLES } from '../identity/roles.ts';
import { LIMITS } from '../limits.ts';
import { NOTICE_KINDS } from '../notify/contract.ts';
import { TIERS } from '../org/tier.ts';
import { DIFFICULTIES, SCORES } from '../ticket/status.ts';
import { plainReason } from './reason.ts';

/** One thing that is wrong: in which file, at which path inside it, and what was expected instead. */
export interface Problem {
  readonly file: string;
  readonly path: string;
  readonly reason: string;
}

/** The roots of the category tree are the method's own five; a district chooses only the leaves. */
export const ROOT_IDS = ['infrastructure', 'livelihood', 'environment', 'dispute', 'petition'] as const;

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
] as const;

const line = z.string().trim().min(1);
const code = z
  .string()
  .max(LIMITS.orgId)
  .regex(/^[a-z0-9]+([-_][a-z0-9]+)*$/, 'a code of small letters, digits, "-" and "_"');
const phone = z
  .string()
  .max(LIMITS.phone)
  .regex(/^[0-9+\-() ]{3,}$/, 'a phone number');
const mobile = z.string().regex(/^1\d{10}$/, 'a mobile number of 11 digits that starts with 1');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 08:30');
const date = z.iso.date('a date such as 2026-10-01');
const lngLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const many = z.array(line).min(1);

const districtFile = z.strictObject({
  code: z.string().regex(/^\d{6}$/, 'a code of 6 digits'),
  name: line,
  version: line,
  timezone: z.literal('Asia/Shanghai'),
  phone,
  ticketPrefix: z.string().regex(/^[A-Z]{2,4}$/, '2 to 4 capital letters'),
  notice: line.nullable(),
  demo: z.boolean(),
  centre: lngLat,
  privacy: z.strictObject({ version: line.max(20), text: line.min(200) }),
  accusationNotice: line,
  photos: z.strictObject({
    perReport: z.int().min(1).max(LIMITS.photosPerReport),
    perAct: z.int().min(1).max(LIMITS.photosPerAct),
    maxBytes: z.int().min(100_000),
  }),
  words: z.int().min(50).max(LIMITS.words),
  subscribe: z.strictObject({
    resident: z.array(z.enum(NOTICE_KINDS)).max(3),
    staff: z.array(z.enum(NOTICE_KINDS)).max(3),
  }),
});

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
            difficulty: z.enum(DIFFICULTIES),
            legalRoute: line.optional(),
          }),
        )
        .min(1),
    }),
  ),
});

const OWN_TIME = [
  z.strictObject({ sameDay: z.literal(true) }),
  z.strictObject({ workingDays: z.int().min(1).max(366) }),
  z.strictObject({ workingHours: z.number().positive().max(1000) }),
  z.strictObject({ calendarDays: z.int().min(1).max(366) }),
  z.strictObject({ hours: z.number().positive().max(8784) }),
] as const;
const OWN_TIME_WORDS =
  'one of {sameDay: true}, {workingDays: 1 to 366}, {workingHours: …}, {calendarDays: 1 to 366}, {hours: …}';
const rule = z.union(OWN_TIME, OWN_TIME_WORDS);
/** Only the acts that ask a person for a date may leave the due time to him; any other clock would start without one. */
const chosenBy = <T extends 'leader' | 'street'>(setter: T) =>
  z.union([...OWN_TIME, z.strictObject({ setBy: z.literal(setter) })], `${OWN_TIME_WORDS}, {setBy: ${setter}}`);
const deadlinesFile = z.strictObject({
  officeHours: z.array(z.tuple([time, time])).min(1),
  sameDayCutoff: time,
  warnAt: z.number().gt(0).lt(1),
  rules: z.strictObject({
    triage: rule,
    sign: rule,
    review: rule,
    respond: rule,
    community_handle: z.strictObject({ urgent: rule, deferred: rule }),
    street_handle: chosenBy('street'),
    handle: z.strictObject({ general: rule, hard: rule, extreme: chosenBy('leader') }),
    follow_up: rule,
    explain: rule,
  }),
  returnWindow: rule,
  reworkWindow: rule,
  askPause: z.strictObject({ workingDays: z.int().min(1), perStage: z.int().min(0) }),
  caps: z.strictObject({
    extensionsPerStage: z.int().min(0),
    followUpAttempts: z.int().min(1),
    superviseFromRework: z.int().min(1),
  }),
});

const calendarFile = z.strictObject({
  year: z.int().min(2020).max(2100),
  coveredUntil: date,
  daysOff: z.array(date),
  makeUpDays: z.array(date),
});
const ownDays = z.array(z.strictObject({ date, reason: line }));
const overridesFile = z.strictObject({ daysOff: ownDays, makeUpDays: ownDays });

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
});
const templatesFile = z.strictObject({
  answers: z.partialRecord(
    z.enum(ANSWER_ACTIONS),
    z.strictObject({ any: z.array(line.max(LIMITS.answer)), byCategory: z.record(z.string(), many).default({}) }),
  ),
  ratingTags: z.record(z.enum(SCORES), many),
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
  'templates.yaml': templatesFile,
  'notices.yaml': noticesFile,
} as const;

export interface DistrictFiles {
  readonly district: z.infer<typeof districtFile>;
  readonly orgs: readonly Placed<OrgRow>[];
  readonly people: z.infer<typeof peopleFile>;
  readonly categories: z.infer<typeof categoriesFile>;
  readonly deadlines: z.infer<typeof deadlinesFile>;
  /** By year, the earliest first. */
  readonly calendars: readonly Placed<z.infer<typeof calendarFile>>[];
  readonly overrides: z.infer<typeof overridesFile>;
  readonly templates: z.infer<typeof templatesFile>;
  readonly notices: z.infer<typeof noticesFile>;
}

export const OVERRIDES = 'calendar/overrides.yaml';

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
  const templates = required('templates.yaml', SINGLE['templates.yaml']);
  const notices = required('notices.yaml', SINGLE['notices.yaml']);
  const orgs: Placed<OrgRow>[] = [];
  const calendars: Placed<z.infer<typeof calendarFile>>[] = [];
  let overrides: z.infer<typeof overridesFile> | undefined = { daysOff: [], makeUpDays: [] };
  for (const file of Object.keys(files).sort()) {
    if (/^orgs\/[^/]+\.yaml$/.test(file)) {
      const rows = read(file, orgsFile, files[file])?.orgs ?? [];
      orgs.push(...rows.map((row, index) => ({ file, path: `orgs[${index}]`, row })));
    } else if (/^calendar\/\d{4}\.yaml$/.test(file)) {
      const row = read(file, calendarFile, files[file]);
      if (row) calendars.push({ file, path: '', row });
    } else if (file === OVERRIDES) overrides = read(file, overridesFile, files[file]);
    else if (!(file in SINGLE))
      problems.push({
        file,
        path: '',
        reason: `no file of this name is expected; known are ${Object.keys(SINGLE).join(', ')}, orgs/*.yaml, calendar/<year>.yaml and ${OVERRIDES}`,
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
  if (problems.length > 0 || !district || !people || !categories || !deadlines || !templates || !notices || !overrides)
    return { problems };
  return { files: { district, orgs, people, categories, deadlines, calendars, overrides, templates, notices } };
}
