/** HTTP contract of sign-in, the person himself, and the demo people. */
import * as z from 'zod';
import { id, mainlandPhone, named, orgId, words } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { ROLES } from './roles.ts';

export const wechatSignIn = z.strictObject({ code: z.string().min(1).max(200) });
export const demoSignIn = z.strictObject({ person: z.string().min(1).max(60) });
export const refreshSignIn = z.strictObject({ refreshToken: z.string().min(20).max(200) });

export const duty = z.object({ role: z.enum(ROLES), roleWords: z.string(), org: named });

export const me = z.object({
  id,
  kind: z.enum(['resident', 'staff']),
  /** The whole name for the person himself; residents may have none. */
  name: z.string().nullable(),
  /** Masked, such as `139****1234`; null when none is on file. */
  phone: z.string().nullable(),
  duties: z.array(duty),
  community: named.nullable(),
  grid: named.nullable(),
  /** The version of the privacy notice agreed to; null before. The client compares it with the district's. */
  privacyVersion: z.string().nullable(),
  unreadMessages: z.number().int(),
});
export type Me = z.infer<typeof me>;

export const session = z.object({
  accessToken: z.string(),
  expiresInSeconds: z.number().int(),
  refreshToken: z.string(),
  me,
});
export type SessionView = z.infer<typeof session>;

export const demoPerson = z.object({
  /** What `POST /sessions/demo` takes. */
  person: z.string(),
  name: z.string(),
  group: z.string(),
  description: z.string(),
});
export const demoPeople = z.object({ items: z.array(demoPerson) });
export type DemoPerson = z.infer<typeof demoPerson>;

export const agreePrivacy = z.strictObject({ version: z.string().min(1).max(20) });

/** By choice, by the grid that a code on a wall belongs to, or by place. Exactly one. */
export const tieCommunity = z
  .strictObject({
    community: orgId.optional(),
    grid: orgId.optional(),
    place: z.strictObject({ lng: z.number(), lat: z.number(), system: z.enum(['gcj02', 'wgs84']) }).optional(),
  })
  .refine((v) => [v.community, v.grid, v.place].filter((x) => x !== undefined).length === 1, '请选择一种方式');

/** A WeChat phone code (the button), or, on H5, a typed number; and the name a resident wants to be called by. */
export const bindPhone = z
  .strictObject({ code: z.string().min(1).max(200).optional(), phone: mainlandPhone.optional() })
  .refine((v) => (v.code === undefined) !== (v.phone === undefined), '请提供手机号');

export const nameMe = z.strictObject({ name: words(LIMITS.name) });
