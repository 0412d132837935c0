import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Every route the running server answers, as `GET /api/v1/tickets/{id}`, whether its OpenAPI document tells of it or not.
 * They are read off the router's own drawing of its tree, where a branch continues the text above it.
 */
export function routesOf(app: NestFastifyApplication): string[] {
  const above: string[] = [];
  const routes: string[] = [];
  const drawing = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  for (const line of drawing.split('\n')) {
    const [, branches = '', text = '', methods = ''] = /^([│├└─\s]*)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (text === '') continue;
    const depth = branches.length / 4 - 1;
    above.length = depth;
    above[depth] = text;
    const path = above.join('').replace(/:(\w+)/g, '{$1}');
    // A HEAD comes with every GET and is answered like it.
    for (const method of methods.split(', ')) if (method !== '' && method !== 'HEAD') routes.push(`${method} ${path}`);
  }
  return routes;
}
