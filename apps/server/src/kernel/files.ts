/**
 * Serves a few built files from memory, each at its own address, and nothing else: there is no path to climb out of.
 * Text is also kept gzipped, because the phones of old people are on slow lines.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface Served {
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer | null;
  readonly etag: string;
  readonly cacheControl: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const PACKED = /^(text|application\/json|image\/svg)/;

/** A name with a hash in it (`app.3f9a1c20.js`, `chunk/3f9a1c20.css`) never changes what it holds. */
const HASHED = /[./-][0-9a-f]{8,}\.[a-z0-9]+$/;

/** What is served for some bytes; the name says their type and how long they may be kept. */
export async function serving(name: string, body: Buffer): Promise<Served> {
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  return {
    type,
    body,
    gzipped: PACKED.test(type) ? await promisify(gzip)(body) : null,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    cacheControl: HASHED.test(`/${name}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}

/** Every file under a folder by its name there (`js/app.js`); hidden files and source maps stay out. */
export async function filesOf(folder: string): Promise<Map<string, Served>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Served>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(folder, sep).length).split(sep).join('/');
    if (!entry.isFile() || /(^|\/)\./.test(name) || name.endsWith('.map')) continue;
    files.set(name, await serving(name, await readFile(path)));
  }
  return files;
}

/** Puts one file at one address. */
export function serve(app: NestFastifyApplication, address: string, file: Served): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header('cache-control', file.cacheControl).header('etag', file.etag).header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    const packed = file.gzipped !== null && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (packed) reply.header('content-encoding', 'gzip');
    return reply.type(file.type).send(packed ? file.gzipped : file.body);
  };
  app.getHttpAdapter().getInstance().get(address, answer);
}
