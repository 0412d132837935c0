/** Looking into the account itself: what became of a call, how much of a quota is left, and emptying it. */
import { type Answer, bare, ok, refuse } from './answer.ts';
import { type OpenEndpoint, type TokenEndpoint, textOf } from './endpoint.ts';
import { chinaDay, DAY, SECOND, type State } from './state.ts';

const RID = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;
const KEPT = 7 * DAY;
const CLEARS_PER_MONTH = 10;

/** `POST /cgi-bin/openapi/rid/get`: the call that ended with this id, for seven days. */
export const getRid: TokenEndpoint = {
  path: '/cgi-bin/openapi/rid/get',
  method: 'POST',
  token: true,
  handle({ state, app, body }) {
    const rid = textOf(body, 'rid');
    if (!RID.test(rid)) return refuse(76002);
    const call = state.calls.find(({ path, answer }) => !path.startsWith('/sns/') && answer?.includes(`rid: ${rid}"`));
    if (!call) return refuse(76001);
    if (call.account !== app.appid) return refuse(76003);
    if (call.at < state.now() - KEPT) return refuse(76004);
    return ok({
      request: {
        invoke_time: Math.floor(call.at / SECOND),
        cost_in_ms: 1,
        request_url: new URLSearchParams(call.query).toString(),
        request_body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body),
        response_body: call.answer ?? '',
        client_ip: call.ip,
      },
    });
  },
};

/** `POST /cgi-bin/openapi/quota/get`: `cgi_path` is the path of an endpoint. */
export function quotaEndpoint(dailyLimitOf: (state: State, path: string) => number | null): TokenEndpoint {
  return {
    path: '/cgi-bin/openapi/quota/get',
    method: 'POST',
    token: true,
    handle({ state, app, body }) {
      const path = textOf(body, 'cgi_path');
      const limit = dailyLimitOf(state, path);
      if (limit === null) return refuse(76021);
      const counter = state.counters.get(`day ${app.appid} ${path}`);
      const used = counter?.window === chinaDay(state.now()) ? counter.count : 0;
      // An endpoint without a limit of its own says nothing here either.
      const daily = Number.isFinite(limit) ? limit : 0;
      return ok({ quota: { daily_limit: daily, used, remain: Math.max(0, daily - used) } });
    },
  };
}

/** `POST /cgi-bin/clear_quota`: today's counters begin again; ten times a month together with the one below. */
export const clearQuota: TokenEndpoint = {
  path: '/cgi-bin/clear_quota',
  method: 'POST',
  token: true,
  handle: ({ state, app, body }) => (textOf(body, 'appid') === app.appid ? cleared(state, app.appid) : refuse(40013)),
};

/** `POST /cgi-bin/clear_quota/v2`: for an account whose token calls are used up as well. */
export const clearQuotaBySecret: OpenEndpoint = {
  path: '/cgi-bin/clear_quota/v2',
  method: 'POST',
  token: false,
  handle({ state, body }) {
    const app = state.apps.get(textOf(body, 'appid'));
    if (!app) return refuse(40013);
    return textOf(body, 'appsecret') === app.secret ? cleared(state, app.appid) : refuse(40125);
  },
};

function cleared(state: State, appid: string): Answer {
  const month = new Date(state.now() + 8 * 3600 * SECOND).toISOString().slice(0, 7).replace('-', '');
  if (!state.count(`clear ${appid}`, Number(month), CLEARS_PER_MONTH)) return refuse(48006);
  for (const key of state.counters.keys()) {
    if (key.startsWith(`day ${appid} `)) state.counters.delete(key);
  }
  return ok();
}

/** `POST /cgi-bin/callback/check`: whether the callback's host can be found and reached, as far as one machine can say. */
export const checkCallback: TokenEndpoint = {
  path: '/cgi-bin/callback/check',
  method: 'POST',
  token: true,
  handle({ app, body }) {
    const action = textOf(body, 'action');
    if (!['dns', 'ping', 'all'].includes(action)) return refuse(40202);
    if (!['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'].includes(textOf(body, 'check_operator'))) return refuse(40203);
    if (!app.callback) return refuse(40201);
    const ip = new URL(app.callback.url).hostname;
    const dns = [{ ip, real_operator: 'UNICOM' }];
    const ping = [{ ip, from_operator: 'UNICOM', package_loss: '0%', time: '1.000ms' }];
    return bare({ ...(action === 'ping' ? {} : { dns }), ...(action === 'dns' ? {} : { ping }) });
  },
};

function addressList(path: string): TokenEndpoint {
  return { path, method: 'GET', token: true, handle: () => bare({ ip_list: ['127.0.0.1'] }) };
}

/** Where pushes come from. */
export const getCallbackIp = addressList('/cgi-bin/getcallbackip');
/** Where the API answers. */
export const getApiDomainIp = addressList('/cgi-bin/get_api_domain_ip');
