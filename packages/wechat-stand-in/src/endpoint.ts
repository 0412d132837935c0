/** The shape of one row of the endpoint table. A new endpoint is one such row in the list of `endpoints.ts`. */
import type { Answer } from './answer.ts';
import type { App, State } from './state.ts';

export interface Request {
  readonly state: State;
  readonly query: URLSearchParams;
  /** The parsed JSON body; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly ip: string;
  /** Another request for the same openid is being answered at this moment. */
  readonly busy: boolean;
}

/** A request whose token was found good: it speaks for this app. */
export interface AppRequest extends Request {
  readonly app: App;
}

interface Row {
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'ANY';
  readonly limit?: { readonly perMinute?: number; readonly minuteCode?: 44991 | 45011; readonly perDay?: number };
  /** Two requests at the same time for one openid are told apart as `busy`. */
  readonly oneAtATime?: true;
}

/** An endpoint that needs no access token. */
export interface OpenEndpoint extends Row {
  readonly token: false;
  handle(request: Request): Answer | Promise<Answer>;
}

/** An endpoint that needs one. */
export interface TokenEndpoint extends Row {
  readonly token: true;
  handle(request: AppRequest): Answer | Promise<Answer>;
}

export type Endpoint = OpenEndpoint | TokenEndpoint;

/** A member of a body as text; anything that isn't a string counts as absent. */
export function textOf(body: Readonly<Record<string, unknown>>, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
