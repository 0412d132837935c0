/** How WeChat signs and seals what it pushes to us. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

const BLOCK = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** The signature of these parts, in any order: hex of SHA-1, as WeChat has it. */
export const signatureOf = (...parts: string[]): string =>
  createHash('sha1').update(parts.sort().join('')).digest('hex');

/** Compares without telling by the time it takes how much of it was right. */
export function isSigned(given: string | undefined, ...parts: string[]): boolean {
  const [theirs, ours] = [Buffer.from(given ?? ''), Buffer.from(signatureOf(...parts))];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

/** What was sealed for `appId`, or null where the key, the padding or the name inside is another one. */
export function openPush(aesKey: string, appId: string, sealed: string): string | null {
  try {
    const key = Buffer.from(`${aesKey}=`, 'base64');
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()]);
    const padding = padded.at(-1) ?? 0;
    if (padding < 1 || padding > BLOCK) return null;
    const whole = padded.subarray(0, padded.length - padding);
    const from = RANDOM_BYTES + LENGTH_BYTES;
    const until = from + whole.readUInt32BE(RANDOM_BYTES);
    const named = whole.subarray(until).toString('utf8');
    return until <= whole.length && named === appId ? whole.subarray(from, until).toString('utf8') : null;
  } catch {
    // Not base64, not whole blocks, too short.
    return null;
  }
}
