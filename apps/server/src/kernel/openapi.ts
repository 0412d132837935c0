import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { serve, serving } from './files.ts';

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>六单 API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</html>
`;
const START =
  "SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n";

/**
 * The contract as OpenAPI at `/api/openapi.json`, made from the schemas that check the input, and a page to read it at
 * `/api/docs`; `beside` are the routes that are no controller's. The page's scripts come from this server, because a government network
 * reaches no other.
 */
export async function describeApi(app: NestFastifyApplication, beside: OpenAPIObject['paths']): Promise<void> {
  const about = new DocumentBuilder().setTitle('六单 Liudan').setVersion('1').addBearerAuth().build();
  const document = SwaggerModule.createDocument(app, about);
  const contract = JSON.stringify({ ...document, paths: { ...document.paths, ...beside } });
  serve(app, '/api/openapi.json', await serving('openapi.json', Buffer.from(contract)));
  serve(app, '/api/docs', await serving('index.html', Buffer.from(PAGE)));
  serve(app, '/api/docs/start.js', await serving('start.js', Buffer.from(START)));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    serve(app, `/api/docs/${name}`, await serving(name, await readFile(join(swaggerFolder(), name))));
}

/** Where the page's files are: they came with `@nestjs/swagger`. */
function swaggerFolder(): string {
  const ours = createRequire(import.meta.url);
  return dirname(createRequire(ours.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json'));
}
