import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from './env.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what must not be readable in a stolen database: names and phone numbers (GB/T 22239-2019 8.1.4, 数据保密性).
 *
 * AES-256-GCM with a fresh nonce, so equal texts seal differently. Equality is searched by a keyed hash under another
 * key. Every sealed text begins with the mark of its key, so that a new key can be brought in while old rows stay
 * readable.
 */
@Injectable()
export class Sealer {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly mark: string;

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'secretKeys' | 'hashKey'>) {
    const marked = env.secretKeys.map((key) => [markOf(key), key] as const);
    if (!marked[0]) throw new Error('no key to seal with');
    this.mark = marked[0][0];
    this.keys = new Map(marked);
  }

  /** `<mark of the key>.<nonce, tag and ciphertext in base64url>` */
  seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keyOf(this.mark), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${this.mark}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** The text again; throws where the key is unknown or a single bit was changed. */
  open(sealed: string): string {
    const [mark = '', body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.keyOf(mark), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  /** A keyed hash (HMAC-SHA256, 43 characters of base64url), for finding the row of a known phone number. */
  hash(text: string): string {
    return createHmac('sha256', this.env.hashKey).update(text, 'utf8').digest('base64url');
  }

  private keyOf(mark: string): Buffer {
    const key = this.keys.get(mark);
    if (!key) throw new Error(`sealed with a key this server was not given (mark ${mark})`);
    return key;
  }
}

/** Names a key without giving it away: eight hex digits of its hash. */
const markOf = (key: Buffer) => createHash('sha256').update('liudan key mark').update(key).digest('hex').slice(0, 8);
