/** The signatures and the cipher of pushes. WeCom's callbacks use the same, with the corp's id in place of the app's. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const BLOCK = 32;
const HEAD = 16;

/** SHA-1 in hex over the parts in the order of their bytes: token, timestamp, nonce, and for `msg_signature` the ciphertext. */
export function sign(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

/** Base64 of the ciphertext. `head` are 16 characters in front, at random unless a test needs known ones. */
export function encrypt(
  aesKey: string,
  appid: string,
  text: string,
  head = randomBytes(HEAD / 2).toString('hex'),
): string {
  const key = keyOf(aesKey);
  const message = Buffer.from(text);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(message.length);
  const whole = Buffer.concat([Buffer.from(head), size, message, Buffer.from(appid)]);
  const padding = BLOCK - (whole.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, HEAD)).setAutoPadding(false);
  return Buffer.concat([cipher.update(whole), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    'base64',
  );
}

export interface Decrypted {
  readonly head: string;
  readonly text: string;
  readonly appid: string;
}

/** Throws for what wasn't encrypted with this key. */
export function decrypt(aesKey: string, ciphertext: string): Decrypted {
  const key = keyOf(aesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, HEAD)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]);
  const whole = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = HEAD + 4 + whole.readUInt32BE(HEAD);
  return {
    head: whole.toString('utf8', 0, HEAD),
    text: whole.toString('utf8', HEAD + 4, end),
    appid: whole.toString('utf8', end),
  };
}

/** 43 characters stand for 32 bytes. */
function keyOf(aesKey: string): Buffer {
  return Buffer.from(`${aesKey}=`, 'base64');
}
