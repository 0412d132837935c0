/** The shape of one row of the endpoint table. A new endpoint is one such row in the list of `endpoints.ts`. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { App, State } from './state.ts';
import type { Agent, Corp } from './wecom/corp.ts';

export interface Request {
  readonly state: State;
  readonly query: URLSearchParams;
  /** The parsed JSON body; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came. */
  readonly raw: string;
  readonly headers: IncomingHttpHeaders;
  readonly ip: string;
  /** Another request for the same openid is being answered at this moment. */
  readonly busy: boolean;
}

/** A request whose token was found good: it speaks for this app. */
export interface AppRequest extends Request {
  readonly app: App;
}

/** A request whose token was given to an agent of a corp. */
export interface AgentRequest extends Request {
  readonly corp: Corp;
  readonly agent: Agent;
}

interface Row {
  readonly path: string;
  readonly method: 'GET' | 'POST' | 'ANY';
  readonly limit?: {
    readonly perMinute?: number;
    readonly minuteCode?: 44991 | 45009 | 45011;
    readonly perDay?: number;
    readonly dayCode?: 44993 | 45009;
  };
  /** Two requests at the same time for one openid are told apart as `busy`. */
  readonly oneAtATime?: true;
  /** Judges its body by itself, even an empty one. */
  readonly anyBody?: true;
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

/** An endpoint of WeCom, where a token belongs to one agent of a corp. */
export interface AgentEndpoint extends Row {
  readonly token: 'agent';
  handle(request: AgentRequest): Answer | Promise<Answer>;
}

export type Endpoint = OpenEndpoint | TokenEndpoint | AgentEndpoint;

/** A member of a body as text; anything that isn't a string counts as absent. */
export function textOf(body: Readonly<Record<string, unknown>>, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
