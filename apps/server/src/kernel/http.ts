/** The HTTP server underneath: limits, request ids, log lines, figures and the headers of every answer. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import { PROBLEMS, refuse } from '@liudan/shared/problem';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyError, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Env } from './env.ts';
import { Metrics } from './metrics.ts';
import { bodyOf } from './problem.filter.ts';

const JSON_BODY_BYTES = 256 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
/** Long enough for a photo over a village's telephone line, short enough that a held line is let go. */
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;
const REQUEST_ID = /^[\w-]{8,64}$/;

export function httpAdapter(env: Env, logger: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: logger,
    // One line is written when a request is answered, by the hook below; Fastify's own two would name the address.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    bodyLimit: JSON_BODY_BYTES,
    trustProxy: env.trustProxy.split(',').map((part) => part.trim()),
    // While it closes, the server still answers what comes in on open connections, and then lets go of each.
    return503OnClosing: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseAddress,
  });
}

/** An address the router can't read never reaches a route, nor the filter that words all other refusals. */
function refuseAddress(_: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply
    .code(PROBLEMS.BAD_REQUEST.status)
    .headers({ 'content-type': 'application/json; charset=utf-8', 'x-request-id': request.id })
    .send(bodyOf(refuse('BAD_REQUEST'), request.id));
}

/** A caller's own id is kept, so that one report can be followed from the phone through the proxy to here. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

export async function dressAnswers(app: NestFastifyApplication, env: Env): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy(env) },
    crossOriginEmbedderPolicy: false,
    // The mini-program and pages of the same owner on other hosts show the photos too.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: env.production ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  const metrics = app.get(Metrics);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id);
    })
    .addHook('onSend', async (request, reply) => {
      // What is personal must not stay in a browser's cache; a route that may be kept says so itself.
      if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store');
    })
    .addHook('onResponse', async (request, reply) => {
      const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
      const seconds = reply.elapsedTime / 1000;
      metrics.answered(request.method, route, reply.statusCode, seconds);
      const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
      request.log.info(line, 'answered');
    });
}

/** The H5 build writes its styles into the page while it runs, so styles can't be held to files; scripts are. */
function policy(env: Env) {
  const photos = env.s3 ? [new URL(env.s3.endpoint).origin] : [];
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...photos],
    // A recording is listened to before it is sent.
    'media-src': ["'self'", 'blob:', ...photos],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
}
