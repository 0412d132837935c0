/** HTTP contract of the ways in: short codes with their QR pictures and posters, and the residents' WeChat groups. */
import * as z from 'zod';
import { id, instant, named, orgId, pageOf, paging, requiredWords, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { ADDED_KINDS, ENTRY_KINDS } from './kinds.ts';

const label = requiredWords(LIMITS.shortText);
const pin = z.object({ lng: z.number(), lat: z.number() });
const placed = z.strictObject({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) });

/** What anybody who scans a code may know: where he is, and whom he can call there. */
export const entryView = z.object({
  code: z.string(),
  kind: z.enum(ENTRY_KINDS),
  /** The building's or the station's name; for a community or a grid, its own. */
  label: z.string(),
  /** 「河滨社区 3号楼」 */
  words: z.string(),
  community: named,
  grid: named.nullable(),
  /** The address for a report from here; empty where the code stands for a whole grid or community. */
  address: z.string(),
  /** GCJ-02; null where nobody has put a pin. */
  place: pin.nullable(),
  /** The grid's worker, as everybody can call him; null for a code without a grid. */
  worker: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  /** Nobody keeps this code up any more; what it still knows is its community. */
  retired: z.boolean(),
});
export type EntryView = z.infer<typeof entryView>;

export const entryQuery = z.object({
  ...paging,
  community: orgId.optional(),
  kind: z.enum(ENTRY_KINDS).optional(),
  q: words(LIMITS.search).optional(),
});
export type EntryQuery = z.infer<typeof entryQuery>;

/** A code as those see it who keep it. */
export const entryCard = z.object({
  id,
  code: z.string(),
  kind: z.enum(ENTRY_KINDS),
  kindWords: z.string(),
  label: z.string(),
  words: z.string(),
  community: named,
  grid: named.nullable(),
  address: z.string(),
  /** The part of the address before the name. */
  prefix: z.string(),
  /** GCJ-02; null where nobody has put a pin. */
  place: pin.nullable(),
  /** The same way in for a browser. */
  link: z.string(),
  /** How often it was opened, in the last 30 days and in all. Nobody is told who. */
  uses: z.object({ month: z.number().int(), all: z.number().int() }),
  /** People may correct it, and take it out of use. */
  canChange: z.boolean(),
  retiredAt: instant.nullable(),
});
export type EntryCard = z.infer<typeof entryCard>;
export const entryPage = pageOf(entryCard).extend({
  /** The communities whose codes the viewer keeps. */
  communities: z.array(named.extend({ grids: z.array(named) })),
});
export type EntryPage = z.infer<typeof entryPage>;

/** Buildings or stations of a community, one or a whole list; a pin belongs to one. */
export const addEntries = z
  .strictObject({
    community: orgId,
    kind: z.enum(ADDED_KINDS, { error: '请选择楼栋或服务站' }),
    grid: orgId.optional(),
    labels: z.array(label).min(1, '请填写名称').max(LIMITS.entriesAtOnce, `一次最多 ${LIMITS.entriesAtOnce} 个`),
    /** What stands before each name in the address of a report: 「河滨路 18 号院」. */
    address: words(LIMITS.shortText).default(''),
    place: placed.optional(),
  })
  .refine(({ labels, place }) => place === undefined || labels.length === 1, {
    path: ['place'],
    error: '一次加多个时不能定同一个位置',
  });
export type AddEntries = z.infer<typeof addEntries>;
/** Those that were there already, by kind, grid and name, are not made twice. */
export const addedEntries = z.object({ items: z.array(entryCard), existed: z.number().int() });
export type AddedEntries = z.infer<typeof addedEntries>;

/** What a building's or a station's code says from now on; the code on the wall stays the same. */
export const editEntry = z.strictObject({
  label,
  grid: orgId.nullable(),
  address: words(LIMITS.shortText),
  place: placed.nullable(),
});
export type EditEntry = z.infer<typeof editEntry>;

/** Where the picture of a code is, and whether it is WeChat's own or the code of the link. */
export const entryPicture = z.object({
  kind: z.enum(['wechat', 'link']),
  /** Why it isn't WeChat's, in words for who keeps the program running; null where it is. */
  why: z.string().nullable(),
  /** Signed, and good for some minutes. */
  url: z.string(),
});
export type EntryPicture = z.infer<typeof entryPicture>;

export const imageQuery = z.object({ e: z.string().max(20).optional(), s: z.string().max(60).optional() });

export const posterQuery = z.object({
  community: orgId,
  kind: z.enum(ENTRY_KINDS).optional(),
  /** Codes with commas between them; without it all of the kind. */
  codes: z.string().max(2_000).optional(),
  layout: z.enum(['one', 'four']).default('one'),
});
export type PosterQuery = z.infer<typeof posterQuery>;

/** Somebody came out of a WeChat group: a fresh code of `wx.login`, and what `wx.getGroupEnterInfo` gave. */
export const groupArrival = z.strictObject({
  code: z.string().min(1).max(200),
  encryptedData: z.string().min(1).max(4_000),
  iv: z.string().min(1).max(60),
  /** The short code in the card. */
  c: z.string().max(32).optional(),
});
export type GroupArrival = z.infer<typeof groupArrival>;
/** The community whose group it is; null before its staff have confirmed it. */
export const groupArrived = z.object({ community: named.nullable() });
export type GroupArrived = z.infer<typeof groupArrived>;

export const groupView = z.object({
  id,
  community: named,
  state: z.enum(['proposed', 'confirmed', 'refused']),
  stateWords: z.string(),
  /** What staff call it: WeChat doesn't tell. */
  name: z.string().nullable(),
  proposedAt: instant,
  /** Through which code's card the first of its members came. */
  through: z.string().nullable(),
  arrivals: z.number().int(),
  decided: z.object({ at: instant, by: z.string().nullable() }).nullable(),
});
export type GroupView = z.infer<typeof groupView>;
export const groupList = z.object({ items: z.array(groupView) });
export const groupCounts = z.object({ proposed: z.number().int() });
export type GroupCounts = z.infer<typeof groupCounts>;

export const decideGroup = z.strictObject({ ours: z.boolean(), name: words(LIMITS.name).default('') });
export type DecideGroup = z.infer<typeof decideGroup>;
