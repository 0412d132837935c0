/**
 * The addresses of photos and recordings: signed, and good for a quarter of an hour or a little more. The signature is the permission, so an address
 * is given only inside an answer to somebody who may see the photo.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const PHOTO_SIZES = ['full', 'thumb'] as const;
/** What can be asked for of one row: a size of a photo, or the recording. */
export const SHAPES = [...PHOTO_SIZES, 'voice'] as const;
export type Shape = (typeof SHAPES)[number];

const VALID_MS = 15 * 60_000;
/** The end is rounded up to this, so that the same photo asked for twice has the same address and the client's cache answers. */
const ROUND_MS = 5 * 60_000;

/** The path and query of a photo or recording, from the root of the API's host; it ends up to five minutes later than `validMs` from `now`. */
export function photoAddress(key: Buffer, id: string, size: Shape, now: number, validMs = VALID_MS): string {
  const endsAt = Math.ceil((now + validMs) / ROUND_MS) * ROUND_MS;
  const e = (endsAt / 1000).toString(36);
  return `/api/v1/media/${id}/${size}?e=${e}&s=${sign(key, id, size, e)}`;
}

/** The seconds for which an address is still good, or null where it never was or no longer is. */
export function secondsLeft(
  key: Buffer,
  id: string,
  size: Shape,
  given: { e?: string | undefined; s?: string | undefined },
  now: number,
): number | null {
  const { e, s } = given;
  if (!e || !s || !/^[0-9a-z]{1,10}$/.test(e)) return null;
  const expected = Buffer.from(sign(key, id, size, e));
  const shown = Buffer.from(s);
  if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) return null;
  const seconds = Number.parseInt(e, 36) - Math.floor(now / 1000);
  return seconds > 0 ? seconds : null;
}

/** 128 bits are plenty for something that lives twenty minutes, and keep lists short. */
const sign = (key: Buffer, id: string, size: Shape, e: string) =>
  createHmac('sha256', key).update(`photo ${id} ${size} ${e}`).digest('base64url').slice(0, 22);
