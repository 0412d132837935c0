/** WeCom's access tokens: one for each application, the same one while it lives. */
import { ok, type Refusal } from '../answer.ts';
import type { OpenEndpoint } from '../endpoint.ts';
import { randomText, SECOND, type State } from '../state.ts';
import { refuseWecom } from './answer.ts';
import type { Agent, Corp } from './corp.ts';

const LIFE = 7200 * SECOND;

/** `GET /cgi-bin/gettoken`: answers from every address, so that a good answer says nothing about the trusted ones. */
export const getToken: OpenEndpoint = {
  path: '/cgi-bin/gettoken',
  method: 'GET',
  token: false,
  limit: { perMinute: 10_000, minuteCode: 45009 },
  handle({ state, query }) {
    const corpid = query.get('corpid');
    const secret = query.get('corpsecret');
    if (!corpid) return refuseWecom(41002);
    if (!secret) return refuseWecom(41004);
    const corp = state.corps.get(corpid);
    if (!corp) return refuseWecom(40013);
    const agent = [...corp.agents.values()].find((candidate) => candidate.secret === secret);
    if (!agent) return refuseWecom(40001);
    const now = state.now();
    const living = [...corp.tokens].find(([, token]) => token.agentid === agent.agentid && token.expiresAt > now);
    const [value, { expiresAt }] = living ?? newToken(corp, agent, now);
    return ok({ access_token: value, expires_in: Math.floor((expiresAt - now) / SECOND) });
  },
};

function newToken(corp: Corp, { agentid }: Agent, now: number): [string, { expiresAt: number }] {
  const value = randomText(214);
  const token = { agentid, expiresAt: now + LIFE };
  corp.tokens.set(value, token);
  return [value, token];
}

/** The application a token speaks for, or why it speaks for none. */
export function agentOfToken(state: State, value: string | null): { corp: Corp; agent: Agent } | Refusal {
  if (!value) return refuseWecom(41001);
  for (const corp of state.corps.values()) {
    const token = corp.tokens.get(value);
    const agent = token && corp.agents.get(token.agentid);
    if (token && agent) return token.expiresAt > state.now() ? { corp, agent } : refuseWecom(42001);
  }
  return refuseWecom(40014);
}

/** Ends the life of every token: `expire` leads to 42001, `replace` to 40014. */
export function spoilAgentTokens(corp: Corp, how: 'expire' | 'replace', now: number): void {
  if (how === 'replace') corp.tokens.clear();
  for (const token of corp.tokens.values()) token.expiresAt = Math.min(token.expiresAt, now);
}
