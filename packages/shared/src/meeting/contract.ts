/** HTTP contract of meetings: the lists they work through, their decisions and minutes, and the demand list. */
import * as z from 'zod';
import { id, instant, named, orgId, pageOf, paging, requiredWords, words } from '../contract.ts';
import { dayOfDate, isDate } from '../deadline/calendar.ts';
import { LIMITS } from '../limits.ts';
import { ticketCard } from '../ticket/contract.ts';
import { PHASES, STATES } from '../ticket/status.ts';
import { FORCES, MEETING_KINDS, MEETING_STATES, PROGRESS, RESOLUTIONS, TOPICS, URGENCIES } from './words.ts';

const person = z.string({ error: '请选择人员' }).min(1, '请选择人员').max(60);
const people = z
  .array(person)
  .max(LIMITS.attendees)
  .refine((keys) => new Set(keys).size === keys.length, '人员重复了');
const place = words(LIMITS.shortText);

/** An organisation whose list or meetings are asked for; without it the viewer's own, or the first he may read. */
export const ofOrg = z.object({ org: orgId.optional() });

export const callMeeting = z.strictObject({
  kind: z.enum(MEETING_KINDS),
  org: orgId,
  chair: person,
  attendees: people.default([]),
  place: place.optional(),
  /** When it is to be held; without it the meeting begins at once. */
  plannedAt: z.iso.datetime({ offset: true, error: '请选择时间' }).optional(),
});
export type CallMeeting = z.infer<typeof callMeeting>;

const seen = z.number().int().min(0);
export const startMeeting = z.strictObject({ version: seen });
export const changeMeeting = z.strictObject({
  version: seen,
  chair: person.optional(),
  attendees: people.optional(),
  place: place.optional(),
  minutes: words(LIMITS.minutes).optional(),
});
export type ChangeMeeting = z.infer<typeof changeMeeting>;
/** Without minutes they are put together from the decisions. */
export const endMeeting = z.strictObject({ version: seen, minutes: words(LIMITS.minutes).optional() });

const forces = z.partialRecord(z.enum(FORCES), person);

/** One act of the journey decided at a meeting: what the act takes stands in `input`, as in `nextActions`. */
export const decideInMeeting = z.strictObject({
  ticket: id,
  action: z.string().min(1).max(40),
  version: seen,
  input: z.record(z.string(), z.unknown()).default({}),
  note: words(LIMITS.reason).optional(),
  forces: forces.optional(),
});
export type DecideInMeeting = z.infer<typeof decideInMeeting>;

/** What the weekly meeting agrees on without touching the ticket. */
export const resolveInMeeting = z.strictObject({
  ticket: id,
  resolution: z.enum(RESOLUTIONS, { error: '请选择' }),
  note: requiredWords(LIMITS.reason),
  forces: forces.optional(),
});
export type ResolveInMeeting = z.infer<typeof resolveInMeeting>;

/** Somebody who may be chosen. `value` is the key on the roster. */
export const choice = z.object({ value: z.string(), label: z.string(), group: z.string() });

const attendee = z.object({ key: z.string(), name: z.string(), unit: z.string() });

export const meetingCard = z.object({
  id,
  kind: z.enum(MEETING_KINDS),
  kindWords: z.string(),
  org: named,
  state: z.enum(MEETING_STATES),
  stateWords: z.string(),
  /** 「11月24日 周二 09:00」: when it began, or is to begin. */
  at: instant,
  atWords: z.string(),
  chair: z.string(),
  decided: z.number().int(),
});
export type MeetingCard = z.infer<typeof meetingCard>;
export const meetingPage = pageOf(meetingCard);
export const meetingQuery = z.object({
  ...paging,
  kind: z.enum(MEETING_KINDS).default('study'),
  org: orgId.optional(),
});
export type MeetingQuery = z.infer<typeof meetingQuery>;

/** One ticket of a list, and why it stands there. */
export const matter = z.object({
  ticket: ticketCard,
  topic: z.enum(TOPICS),
  topicWords: z.string(),
  urgency: z.enum(URGENCIES),
});
export type MatterView = z.infer<typeof matter>;

const open = meetingCard.nullable();
const orgs = z.array(named);

export const dailyList = z.object({
  org: named,
  /** What the viewer may look at. */
  orgs,
  /** He may hold the meeting, and not only read. */
  hold: z.boolean(),
  total: z.number().int(),
  /** Must be decided today: due today, and past due. */
  today: z.number().int(),
  overdue: z.number().int(),
  items: z.array(matter),
  open,
});
export type DailyList = z.infer<typeof dailyList>;

