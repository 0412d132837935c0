/** Who is there: the login code, the session it opens, and the phone number a person chose to give. */
import { createHmac, randomBytes } from 'node:crypto';
import { type Answer, bare, ok, refuse } from './answer.ts';
import { type AppRequest, type OpenEndpoint, type TokenEndpoint, textOf } from './endpoint.ts';
import { MINUTE, SECOND, type User } from './state.ts';
import { UNKNOWNS } from './unknowns.ts';

/** `GET /sns/jscode2session`: a code is good for five minutes, once, and only for the app it was made in. */
export const codeToSession: OpenEndpoint = {
  path: '/sns/jscode2session',
  method: 'GET',
  token: false,
  handle({ state, query }) {
    const appid = query.get('appid');
    const secret = query.get('secret');
    const jsCode = query.get('js_code');
    if (!appid) return refuse(41002);
    if (!secret) return refuse(41004);
    if (!jsCode) return refuse(41008);
    const app = state.apps.get(appid);
    if (!app) return refuse(40013);
    if (secret !== app.secret) return refuse(40125);
    const code = state.codes.get(jsCode);
    const user = code && state.users.get(code.openid);
    if (!code || !user || code.kind !== 'login' || code.appid !== appid) return refuse(40029);
    if (code.used) return refuse(40163);
    if (code.expiresAt <= state.now()) return refuse(40029);
    if (user.risk >= 4) return refuse(40226);
    const minute = Math.floor(state.now() / MINUTE);
    if (!state.count(`login ${user.openid}`, minute, state.limits.loginsPerUserMinute)) return refuse(45011);
    code.used = true;
    user.lastVisitAt = state.now();
    const unionid = user.unionid === null ? {} : { unionid: user.unionid };
    return bare({ session_key: user.sessionKey, openid: user.openid, ...unionid });
  },
};

/** `GET /wxa/checksession`: the signature of an empty text under the session key, taken as the text it is. */
export const checkSession: TokenEndpoint = {
  path: '/wxa/checksession',
  method: 'GET',
  token: true,
  handle: (request) => sessionAnswer(request, request.state.users.get(request.query.get('openid') ?? '')),
};

function sessionAnswer({ app, query }: AppRequest, user: User | undefined): Answer {
  if (!user || user.appid !== app.appid) return refuse(40003);
  if (query.get('sig_method') !== 'hmac_sha256') return refuse(87008);
  if (user.sessionKey === null) return refuse(87007);
  return query.get('signature') === sessionSignature(user.sessionKey, '') ? ok() : refuse(87009);
}

/** `GET /wxa/resetusersessionkey`: whoever can prove the key of the session gets a new one. */
export const resetSessionKey: TokenEndpoint = {
  path: '/wxa/resetusersessionkey',
  method: 'GET',
  token: true,
  limit: { perMinute: 60_000 },
  handle(request) {
    const user = request.state.users.get(request.query.get('openid') ?? '');
    const checked = sessionAnswer(request, user);
    if (checked.kind === 'refusal' || !user) return checked;
    user.sessionKey = randomBytes(16).toString('base64');
    return ok({ openid: user.openid, session_key: user.sessionKey });
  },
};

/** HMAC-SHA256 in hex. The key is the base64 text of the session key, not the bytes it stands for. */
export function sessionSignature(sessionKey: string, text: string): string {
  return createHmac('sha256', sessionKey).update(text).digest('hex');
}

/** `POST /wxa/business/getuserphonenumber`: the code of the phone button, which is not the code of a login. */
export const getPhoneNumber: TokenEndpoint = {
  path: '/wxa/business/getuserphonenumber',
  method: 'POST',
  token: true,
  handle({ state, app, body }) {
    const code = state.codes.get(textOf(body, 'code'));
    if (code?.kind !== 'phone' || code.phone === null || code.used || code.expiresAt <= state.now()) {
      return refuse(40029);
    }
    if (code.appid !== app.appid) return refuse(40013);
    const openid = textOf(body, 'openid');
    if (openid !== '' && openid !== code.openid) return refuse(UNKNOWNS.foreignPhoneOpenid);
    code.used = true;
    return ok({
      phone_info: {
        phoneNumber: code.phone,
        purePhoneNumber: code.phone,
        countryCode: '86',
        watermark: { timestamp: Math.floor(state.now() / SECOND), appid: app.appid },
      },
    });
  },
};
