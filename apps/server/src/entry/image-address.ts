/** The address of a code's picture: signed, and good for a quarter of an hour or a little more, because a picture is asked for without a token. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const VALID_MS = 15 * 60_000;
/** The end is rounded up to this, so that a phone's cache knows the picture again. */
const ROUND_MS = 5 * 60_000;

export function imageAddress(key: Buffer, code: string, now: number): string {
  const e = ((Math.ceil((now + VALID_MS) / ROUND_MS) * ROUND_MS) / 1000).toString(36);
  return `/api/v1/codes/${code}/image?e=${e}&s=${sign(key, code, e)}`;
}

/** The seconds for which an address is still good, or null where it never was or no longer is. */
export function secondsLeft(
  key: Buffer,
  code: string,
  { e, s }: { e?: string | undefined; s?: string | undefined },
  now: number,
): number | null {
  if (!e || !s || !/^[0-9a-z]{1,10}$/.test(e)) return null;
  const [expected, shown] = [Buffer.from(sign(key, code, e)), Buffer.from(s)];
  if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) return null;
  const seconds = Number.parseInt(e, 36) - Math.floor(now / 1000);
  return seconds > 0 ? seconds : null;
}

const sign = (key: Buffer, code: string, e: string) =>
  createHmac('sha256', key).update(`code ${code} ${e}`).digest('base64url').slice(0, 22);
