import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ENV, type Env } from './env.ts';
import { Metrics } from './metrics.ts';
import { fail } from './problem.ts';
import { Public } from './viewer.ts';

const LOOPBACK = /^(::1|127\.|::ffff:127\.)/;

@ApiExcludeController()
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** For the token's holder; without one, for this machine itself, which a request through a proxy is not. */
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(@Req() request: FastifyRequest): Promise<string> {
    const here = LOOPBACK.test(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
    if (!here && !this.hasToken(request)) fail('NOT_FOUND');
    return this.metrics.registry.metrics();
  }

  private hasToken(request: FastifyRequest): boolean {
    const given = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${this.env.metricsToken ?? ''}`);
    return this.env.metricsToken !== null && given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
