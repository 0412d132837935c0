/**
 * Access tokens. The two families never touch each other: a stable token lives on whatever is fetched at
 * `/cgi-bin/token`, and the other way round.
 */
import { type Answer, bare, type Refusal, refuse } from './answer.ts';
import { type OpenEndpoint, type Request, textOf } from './endpoint.ts';
import { type App, chinaDay, DAY, randomText, SECOND, type State, type Token } from './state.ts';

const LIFE = 7200 * SECOND;
/** A stable token is renewed this long before its end; a superseded normal token works on for as long. */
const OVERLAP = 300 * SECOND;
const FORCE_GAP = 30 * SECOND;
const FORCES_PER_DAY = 20;

interface Credentials {
  readonly appid: string;
  readonly secret: string;
  readonly grantType: string;
}

/** `POST /cgi-bin/stable_token`: the same token until five minutes before its end, with the seconds that remain. */
export const stableToken: OpenEndpoint = {
  path: '/cgi-bin/stable_token',
  method: 'POST',
  token: false,
  limit: { perMinute: 10_000, perDay: 500_000 },
  handle(request) {
    const { state, body } = request;
    const credentials = {
      appid: textOf(body, 'appid'),
      secret: textOf(body, 'secret'),
      grantType: textOf(body, 'grant_type'),
    };
    return withApp(request, credentials, (app) => {
      const current = currentToken(state, app.appid, 'stable');
      const forced = body.force_refresh === true && takeForcedRefresh(state, app.appid);
      if (current && !forced && current.expiresAt - state.now() > OVERLAP) return issued(state, current);
      if (forced) spoilTokens(state, app.appid, 'stable', 'replace');
      return issued(state, newToken(state, app.appid, 'stable'));
    });
  },
};

/** `GET /cgi-bin/token`: a new token every time; the one before it works for five more minutes. */
export const normalToken: OpenEndpoint = {
  path: '/cgi-bin/token',
  method: 'GET',
  token: false,
  limit: { perDay: 2000 },
  handle(request) {
    const { state, query } = request;
    const credentials = {
      appid: query.get('appid') ?? '',
      secret: query.get('secret') ?? '',
      grantType: query.get('grant_type') ?? '',
    };
    return withApp(request, credentials, (app) => {
      for (const token of tokensOf(state, app.appid, 'normal')) token.replacedAt ??= state.now() + OVERLAP;
      return issued(state, newToken(state, app.appid, 'normal'));
    });
  },
};

function withApp({ state, ip }: Request, given: Credentials, grant: (app: App) => Answer): Answer {
  if (given.appid === '') return refuse(41002);
  const app = state.apps.get(given.appid);
  if (!app) return refuse(40013);
  if (given.secret === '') return refuse(41004);
  if (given.grantType !== 'client_credential') return refuse(40002);
  if (given.secret !== app.secret) return refuse(40125);
  if (app.ipWhitelist && !app.ipWhitelist.includes(ip)) {
    return refuse(40164, `invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist`);
  }
  return grant(app);
}

/** The app an access token speaks for, or why it speaks for none. */
export function appOfToken(state: State, value: string | null): App | Refusal {
  if (!value) return refuse(41001);
  const token = state.tokens.get(value);
  const app = token && state.apps.get(token.appid);
  if (!token || !app) return refuse(40001);
  const now = state.now();
  if (token.replacedAt !== null && token.replacedAt <= now) return refuse(40001);
  return token.expiresAt <= now ? refuse(42001) : app;
}

/** Ends the life of an app's tokens of a kind: `expire` leads to 42001, `replace` to 40001. */
export function spoilTokens(state: State, appid: string, kind: Token['kind'], how: 'expire' | 'replace'): void {
  for (const token of tokensOf(state, appid, kind)) {
    if (how === 'expire') token.expiresAt = Math.min(token.expiresAt, state.now());
    else token.replacedAt = Math.min(token.replacedAt ?? state.now(), state.now());
  }
}

function tokensOf(state: State, appid: string, kind: Token['kind']): Token[] {
  return [...state.tokens.values()].filter((token) => token.appid === appid && token.kind === kind);
}

function currentToken(state: State, appid: string, kind: Token['kind']): Token | undefined {
  const alive = tokensOf(state, appid, kind).filter(
    (token) => token.replacedAt === null && token.expiresAt > state.now(),
  );
  return alive.at(-1);
}

function newToken(state: State, appid: string, kind: Token['kind']): Token {
  // A token that ended a day ago will never be asked about again, except to be told that it is unknown.
  for (const old of state.tokens.values()) {
    if (old.expiresAt < state.now() - DAY) state.tokens.delete(old.value);
  }
  const value = `${kind === 'stable' ? 85 : 86}_${randomText(133)}`;
  const token: Token = { value, appid, kind, expiresAt: state.now() + LIFE, replacedAt: null };
  state.tokens.set(value, token);
  return token;
}

function issued(state: State, token: Token): Answer {
  return bare({
    access_token: token.value,
    expires_in: Math.floor((token.expiresAt - state.now()) / SECOND),
  });
}

/** True when a forced refresh may happen now; it is then on record. A refused one acts as an ordinary request. */
function takeForcedRefresh(state: State, appid: string): boolean {
  const now = state.now();
  const before = (state.forced.get(appid) ?? []).filter((at) => chinaDay(at) === chinaDay(now));
  const last = before.at(-1);
  if (before.length >= FORCES_PER_DAY || (last !== undefined && now - last < FORCE_GAP)) return false;
  state.forced.set(appid, [...before, now]);
  return true;
}
