/**
 * One call, from the request to the answer. The order of the checks is the real one: method, trouble on the way, token,
 * quotas, body, and only then what the endpoint itself asks.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { admit } from './admit.ts';
import { type Answer, refuse } from './answer.ts';
import { type Endpoint, isRecord } from './endpoint.ts';
import { type Fault, takeFault } from './faults.ts';
import { hostOf } from './host.ts';
import { chinaDay, MINUTE, type State } from './state.ts';
import { UNKNOWNS } from './unknowns.ts';

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

export interface Incoming {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  readonly raw: string;
}

export interface Surroundings {
  readonly random: () => number;
  /** Aborted when the stand-in closes, so that nothing goes on waiting. */
  readonly closing: AbortSignal;
}

/** Answers a call to one of the services and records it. */
export async function exchange(state: State, { req, res, url, raw }: Incoming, around: Surroundings): Promise<void> {
  const at = state.now();
  const host = hostOf(url.pathname);
  const ip = ipOf(req);
  const body = parsed(raw);
  let account = '';
  const sent = await answerCall();
  state.record({
    at,
    account,
    ip,
    host: req.headers.host ?? '',
    method: req.method ?? '',
    path: url.pathname,
    query: withoutSecret(Object.fromEntries(url.searchParams)),
    body: isRecord(body) ? withoutSecret(body) : (body ?? raw),
    answer: sent,
  });

  /** What was sent, or null when the connection ended instead. */
  async function answerCall(): Promise<string | null> {
    const endpoint = host.endpoint(url.pathname.slice(host.prefix.length));
    if (!endpoint) return send(host.refuse(UNKNOWNS.unknownPath.errcode), UNKNOWNS.unknownPath.status);
    if (endpoint.method === 'POST' && req.method !== 'POST') return send(host.refuse(43002));
    if (endpoint.method === 'GET' && req.method !== 'GET') return send(host.refuse(43001));
    const openid = openidOf(url, body);
    const lane = endpoint.oneAtATime ? openid : null;
    const busy = lane !== null && state.inFlight.has(lane);
    if (lane !== null) state.inFlight.add(lane);
    try {
      const template = isRecord(body) && typeof body.template_id === 'string' ? body.template_id : null;
      const fault = takeFault(state, { path: url.pathname, openid, template }, around.random);
      if (fault && stopsBefore(fault)) return await fail(fault);
      if (fault?.kind === 'slow') await pause(fault.ms);
      const answer = await checked(endpoint, busy);
      if (fault?.kind === 'resetAfter') return cut();
      return send(answer, 200, fault?.kind === 'badjson');
    } finally {
      if (lane !== null && !busy) state.inFlight.delete(lane);
    }
  }

  async function checked(endpoint: Endpoint, busy: boolean): Promise<Answer> {
    const admitted = admit(state, endpoint, url.searchParams.get('access_token'), ip);
    if ('errcode' in admitted) return admitted;
    account = admitted.account;
    const overdrawn = overdrawnCode(state, url.pathname, endpoint, admitted.account);
    if (overdrawn) return host.refuse(overdrawn);
    if (endpoint.method === 'POST' && !endpoint.anyBody) {
      if (raw === '') return host.refuse(44002);
      if (!isRecord(body)) return host.refuse(47001);
    }
    const { headers } = req;
    const members = isRecord(body) ? body : {};
    return admitted.handle({ state, query: url.searchParams, body: members, raw, headers, ip, busy });
  }

  async function fail(fault: Fault): Promise<string | null> {
    if (fault.kind === 'errcode') return send(fault.msg ? refuse(fault.code, fault.msg) : host.refuse(fault.code));
    if (fault.kind === 'invalidToken') return send(host.refuse(host.badToken));
    if (fault.kind === 'http') {
      const page = fault.body ?? BAD_GATEWAY;
      res.writeHead(fault.status ?? 502, { 'content-type': 'text/html' }).end(page);
      return page;
    }
    if (fault.kind === 'timeout') await pause(fault.ms ?? MINUTE);
    return cut();
  }

  function send(answer: Answer, status = 200, half = false): string {
    if (answer.kind === 'picture') {
      const bytes = half ? answer.bytes.subarray(0, answer.bytes.length >> 1) : answer.bytes;
      res.writeHead(status, { 'content-type': answer.type, 'content-length': bytes.length }).end(bytes);
      return `<${bytes.length} bytes>`;
    }
    const whole = answer.kind === 'refusal' ? host.refusal(answer, url.pathname, state.now(), ip) : answer.text;
    const text = half ? whole.slice(0, whole.length >> 1) : whole;
    const type = url.pathname.startsWith('/sns/') ? 'text/plain' : 'application/json; encoding=utf-8';
    res.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
    return text;
  }

  function cut(): null {
    req.socket.resetAndDestroy();
    return null;
  }

  async function pause(ms: number): Promise<void> {
    // A closing stand-in cuts its connections anyway: the rest of the wait has no listener.
    await sleep(ms, undefined, { signal: around.closing }).catch(() => undefined);
  }
}

function stopsBefore(fault: Fault): boolean {
  return fault.kind !== 'slow' && fault.kind !== 'resetAfter' && fault.kind !== 'badjson';
}

/** The error of a quota that is used up; otherwise the call is counted. */
function overdrawnCode(state: State, path: string, { limit }: Endpoint, account: string): number | null {
  const key = `${account} ${path}`;
  const perMinute = state.limits.perMinute[path] ?? limit?.perMinute ?? Number.POSITIVE_INFINITY;
  const perDay = state.limits.perDay[path] ?? limit?.perDay ?? Number.POSITIVE_INFINITY;
  const minute = Math.floor(state.now() / MINUTE);
  if (!state.count(`minute ${key}`, minute, perMinute)) return limit?.minuteCode ?? 45011;
  return state.count(`day ${key}`, chinaDay(state.now()), perDay) ? null : (limit?.dayCode ?? 45009);
}

/** Null for what isn't JSON; the caller decides whether that matters. */
function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

function openidOf(url: URL, body: unknown): string | null {
  const named = isRecord(body) ? (body.touser ?? body.openid) : url.searchParams.get('openid');
  return typeof named === 'string' ? named : null;
}

const SECRETS = new Set(['secret', 'appsecret', 'corpsecret']);

function withoutSecret<T>(members: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !SECRETS.has(name)));
}

/** A test names the caller's address in `x-fake-ip`; otherwise it is the real one. */
function ipOf(req: IncomingMessage): string {
  const claimed = req.headers['x-fake-ip'];
  return typeof claimed === 'string' ? claimed : (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}
