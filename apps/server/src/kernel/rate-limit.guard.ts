import { type CanActivate, type ExecutionContext, Inject, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Clock } from './clock.ts';
import { ENV, type Env } from './env.ts';
import { fail } from './problem.ts';
import type { RequestOfViewer } from './viewer.ts';

const WINDOW_MS = 60_000;
const ENTRIES_MAX = 50_000;
const SIGN_IN = 'liudan:sign-in';
const READS = ['GET', 'HEAD', 'OPTIONS'];

/** Marks a route that trades a proof for a session: it is counted by address, and tightly. */
export const SignInRoute = () => SetMetadata(SIGN_IN, true);

/**
 * Counts requests in windows of one minute: sign-in by address, every other write by session (by address without one).
 * The counts are this process's own and are lost with it; they keep one client from crowding out the others, no more.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly counts = new Map<string, number>();
  private windowStart = 0;

  constructor(
    private readonly reflector: Reflector,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestOfViewer>();
    const signIn = this.reflector.get<boolean | undefined>(SIGN_IN, context.getHandler()) === true;
    if (!signIn && READS.includes(request.method)) return true;
    const key = signIn ? `in ${request.ip}` : `write ${request.viewer?.sessionId ?? request.ip}`;
    const limit = signIn ? this.env.rate.signIn : this.env.rate.writes;
    if (this.count(key) > limit) fail('TOO_MANY_REQUESTS', { retryAfterSeconds: String(this.secondsLeft()) });
    return true;
  }

  private count(key: string): number {
    const now = this.clock.now();
    // A full table starts a new window early: memory is bounded whatever addresses are made up.
    if (now - this.windowStart >= WINDOW_MS || now < this.windowStart || this.counts.size >= ENTRIES_MAX) {
      this.windowStart = now;
      this.counts.clear();
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count;
  }

  private secondsLeft(): number {
    return Math.max(1, Math.ceil((this.windowStart + WINDOW_MS - this.clock.now()) / 1000));
  }
}
