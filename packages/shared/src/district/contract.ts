/** HTTP contract of what anybody may know of the district: its communities, categories, privacy notice and limits. */
import * as z from 'zod';
import { instant, named } from '../contract.ts';
import { ROLES } from '../identity/roles.ts';
import { TIERS } from '../org/tier.ts';
import { FACES } from '../rating/scale.ts';
import { CHANNELS, SCORES, STATES } from '../ticket/status.ts';
import { PLAIN_TIERS } from '../wording.ts';

const lngLat = z.tuple([z.number(), z.number()]);

export const districtView = z.object({
  code: z.string(),
  name: z.string(),
  /** Said on the first page of an invented or demo district. */
  notice: z.string().nullable(),
  /** Demo people can be chosen on screen. */
  demo: z.boolean(),
  phone: z.string(),
  centre: lngLat,
  privacy: z.object({ version: z.string(), text: z.string() }),
  accusationNotice: z.string(),
  streets: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      communities: z.array(named.extend({ grids: z.array(named), groups: z.array(named) })),
    }),
  ),
  categories: z.array(
    z.object({ id: z.string(), name: z.string(), leaves: z.array(named.extend({ examples: z.string().nullable() })) }),
  ),
  limits: z.object({ photosPerReport: z.number().int(), photoBytes: z.number().int(), words: z.number().int() }),
  /** The end of office hours, `17:30`: what a date begins with that has no time yet. */
  closesAt: z.string(),
  /** The reasons a resident may tick when withdrawing. */
  tags: z.object({ withdraw: z.array(z.string()) }),
  /** The grades of a score, the best first, with what each counts as and the reasons to tick beside it. */
  scale: z.array(named.extend({ countsAs: z.enum(SCORES), face: z.enum(FACES), tags: z.array(z.string()) })),
  /** How each grade is counted, in one sentence; null where every grade is called what it counts as. */
  scaleWords: z.string().nullable(),
  /** How hard a ticket can be, the easiest first, with the mode of handling and the time in words. */
  difficulties: z.array(
    named.extend({ mode: z.string().nullable(), rule: z.string(), examples: z.string().nullable() }),
  ),
  /** What roles, tiers, channels and states are called here. */
  wording: z.object({
    plain: z.record(z.enum(PLAIN_TIERS), z.string()),
    roles: z.record(z.enum(ROLES), z.string()),
    tiers: z.record(z.enum(TIERS), z.string()),
    channels: z.record(z.enum(CHANNELS), z.string()),
    states: z.record(z.enum(STATES), z.object({ staff: z.string(), resident: z.string() })),
  }),
  /** Pages this district has beside those every district has. */
  views: z.object({ backlog: z.boolean() }),
  /** The WeChat templates to ask consent for, at most three in one popup. */
  subscribe: z.object({ resident: z.array(z.string()), staff: z.array(z.string()) }),
});
export type DistrictView = z.infer<typeof districtView>;

export const placeQuery = z.object({
  lng: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  system: z.enum(['gcj02', 'wgs84']).default('gcj02'),
});
/** Where a point falls. All null outside the district. `lng`, `lat` come back in GCJ-02, the system of the map. */
export const placeView = z.object({
  lng: z.number(),
  lat: z.number(),
  grid: named.nullable(),
  community: named.nullable(),
  street: named.nullable(),
});
export type PlaceView = z.infer<typeof placeView>;

export const communityView = z.object({
  id: z.string(),
  name: z.string(),
  street: named,
  phone: z.string().nullable(),
  grids: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** GCJ-02 outline, for the simple map of H5. */
      polygon: z.array(lngLat),
      workers: z.array(z.object({ name: z.string(), phone: z.string().nullable() })),
    }),
  ),
  /** 联系党员: who of the party keeps contact with each residents' group. */
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      members: z.array(z.object({ name: z.string(), phone: z.string().nullable() })),
    }),
  ),
  notices: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      topicWords: z.string(),
      body: z.string(),
      publishedAt: instant,
      pinned: z.boolean(),
      from: z.string(),
    }),
  ),
  /** The short code that leads here, for links and cards; null before it has one. */
  code: z.string().nullable(),
});
export type CommunityView = z.infer<typeof communityView>;
