import type { Duty } from '@liudan/shared/identity/roles';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { fail } from './problem.ts';

/** The person behind a request, read afresh for each one so that a taken duty is gone at once. */
export interface Viewer {
  personId: string;
  kind: 'resident' | 'staff';
  duties: Duty[];
  /** Rows that were kept for him before he came in himself. */
  formerly: string[];
  /** The streets and departments a district leader is in charge of. */
  charge?: readonly string[];
  sessionId: string;
}

/** What this server keeps on a request beside what Fastify does. */
export interface RequestOfViewer {
  viewer?: Viewer;
}

export const PUBLIC = 'liudan:public';

/** Opens a route (or a whole controller) to everybody. A token that comes along is still read where it is valid. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The signed-in person; on a public route without a session it refuses. */
export const CurrentViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = context.switchToHttp().getRequest<RequestOfViewer>();
  return viewer ?? fail('NOT_SIGNED_IN');
});

/** The signed-in person on a public route, or null where nobody is. */
export const ViewerOrNobody = createParamDecorator(
  (_: unknown, context: ExecutionContext): Viewer | null =>
    context.switchToHttp().getRequest<RequestOfViewer>().viewer ?? null,
);
