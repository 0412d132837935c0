/** The shape of district.yaml, and of the two files that say how the method is run there: rating.yaml and groups.yaml. */
import * as z from 'zod';
import { INTAKES } from '../dispatch/intake.ts';
import { ROLES } from '../identity/roles.ts';
import { LIMITS } from '../limits.ts';
import { NOTICE_KINDS } from '../notify/contract.ts';
import { TIERS } from '../org/tier.ts';
import { FACES } from '../rating/scale.ts';
import { CHANNELS, SCORES, STATES } from '../ticket/status.ts';
import { PLAIN_TIERS } from '../wording.ts';
import { code, line, lngLat, many, phone, ROOT_IDS, shortName } from './lines.ts';
import { notifyBlock } from './notify-file.ts';

const ownWording = z.strictObject({
  plain: z.partialRecord(z.enum(PLAIN_TIERS), shortName).optional(),
  roles: z.partialRecord(z.enum(ROLES), shortName).optional(),
  tiers: z.partialRecord(z.enum(TIERS), shortName).optional(),
  channels: z.partialRecord(z.enum(CHANNELS), shortName).optional(),
  states: z.partialRecord(z.enum(STATES), z.strictObject({ staff: shortName, resident: shortName })).optional(),
});

export const districtFile = z.strictObject({
  code: z.string().regex(/^\d{6}$/, 'a code of 6 digits'),
  name: line,
  version: line.max(LIMITS.shortText),
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
    // WeChat takes five since its base library 3; residents may have an older one.
    staff: z.array(z.enum(NOTICE_KINDS)).max(5),
  }),
  notify: notifyBlock,
  similar: z.strictObject({
    metres: z.int().min(20).max(2000),
    days: z.int().min(1).max(366),
    atLeast: z.number().gt(0).lt(1),
    shownToResidents: z.array(z.enum(ROOT_IDS)),
  }),
  intake: z.strictObject({
    default: z.enum(INTAKES),
    byChannel: z.partialRecord(z.enum(CHANNELS), z.enum(INTAKES)).default({}),
  }),
  wording: ownWording.optional(),
  views: z.strictObject({ backlog: z.boolean() }),
  export: z.strictObject({ unmaskedRoles: z.array(z.enum(ROLES)) }).default({ unmaskedRoles: [] }),
  leadingGroup: z.array(z.strictObject({ title: shortName, person: code })).default([]),
});

export const ratingFile = z.strictObject({
  scale: z
    .array(
      z.strictObject({
        id: code,
        name: shortName,
        countsAs: z.enum(SCORES),
        face: z.enum(FACES).optional(),
        tags: many,
      }),
    )
    .min(2)
    .max(FACES.length),
});

export const groupsFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      id: code,
      name: shortName,
      community: code,
      grid: code.optional(),
      members: z.array(code).min(1).max(2),
    }),
  ),
});
