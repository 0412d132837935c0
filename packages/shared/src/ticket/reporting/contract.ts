/** HTTP contract of beginning a ticket, by the reporter or by staff for him, and of joining one. */
import * as z from 'zod';
import {
  id,
  instant,
  mainlandPhone,
  named,
  orgId,
  requiredWords,
  SAYS_NOTHING,
  saysSomething,
  words,
} from '../../contract.ts';
import { LIMITS } from '../../limits.ts';
import { photoIds } from '../../media/contract.ts';
import { CHANNELS } from '../status.ts';

/** A pin (with the coordinate system it was taken in), or a chosen grid or community, or both; and an address in words. */
export const reportPlace = z
  .strictObject({
    lng: z.number().min(-180).max(180).optional(),
    lat: z.number().min(-90).max(90).optional(),
    system: z.enum(['gcj02', 'wgs84']).default('gcj02'),
    accuracyMetres: z.number().min(0).max(100_000).optional(),
    grid: orgId.optional(),
    community: orgId.optional(),
    address: words(LIMITS.address).optional(),
  })
  .refine((p) => (p.lng === undefined) === (p.lat === undefined), '位置不完整')
  .refine((p) => p.lng !== undefined || p.grid !== undefined || p.community !== undefined, '请选择位置、网格或社区');

export const submitTicket = z
  .strictObject({
    text: words(LIMITS.words).default(''),
    place: reportPlace,
    photos: photoIds(LIMITS.photosPerReport).default([]),
    /** A recording that was uploaded; whoever speaks need not write. */
    voice: id.optional(),
    category: z.string().max(LIMITS.orgId).optional(),
    /** The number to call back; without it the phone on file is used, if any. */
    phone: mainlandPhone.optional(),
    hideName: z.boolean().default(false),
    channel: z.enum(CHANNELS).default('mini_program'),
    /** The privacy notice the reporter agreed to. */
    consent: z.string().min(1).max(20),
  })
  .refine(saysSomething, SAYS_NOTHING);
export type SubmitTicket = z.infer<typeof submitTicket>;

/** How staff come by a report that a resident did not type himself. */
export const STAFF_CHANNELS = CHANNELS.filter((channel) => channel !== 'mini_program' && channel !== 'open_api');

/** Somebody the look-up found, or his name, or his number: the basic particulars that every record must have. */
export const reporterParticulars = z.union(
  [
    z.strictObject({ personId: id, address: words(LIMITS.address).optional() }),
    z
      .strictObject({
        name: requiredWords(LIMITS.name).optional(),
        phone: mainlandPhone.optional(),
        /** Where he lives, or his group; kept sealed with the visit. */
        address: words(LIMITS.address).optional(),
      })
      .refine(({ name, phone }) => name !== undefined || phone !== undefined, '请填写反映人的称呼或手机号'),
  ],
  { error: '请填写反映人的称呼或 11 位手机号' },
);

/** 代登记: a report that staff write down for a resident. */
export const submitOnBehalf = z.strictObject({
  text: requiredWords(LIMITS.words),
  place: reportPlace,
  photos: photoIds(LIMITS.photosPerReport).default([]),
  category: z.string().max(LIMITS.orgId).optional(),
  channel: z.enum(STAFF_CHANNELS, { error: '请选择来源' }),
  /** Left out for what a patrol found, and only there. */
  reporter: reporterParticulars.optional(),
  hideName: z.boolean().default(false),
  /** The resident was told what is written down, and why. */
  informed: z.literal(true, { error: '请先告知反映人登记的内容和用途' }),
});
export type SubmitOnBehalf = z.infer<typeof submitOnBehalf>;

/** 一起跟进: the viewer himself, or the resident at a desk. */
export const joinTicket = z.strictObject({
  text: words(LIMITS.words).default(''),
  photos: photoIds(LIMITS.photosPerAct).default([]),
  voice: id.optional(),
  reporter: reporterParticulars.optional(),
});
export type JoinTicket = z.infer<typeof joinTicket>;
export const joined = z.object({ id, number: z.string(), version: z.number().int(), sentence: z.string() });
export type Joined = z.infer<typeof joined>;

export const submitted = z.object({
  id,
  number: z.string(),
  version: z.number().int(),
  holder: named,
  dueAt: instant,
  sentence: z.string(),
});
export type Submitted = z.infer<typeof submitted>;

/** `visible`: whether the duties of whoever entered it let him see the ticket; otherwise this answer is all he gets. */
export const entered = submitted.extend({ visible: z.boolean() });
export type Entered = z.infer<typeof entered>;
