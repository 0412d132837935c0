import type { Problem } from '@liudan/shared/contract';
import type { District } from '@liudan/shared/district/schema';
import { PROBLEMS, type ProblemCode, problemWords, type Refusal, refuse } from '@liudan/shared/problem';
import { type Speech, speech } from '@liudan/shared/wording';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Optional } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from './database.ts';
import { DISTRICT } from './district.ts';
import { safeError } from './logger.ts';
import { ProblemError } from './problem.ts';

/** Whatever goes wrong leaves the server in one shape, in the words of the district: `{code, message, fields?, requestId}`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Optional() @Inject(DISTRICT) private readonly district?: District) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(error, request);
    const { status } = PROBLEMS[refusal.refused];
    // Refusals are everyday life; only what we didn't foresee is worth a look.
    if (status >= 500) request.log.error({ error: safeError(error), problem: refusal.refused });
    if (reply.sent) return;
    if (status === 429 || status === 503) reply.header('retry-after', refusal.facts?.retryAfterSeconds ?? '5');
    reply
      .code(status)
      .header('content-type', 'application/json; charset=utf-8')
      .send(bodyOf(refusal, request.id, this.district && speech(this.district)));
  }
}

export const bodyOf = (refusal: Refusal, requestId: string, say: Speech = (sentence) => sentence): Problem => ({
  code: refusal.refused,
  message: say(problemWords(refusal)),
  ...(refusal.fields ? { fields: mapped(refusal.fields, say) } : {}),
  requestId,
});

const mapped = (fields: Readonly<Record<string, string>>, say: Speech): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, words]) => [name, say(words)]));

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'BAD_REQUEST',
  401: 'NOT_SIGNED_IN',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'UNAVAILABLE',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA',
  429: 'TOO_MANY_REQUESTS',
  503: 'UNAVAILABLE',
};

function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (error instanceof ProblemError) return error.refusal;
  const status = statusOf(error);
  if (status === undefined) return refuse(isUnavailable(error) ? 'UNAVAILABLE' : 'INTERNAL');
  const code = BY_STATUS[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL');
  // Only uploads are about photos.
  const upload = request.headers['content-type']?.startsWith('multipart/') === true;
  if (code === 'TOO_LARGE') return refuse(upload ? code : 'BODY_TOO_LARGE', sizes(request));
  return refuse(code === 'UNSUPPORTED_MEDIA' && !upload ? 'UNSUPPORTED_FORMAT' : code);
}

/** The status of Nest's and Fastify's own errors; other errors have no say in what is answered. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  const fastify = typeof error.code === 'string' && error.code.startsWith('FST_');
  return fastify && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

function sizes(request: FastifyRequest): Record<string, string> {
  const sent = Number(request.headers['content-length']);
  const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;
  const limit = kilobytes(request.routeOptions.bodyLimit ?? 0);
  return { size: Number.isFinite(sent) ? kilobytes(sent) : `超过 ${limit}`, limit };
}
