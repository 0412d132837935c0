import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { filesOf, serve } from './files.ts';

/**
 * Serves the built H5 client. Its pages are told apart behind `#`, so the server knows only `/`.
 * Throws where the folder holds no build, because a server that shows nothing would be found out by the residents.
 */
export async function serveH5(app: NestFastifyApplication, folder: string): Promise<void> {
  const files = await filesOf(folder).catch(() => new Map<string, never>());
  const page = files.get('index.html');
  if (!page) throw new Error(`H5_DIR: there is no index.html in ${folder}`);
  serve(app, '/', page);
  for (const [name, file] of files) serve(app, `/${name}`, file);
}
