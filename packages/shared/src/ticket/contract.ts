/** HTTP contract of tickets: the lists, the page of one ticket, and what may be done with it. */
import * as z from 'zod';
import { id, instant, named, orgId, pageOf, paging, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { photo, voice } from '../media/contract.ts';
import { FACES } from '../rating/scale.ts';
import { supervisionView } from '../supervision/contract.ts';
import { CHANNELS, GRADES, LIGHTS, OUTCOMES, PHASES, SCORES, STATES } from './status.ts';

export const VIEWS = ['mine', 'followed', 'inbox', 'all'] as const;
export const ticketQuery = z.object({
  ...paging,
  view: z.enum(VIEWS).default('mine'),
  light: z.enum(LIGHTS).optional(),
  state: z.enum(STATES).optional(),
  phase: z.enum(PHASES).optional(),
  category: z.string().max(LIMITS.orgId).optional(),
  org: orgId.optional(),
  /** Came back: sent back, returned or reworked, and not gone on since. */
  returned: z.stringbool().optional(),
  q: words(LIMITS.search).optional(),
});
export type TicketQuery = z.infer<typeof ticketQuery>;

export const dot = z.object({ key: z.string(), label: z.string(), state: z.enum(['done', 'now', 'ahead', 'skipped']) });

/** One row of a list. */
export const ticketCard = z.object({
  id,
  number: z.string(),
  version: z.number().int(),
  summary: z.string(),
  state: z.enum(STATES),
  stateWords: z.string(),
  /** Where it is and until when, for whoever looks: 「河滨路街道正在办理，最晚 11月24日 周二 17:30 前答复您」. */
  sentence: z.string(),
  phase: z.enum(PHASES),
  outcome: z.enum(OUTCOMES).nullable(),
  grade: z.enum(GRADES).nullable(),
  /** A difficulty of the district's list; 「复杂（现场办）」. */
  difficulty: z.string().nullable(),
  difficultyWords: z.string().nullable(),
  category: named.nullable(),
  community: named.nullable(),
  street: named.nullable(),
  grid: named.nullable(),
  address: z.string().nullable(),
  holder: named.nullable(),
  light: z.enum(LIGHTS).nullable(),
  /** 「还剩 3 小时」「超时 5 小时」; null when no clock runs. */
  dueWords: z.string().nullable(),
  dueAt: instant.nullable(),
  dots: z.array(dot),
  /** 「第 3 步，共 6 步：街道跟单」, read aloud in place of the picture. */
  dotsWords: z.string(),
  thumbUrl: z.string().nullable(),
  photoCount: z.number().int(),
  returned: z.boolean(),
  /** A supervision order is open. */
  supervised: z.boolean(),
  /** How many others have the same problem, and whether the viewer is one of them. */
  followerCount: z.number().int(),
  following: z.boolean(),
  /** What the chosen grade counts as. */
  score: z.enum(SCORES).nullable(),
  submittedAt: instant,
});
export type TicketCard = z.infer<typeof ticketCard>;
export const ticketPage = pageOf(ticketCard);

/** Counts for the tabs of the inbox. */
export const inboxCounts = z.object({
  todo: z.number().int(),
  yellow: z.number().int(),
  red: z.number().int(),
  returned: z.number().int(),
  all: z.number().int(),
});
export type InboxCounts = z.infer<typeof inboxCounts>;

export const timelineEntry = z.object({
  id,
  action: z.string(),
  title: z.string(),
  at: instant,
  /** Who did it, as far as this viewer may know: name, unit, or neither (the system). */
  by: z.object({ name: z.string().nullable(), org: named.nullable(), reporter: z.boolean() }),
  text: z.string().nullable(),
  /** An answer to the resident: it stands out on the page. */
  official: z.boolean(),
  photos: z.array(photo),
  /** What was spoken, for whoever acted himself and for staff. */
  voice: voice.nullable(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Only staff see it. */
  internal: z.boolean(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const clockView = z.object({
  id,
  kind: z.string(),
  words: z.string(),
  org: named.nullable(),
  startedAt: instant,
  dueAt: instant,
  light: z.enum(LIGHTS),
  dueWords: z.string(),
  /** The due time lies past the calendar that is known; it may move when the year is published. */
  provisional: z.boolean(),
  /** The rule it runs under, in words: 「3 个工作日」. */
  rule: z.string(),
  /** The edition of the district's rules it was started under; a later one doesn't move it. */
  edition: z.string().nullable(),
});
export type ClockView = z.infer<typeof clockView>;

export const partView = z.object({
  id,
  org: named,
  kind: z.enum(['lead', 'assisting']),
  state: z.enum(['offered', 'accepted', 'done', 'returned', 'withdrawn']),
  stateWords: z.string(),
});
export type PartView = z.infer<typeof partView>;

/**
 * One button. `input` is the JSON Schema (2020-12) of what `POST …/actions` takes beside `action` and `version`; each property has a
 * `title` (label) and `widget`: line | text | choice | chips | category | org | orgs | person | when | photos | voice | flag. Choices that
 * depend on the ticket (units, people, categories) stand in `options` by property name; `templates` are ready answers for a text.
 */
export const nextAction = z.object({
  action: z.string(),
  label: z.string(),
  /** What happens, in one sentence. */
  hint: z.string(),
  /** The one or two acts most likely now. */
  primary: z.boolean(),
  danger: z.boolean(),
  input: z.record(z.string(), z.unknown()),
  options: z.record(
    z.string(),
    z.array(
      z.object({ value: z.string(), label: z.string(), group: z.string().optional(), face: z.enum(FACES).optional() }),
    ),
  ),
  templates: z.record(z.string(), z.array(z.string())),
});
export type NextAction = z.infer<typeof nextAction>;

export const ticketView = z.object({
  ticket: ticketCard.extend({
    text: z.string(),
    channel: z.enum(CHANNELS),
    channelWords: z.string(),
    photos: z.array(photo),
    /** The report as it was spoken; for the reporter and for staff. */
    voice: voice.nullable(),
    place: z.object({
      lng: z.number().nullable(),
      lat: z.number().nullable(),
      accuracyMetres: z.number().nullable(),
      address: z.string().nullable(),
    }),
    /** Null for who may not know the reporter at all. Name and phone are masked; `canReveal` offers the audited look. */
    reporter: z
      .object({
        name: z.string().nullable(),
        phone: z.string().nullable(),
        hidden: z.boolean(),
        canReveal: z.boolean(),
      })
      .nullable(),
    mine: z.boolean(),
    assignee: z.object({ name: z.string() }).nullable(),
    rating: z
      .object({
        /** What it counts as, the grade that was chosen, and what that is called. */
        score: z.enum(SCORES),
        grade: z.string().nullable(),
        words: z.string(),
        tags: z.array(z.string()),
        text: z.string().nullable(),
        at: instant,
      })
      .nullable(),
    /** 督办单, the newest first; for staff alone. */
    supervisions: z.array(supervisionView),
    /** What waits for the tier above: more time, or a leader's own date; for staff alone. */
    asked: z.object({ kind: z.enum(['extension', 'leader']), until: instant }).nullable(),
    appeal: z.enum(['open', 'accepted', 'refused']).nullable(),
    mergedInto: z.object({ id, number: z.string() }).nullable(),
    /** Why others than the reporter and the staff don't see what was written; null where they may. */
    screening: z.string().nullable(),
    /** The photos of the last resolution, to be shown beside the report's. */
    afterPhotos: z.array(photo),
  }),
  version: z.number().int(),
  timeline: z.array(timelineEntry),
  clocks: z.array(clockView),
  parts: z.array(partView),
  nextActions: z.array(nextAction),
});
export type TicketView = z.infer<typeof ticketView>;

export const actOnTicket = z.looseObject({ action: z.string().min(1).max(40), version: z.number().int().min(0) });

/** What the audited look answers. */
export const revealed = z.object({ name: z.string().nullable(), phone: z.string().nullable() });