export const lateList = z.object({
  org: named,
  orgs,
  total: z.number().int(),
  communities: z.array(
    z.object({
      org: named,
      /** Not triaged in time, and not done in time and yet not reported up. */
      triage: z.number().int(),
      unsolved: z.number().int(),
      since: instant,
      sinceWords: z.string(),
      items: z.array(matter),
    }),
  ),
});
export type LateList = z.infer<typeof lateList>;

/** For the desk: what must be decided today in his community, and what is late in his street's. */
export const meetingCounts = z.object({ daily: z.number().int(), late: z.number().int(), weekly: z.number().int() });
export type MeetingCounts = z.infer<typeof meetingCounts>;

export const meetingItem = z.object({
  id,
  seq: z.number().int(),
  ticket: z.object({ id, number: z.string(), summary: z.string(), state: z.enum(STATES), stateWords: z.string() }),
  action: z.string(),
  actionWords: z.string(),
  words: z.string(),
  note: z.string().nullable(),
  forces: z.array(z.string()),
  by: z.string(),
  at: instant,
  progress: z.enum(PROGRESS),
  progressWords: z.string(),
});
export type MeetingItem = z.infer<typeof meetingItem>;

export const meetingView = meetingCard.extend({
  version: z.number().int(),
  hold: z.boolean(),
  place: z.string().nullable(),
  chairKey: z.string(),
  attendees: z.array(attendee),
  calledBy: z.string(),
  plannedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** As last written; null while nobody has. */
  minutes: z.string().nullable(),
  /** As put together from the decisions so far. */
  composed: z.string(),
  /** The acts that may be decided here, in the order of their keys. */
  acts: z.array(z.string()),
  items: z.array(meetingItem),
  /** What is still to be talked about; empty once it has ended. */
  agenda: z.array(matter),
  /** What the meeting before decided, and what became of it. */
  followed: z.array(meetingItem),
});
export type MeetingView = z.infer<typeof meetingView>;

/** Who may be chosen for a meeting, and as the four forces for the tickets of each community. */
export const meetingPeople = z.object({ chairs: z.array(choice), attendees: z.array(choice) });
export type MeetingPeople = z.infer<typeof meetingPeople>;
export const meetingForces = z.object({
  leader: z.array(choice),
  department: z.array(choice),
  cadre: z.array(choice),
  member: z.array(choice),
});
export type MeetingForces = z.infer<typeof meetingForces>;
export const decided = z.object({ id, seq: z.number().int() });

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '请选择日期')
  .refine(isDate, '没有这一天');
const DAYS_MAX = 366;
/** Days in Asia/Shanghai, both included. */
const period = { from: date, until: date };
const inOrder = ({ from, until }: { from: string; until: string }) => from <= until;
const short = ({ from, until }: { from: string; until: string }) => dayOfDate(until) - dayOfDate(from) < DAYS_MAX;

export const demandQuery = z
  .object({ ...ofOrg.shape, ...period })
  .refine(inOrder, { path: ['until'], message: '结束日期不能早于开始日期' })
  .refine(short, { path: ['until'], message: '最多看一年' });
export type DemandQuery = z.infer<typeof demandQuery>;

export const demandTicketQuery = z
  .object({
    ...paging,
    org: orgId,
    ...period,
    /** A leaf or a root; `none` for what is not sorted yet. */
    category: z.string().max(LIMITS.orgId).optional(),
    phase: z.enum(PHASES).optional(),
  })
  .refine(inOrder, { path: ['until'], message: '结束日期不能早于开始日期' })
  .refine(short, { path: ['until'], message: '最多看一年' });
export type DemandTicketQuery = z.infer<typeof demandTicketQuery>;

const counted = {
  total: z.number().int(),
  open: z.number().int(),
  resolved: z.number().int(),
  closed: z.number().int(),
  red: z.number().int(),
  states: z.array(z.object({ state: z.enum(STATES), words: z.string(), count: z.number().int() })),
};
const demandLine = z.object({ id: z.string(), name: z.string(), ...counted });
export const demandList = z.object({
  org: named,
  orgs,
  from: z.string(),
  until: z.string(),
  ...counted,
  roots: z.array(demandLine.extend({ leaves: z.array(demandLine) })),
  communities: z.array(demandLine),
});
export type DemandList = z.infer<typeof demandList>;
