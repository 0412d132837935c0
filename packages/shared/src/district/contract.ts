/** HTTP contract of what anybody may know of the district: its communities, categories, privacy notice and limits. */
import * as z from 'zod';
import { instant, named } from '../contract.ts';

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
    z.object({ id: z.string(), name: z.string(), communities: z.array(named.extend({ grids: z.array(named) })) }),
  ),
  categories: z.array(
    z.object({ id: z.string(), name: z.string(), leaves: z.array(named.extend({ examples: z.string().nullable() })) }),
  ),
  limits: z.object({ photosPerReport: z.number().int(), photoBytes: z.number().int(), words: z.number().int() }),
  /** The reasons a resident may tick when scoring, by score, and when withdrawing. */
  tags: z.object({
    satisfied: z.array(z.string()),
    fair: z.array(z.string()),
    dissatisfied: z.array(z.string()),
    withdraw: z.array(z.string()),
  }),
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
  notices: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      body: z.string(),
      publishedAt: instant,
      pinned: z.boolean(),
      from: z.string(),
    }),
  ),
});
export type CommunityView = z.infer<typeof communityView>;
