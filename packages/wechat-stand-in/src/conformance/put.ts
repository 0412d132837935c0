/** Puts the cases to hosts and says how their answers differ from what is expected. */
import { isRecord } from '../endpoint.ts';
import type { Case, HostName } from './cases.ts';

export interface Hosts {
  /** Base addresses; a host that isn't there is not asked. */
  readonly bases: Readonly<Partial<Record<HostName, string>>>;
  /** Without it only the cases that need nothing are put. */
  readonly app?: { readonly appid: string; readonly secret: string };
}

export interface Finding {
  readonly name: string;
  /** Null for an answer as expected. */
  readonly difference: string | null;
  /** Why the case was not put. */
  readonly skipped?: string;
}

export async function putAll(cases: readonly Case[], hosts: Hosts): Promise<Finding[]> {
  const token = hosts.app ? await stableToken(hosts) : null;
  const findings: Finding[] = [];
  for (const one of cases) findings.push(await put(one, hosts, token));
  return findings;
}

async function put(one: Case, { bases, app }: Hosts, token: string | null): Promise<Finding> {
  const { name, host, needs } = one;
  const base = bases[host];
  if (base === undefined) return { name, difference: null, skipped: `no address of ${host}` };
  if (needs !== 'nothing' && !app) return { name, difference: null, skipped: 'no app' };
  if (needs === 'token' && token === null) return { name, difference: null, skipped: 'no token' };
  const proof = needs === 'secret' ? { ...app } : needs === 'account' ? { appid: app?.appid } : {};
  const query = new URLSearchParams({ ...(needs === 'token' ? { access_token: token ?? '' } : {}), ...one.query });
  if (one.method === 'GET') for (const [key, value] of Object.entries(proof)) query.set(key, value ?? '');
  const body = isRecord(one.body) ? JSON.stringify({ ...one.body, ...proof }) : String(one.body ?? '');
  const init = one.method === 'GET' ? {} : { method: 'POST', body };
  const response = await fetch(`${base.replace(/\/+$/, '')}${one.path}?${query}`, init);
  const type = response.headers.get('content-type') ?? '';
  return { name, difference: differenceOf(one, await response.text(), type) };
}

function differenceOf(one: Case, text: string, type: string): string | null {
  if (one.type !== undefined && !type.startsWith(one.type)) return `its type is ${type}, not ${one.type}`;
  if (one.raw !== undefined) {
    const [found, wanted] = [settled(text), settled(one.raw)];
    return found === wanted ? null : `${found} is not ${wanted}`;
  }
  const body = objectOf(text);
  if (!body) return `${text.slice(0, 200)} is no JSON object`;
  const codes = [one.errcode ?? []].flat();
  if (codes.length > 0 && !codes.some((code) => code === body.errcode)) {
    return `${text} has not the errcode ${codes.join(' or ')}`;
  }
  const missing = one.members?.filter((member) => !(member in body)) ?? [];
  if (missing.length > 0) return `${missing.join(', ')} is not in ${text.slice(0, 200)}`;
  const [first] = one.members ?? [];
  return first === 'access_token' && 'errcode' in body ? 'a token should come without errcode' : null;
}

/** What differs from call to call is put aside. */
function settled(text: string): string {
  return text.replace(/rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}/, 'rid: …');
}

async function stableToken({ bases, app }: Hosts): Promise<string | null> {
  if (bases.wechat === undefined) return null;
  const body = JSON.stringify({ grant_type: 'client_credential', ...app, force_refresh: false });
  const response = await fetch(`${bases.wechat}/cgi-bin/stable_token`, { method: 'POST', body });
  const token = objectOf(await response.text())?.access_token;
  return typeof token === 'string' ? token : null;
}

function objectOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
