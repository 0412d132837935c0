import { PROBLEMS, type ProblemCode, refuse } from '@liudan/shared/problem';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { safeError } from '../kernel/logger.ts';
import { bodyOf } from '../kernel/problem.filter.ts';
import { Callback, type CallbackReply, type PushQuery } from './callback.ts';

const ADDRESS = '/api/v1/wechat/callback';
const BODY_BYTES = 1024 * 1024;

const responses = {
  200: { description: 'For WeChat' },
  403: { description: 'Not signed' },
  404: { description: 'Not set up' },
};

/** What the API's document says of it. */
export const CALLBACK_PATHS = {
  [ADDRESS]: {
    get: { tags: ['wechat'], summary: 'WeChat asks whether this address is ours', responses },
    post: { tags: ['wechat'], summary: 'WeChat tells what happened', responses },
  },
};

/**
 * The address WeChat pushes to. It stands beside the routes of people: its body is text whatever it calls itself, it is nobody's session,
 * and all of it comes from a few addresses, so that no count by address may hold it up.
 */
export async function openCallback(app: NestFastifyApplication): Promise<void> {
  const callback = app.get(Callback);
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: 'string', bodyLimit: BODY_BYTES } as const;
    scope.addContentTypeParser('*', options, (_, body, done) => done(null, body));
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      if (error.statusCode === 413) return answer(request, reply, { refused: 'BODY_TOO_LARGE' });
      if (error.statusCode !== undefined && error.statusCode < 500)
        return answer(request, reply, { refused: 'BAD_REQUEST' });
      request.log.error({ error: safeError(error) }, 'what WeChat pushed could not be kept');
      return answer(request, reply, { refused: 'UNAVAILABLE' });
    });
    scope.get<{ Querystring: PushQuery }>(ADDRESS, async (request, reply) =>
      answer(request, reply, callback.verify(once(request.query))),
    );
    scope.post<{ Querystring: PushQuery; Body: string | null }>(ADDRESS, async (request, reply) =>
      answer(request, reply, await callback.take(once(request.query), request.body ?? '')),
    );
  });
}

function answer(request: FastifyRequest, reply: FastifyReply, said: CallbackReply | { readonly refused: ProblemCode }) {
  if ('text' in said) return reply.code(200).type('text/plain; charset=utf-8').send(said.text);
  const { status } = PROBLEMS[said.refused];
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(bodyOf(refuse(said.refused), request.id));
}

/** A name that comes twice is no name at all. */
const once = (query: object): PushQuery =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => typeof value === 'string'));
