import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The contract as OpenAPI at `/api/openapi.json`, made from the schemas that check the input, and a page to read it. */
export function describeApi(app: NestFastifyApplication): void {
  const about = new DocumentBuilder().setTitle('六单 Liudan').setVersion('1').addBearerAuth().build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, about), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: '六单 API',
  });
}
