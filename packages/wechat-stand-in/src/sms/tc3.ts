/** Tencent Cloud's signature TC3-HMAC-SHA256, computed again from what arrived. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const SERVICE = 'sms';

export interface Signed {
  readonly secretId: string;
  readonly date: string;
  readonly service: string;
  readonly headers: readonly string[];
  readonly signature: string;
}

/** The parts of an `Authorization` header; null for one of another kind. */
export function signedOf(authorization: string | undefined): Signed | null {
  const match =
    /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]+)\/(\w+)\/tc3_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization ?? '',
    );
  if (!match) return null;
  const [, secretId = '', date = '', service = '', headers = '', signature = ''] = match;
  return { secretId, date, service, headers: headers.split(';'), signature };
}

export interface ToSign {
  readonly headers: IncomingHttpHeaders;
  /** Names of the headers that are signed. */
  readonly names: readonly string[];
  readonly body: string;
  /** Unix seconds, as the header `x-tc-timestamp` says them. */
  readonly timestamp: string;
  readonly secretKey: string;
}

/** The signature in hex. The path that is signed is always `/`, wherever the request went. */
export function signature({ headers, names, body, timestamp, secretKey }: ToSign): string {
  const lines = names.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .toLowerCase()}\n`,
  );
  const canonical = ['POST', '/', '', lines.join(''), names.join(';'), sha256(body)].join('\n');
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const toSign = ['TC3-HMAC-SHA256', timestamp, `${date}/${SERVICE}/tc3_request`, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), SERVICE), 'tc3_request');
  return createHmac('sha256', key).update(toSign).digest('hex');
}

export function isSameSignature(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
