/** Who may call an endpoint: the token is checked before anything else that was sent. */
import { type Answer, type Refusal, refuse } from './answer.ts';
import type { Endpoint, Request } from './endpoint.ts';
import type { State } from './state.ts';
import { appOfToken } from './token.ts';
import { agentOfToken } from './wecom/token.ts';

export interface Admitted {
  /** Whose quotas the call counts against; empty for nobody's. */
  readonly account: string;
  handle(request: Request): Answer | Promise<Answer>;
}

export function admit(state: State, endpoint: Endpoint, token: string | null, ip: string): Admitted | Refusal {
  if (endpoint.token === false) return { account: '', handle: (request) => endpoint.handle(request) };
  if (endpoint.token === true) {
    const app = appOfToken(state, token);
    if ('errcode' in app) return app;
    return { account: app.appid, handle: (request) => endpoint.handle({ ...request, app }) };
  }
  const caller = agentOfToken(state, token);
  if ('errcode' in caller) return caller;
  const { corp, agent } = caller;
  if (agent.trustedIps && !agent.trustedIps.includes(ip)) return refuse(60020, 'not allow to access from your ip');
  return {
    account: `${corp.corpid} ${agent.agentid}`,
    handle: (request) => endpoint.handle({ ...request, corp, agent }),
  };
}
