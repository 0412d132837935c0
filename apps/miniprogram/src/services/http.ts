/**
 * The one way to the server: address, token, one refresh, time limits, request keys, and every failure as a `Problem`.
 *
 * Each POST carries an Idempotency-Key, and so does a PUT that is given one. A caller that may have to send again (a report) brings its own key; the server
 * then answers a second sending with the first answer.
 */
import { type Answer, ask, randomKey } from './platform.ts';
import { upload as send } from './platform-files.ts';
import { brokenLine, problemFrom, RequestProblem } from './problem.ts';
import { refreshSession, signInAgain } from './session.ts';
import { accessToken, currentMe, isStale, refreshToken } from './tokens.ts';

type Auth = 'needed' | 'optional' | 'aside' | 'none';

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  /**
   * `needed`: signs in first if need be. `optional`: sends the token if there is one. `aside`: the same, and leaves the session as it
   * is whatever the answer. `none`: never.
   */
  auth?: Auth;
  key?: string;
  timeoutMs?: number;
  /** Whose it is: nothing is sent, and STOPPED thrown, once somebody else is signed in, or was signed in for it. */
  as?: string;
}

const address = (path: string) => `${API_BASE}/api/v1${path}`;

/** Signed addresses of photos may come without a host: a mini-program needs the whole. */
export const photoAddress = (url: string) => (url.startsWith('/') ? `${API_BASE}${url}` : url);

export function queryText(query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}

async function answered(attempt: () => Promise<Answer>): Promise<Answer> {
  try {
    return await attempt();
  } catch (error) {
    throw error instanceof RequestProblem ? error : new RequestProblem(brokenLine(error));
  }
}

/** Sends with the token of the moment; on 401 gets a new one, once, and sends again. */
async function withToken(auth: Auth, attempt: (token: string | null) => Promise<Answer>) {
  if (auth === 'none') return answered(() => attempt(null));
  if (auth === 'aside') return answered(() => attempt(accessToken()));
  if (auth === 'needed' && accessToken() === null) await signInAgain();
  else if (isStale(Date.now()) && refreshToken() !== null) await refreshSession();
  const first = await answered(() => attempt(accessToken()));
  if (first.status !== 401 || (auth === 'optional' && accessToken() === null)) return first;
  if (!(await refreshSession())) {
    if (auth === 'optional') return answered(() => attempt(null));
    await signInAgain();
  }
  return answered(() => attempt(accessToken()));
}

const bearer = (token: string | null): Record<string, string> => (token ? { Authorization: `Bearer ${token}` } : {});

/**
 * For answers that are files: hands the whole address and the headers of the person to `fetching`, again after a refresh where the
 * first answer is 401.
 */
export function authorized(
  path: string,
  query: Record<string, string>,
  fetching: (url: string, headers: Record<string, string>) => Promise<Answer>,
): Promise<Answer> {
  const url = `${address(path)}${queryText(query)}`;
  return withToken('needed', (token) => fetching(url, bearer(token)));
}

function read<T>(answer: Answer): T {
  if (answer.status >= 200 && answer.status < 300) return answer.body as T;
  throw new RequestProblem(problemFrom(answer.status, answer.body));
}

/**
 * `path` is below `/api/v1`, such as `/tickets`. Throws `RequestProblem`.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', query, auth = 'needed', timeoutMs = 15_000 } = options;
  // WeChat calls every POST JSON, and nothing at all is no JSON.
  const body = options.body ?? (method === 'POST' ? {} : undefined);
  const url = `${address(path)}${queryText(query)}`;
  const key = method === 'POST' ? (options.key ?? randomKey()) : options.key;
  const answer = await withToken(auth, async (token) => {
    if (options.as !== undefined && currentMe()?.id !== options.as) throw STOPPED();
    return ask({
      url,
      method,
      timeoutMs,
      ...(body === undefined ? {} : { body }),
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key ? { 'Idempotency-Key': key } : {}),
        ...bearer(token),
      },
    });
  });
  return read<T>(answer);
}

const STOPPED = () => new RequestProblem({ code: 'STOPPED', message: '已取消发送。', status: 0 });

interface FileToUpload {
  /** On the phone. */
  path: string;
  /** The same for every try of this file. */
  key: string;
  /** Hears percents. */
  onProgress?: (percent: number) => void;
  /** Is given what breaks the sending off. */
  onStart?: (abort: () => void) => void;
}

/** Sends one file. Throws `RequestProblem`. */
export async function uploadFile<T>(path: string, file: FileToUpload): Promise<T> {
  const { key, onProgress, onStart } = file;
  const answer = await withToken('needed', (token) =>
    send({
      url: address(path),
      path: file.path,
      headers: { 'Idempotency-Key': key, ...bearer(token) },
      ...(onProgress ? { onProgress } : {}),
      ...(onStart ? { onStart } : {}),
    }),
  );
  return read<T>(answer);
}
