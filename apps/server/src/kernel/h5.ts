import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A name with a hash in it (`app.3f9a1c20.js`, `chunk/3f9a1c20.css`) never changes what it holds. */
const HASHED = /[./-][0-9a-f]{8,}\.[a-z0-9]+$/;

/**
 * Serves the built H5 client, and no other file. Its pages are told apart behind `#`, so the server knows only `/`.
 * Throws where the folder holds no build, because a server that shows nothing would be found out by the residents.
 */
export async function serveH5(app: NestFastifyApplication, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`H5_DIR: there is no index.html in ${folder}`);
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    index: ['index.html'],
    dotfiles: 'ignore',
    list: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const kept = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
      reply.header('cache-control', kept);
    },
  });
}
