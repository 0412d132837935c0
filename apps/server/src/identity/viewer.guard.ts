import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { fail } from '../kernel/problem.ts';
import { PUBLIC, type RequestOfViewer } from '../kernel/viewer.ts';
import { SessionQueries } from './session.queries.ts';

/** Every route asks for a session unless it says `@Public()`; what the person may do there is the rules' question. */
@Injectable()
export class ViewerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionQueries,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const open = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<FastifyRequest & RequestOfViewer>();
    const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const viewer = token === undefined ? 'unknown' : await this.sessions.viewerOf(token);
    if (typeof viewer === 'object') request.viewer = viewer;
    else if (!open) fail(viewer === 'revoked' ? 'SESSION_REVOKED' : 'NOT_SIGNED_IN');
    return true;
  }
}
