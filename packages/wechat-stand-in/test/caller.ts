/** A backend as the stand-in sees it: an app with its secret, and plain fetch. */
import { type StandIn, type StandInOptions, startStandIn } from '../src/server.ts';

/** Ten in the morning in China. */
export const START = Date.UTC(2026, 10, 21, 2);
export const APP = { appid: 'wx0123456789abcdef', secret: 'a-secret' };

export interface Told {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  /** The parsed text; empty where it isn't a JSON object. */
  readonly json: Record<string, unknown>;
}

export interface Caller {
  readonly standIn: StandIn;
  get(path: string, query?: Record<string, string>): Promise<Told>;
  post(path: string, body: unknown, init?: { headers?: Record<string, string> }): Promise<Told>;
  admin(method: string, path: string, body?: unknown): Promise<Told>;
  /** A stable token, fetched anew. */
  token(): Promise<string>;
  /** A POST with a stable token. */
  send(path: string, body: unknown): Promise<Told>;
}

/** Starts a stand-in with a clock that stands still and one app. */
export async function startCaller(options: StandInOptions = {}): Promise<Caller> {
  const standIn = await startStandIn({ now: () => START, ...options });
  standIn.addApp({ ...APP, name: '六单' });

  async function call(path: string, init: RequestInit): Promise<Told> {
    const response = await fetch(standIn.url + path, init);
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type'), text, json: objectOf(text) };
  }
  const get: Caller['get'] = (path, query = {}) => call(`${path}?${new URLSearchParams(query)}`, {});
  const post: Caller['post'] = (path, body, init = {}) =>
    call(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init });
  const token = async () => {
    const answer = await post('/cgi-bin/stable_token', { grant_type: 'client_credential', ...APP });
    return String(answer.json.access_token);
  };
  return {
    standIn,
    get,
    post,
    token,
    admin: (method, path, body) =>
      call(`/__admin/${path}`, { method, body: body === undefined ? null : JSON.stringify(body) }),
    send: async (path, body) => post(`${path}?access_token=${await token()}`, body),
  };
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
