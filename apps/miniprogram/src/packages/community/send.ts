/**
 * Sending once. The request key and the body are kept from the first try until there is a clear answer, so that an answer that was lost
 * on the way doesn't make somebody ask, answer or publish twice.
 */
import { request } from '@/services/http.ts';
import { forget, store as keep, randomKey, stored } from '@/services/platform.ts';
import { type Problem, problemOf } from '@/services/problem.ts';

interface Attempt {
  key: string;
  body: unknown;
}

/** No clear answer: it may have happened. */
const isUnsure = ({ status, code }: Problem): boolean =>
  status === 0 || status === 401 || status === 429 || status >= 500 || code === 'REQUEST_IN_PROGRESS';

/** `memory` names the place where the try is kept. Throws `RequestProblem`. */
export async function sendOnce<T>(
  memory: string,
  path: string,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  const attempt = stored<Attempt>(memory) ?? { key: randomKey(), body };
  keep(memory, attempt);
  try {
    const done = await request<T>(path, { method, key: attempt.key, body: attempt.body, timeoutMs: 30_000 });
    forget(memory);
    return done;
  } catch (error) {
    if (!isUnsure(problemOf(error))) forget(memory);
    throw error;
  }
}
