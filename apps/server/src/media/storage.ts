/** Where the bytes of photos and recordings lie. Two ways: a folder of this machine, or a bucket that speaks S3. */
import type { Readable } from 'node:stream';

export interface StoredObject {
  body: Readable;
  bytes: number;
}

/** Keys are made by the house (never by a person): lower-case path segments such as `8z/q0/01k….full.jpg`. */
export abstract class Storage {
  /** Stores the bytes under the key, whole or not at all; what lay there before is replaced. `type` is for stores that keep one. */
  abstract put(key: string, body: Buffer | Readable, type?: string): Promise<void>;
  /** The object, or null where there is none. The caller reads the body to its end or destroys it. */
  abstract get(key: string): Promise<StoredObject | null>;
  /** Removes the object; removing what isn't there is fine. */
  abstract remove(key: string): Promise<void>;
  /** Throws in words an operator understands where the store can't be used. For the readiness check. */
  abstract check(): Promise<void>;
}
