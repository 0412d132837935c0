/** One HTTP call, and how its answer is read. Nothing here knows which service it is. */
import { type Answer, type Picture, WORDED } from './outcomes.ts';

export interface Call {
  readonly base: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** A POST where there is one: what becomes JSON, or the text itself where it was signed. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The bytes of an answer with status 200, and the answering host's own time where it said one. */
export type Raw =
  | { readonly kind: 'raw'; readonly bytes: Buffer; readonly date: number | null }
  | { readonly kind: 'unknown'; readonly why: string; readonly unsent?: true };

const TIMEOUT_MS = 5_000;

export async function call({ base, path, query = {}, body, headers = {} }: Call): Promise<Raw> {
  const url = new URL(base + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) return { kind: 'unknown', why: `status ${response.status}` };
    const date = Date.parse(response.headers.get('date') ?? '');
    return { kind: 'raw', bytes, date: Number.isNaN(date) ? null : date };
  } catch (error) {
    // The address holds the secret, so an error's own text is not passed on.
    if (neverConnected(error)) return { kind: 'unknown', why: 'no answer', unsent: true };
    return { kind: 'unknown', why: (error as Error).name === 'TimeoutError' ? 'timeout' : 'no answer' };
  }
}

/** No name, no route, nobody listening: not a byte of the call went out. */
const NO_CONNECTION = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

const neverConnected = (error: unknown) =>
  NO_CONNECTION.includes(String((error as { cause?: { code?: unknown } }).cause?.code));

/** Answers are JSON whatever their content type says: those of `sns` call themselves text. */
export function readJson(raw: Raw): Answer {
  if (raw.kind !== 'raw') return raw;
  const body = parse(raw.bytes.toString('utf8'));
  if (!body) return { kind: 'unknown', why: 'the answer is not JSON' };
  const refused = refusalOf(body);
  return refused ?? { kind: 'answer', body };
}

/** A picture begins like one; anything else says why there is none. */
export function readPicture(raw: Raw): Picture {
  if (raw.kind !== 'raw') return raw;
  const { bytes } = raw;
  if (bytes.subarray(0, 2).toString('hex') === 'ffd8') return { kind: 'picture', type: 'image/jpeg', bytes };
  if (bytes.subarray(0, 4).toString('hex') === '89504e47') return { kind: 'picture', type: 'image/png', bytes };
  const answer = readJson(raw);
  return answer.kind === 'answer' ? { kind: 'unknown', why: 'no picture in the answer' } : answer;
}

/** WeChat and WeCom refuse with a number; Tencent Cloud, inside `Response`, with a word. */
function refusalOf(body: Readonly<Record<string, unknown>>) {
  const errcode = Number(body.errcode ?? 0);
  if (errcode !== 0) {
    const errmsg = String(body.errmsg ?? '');
    const rid = /rid: ([\w-]+)/.exec(errmsg)?.[1] ?? /hint: \[([\w-]+)\]/.exec(errmsg)?.[1] ?? null;
    return { kind: 'refused', errcode, errmsg, rid } as const;
  }
  const response = body.Response as { Error?: { Code?: unknown; Message?: unknown }; RequestId?: unknown } | undefined;
  return response?.Error ? worded(response.Error.Code, response.Error.Message, response.RequestId) : null;
}

/** A refusal in words. */
export function worded(code: unknown, message: unknown, requestId: unknown) {
  return {
    kind: 'refused',
    errcode: WORDED,
    errmsg: String(message ?? ''),
    rid: typeof requestId === 'string' ? requestId : null,
    code: String(code),
  } as const;
}

const TEXTS_AND_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Message ids have 64 bits, more than a JSON number keeps: they are made texts before anything reads them as numbers. */
export function parse(text: string): Record<string, unknown> | null {
  const kept = text.replace(TEXTS_AND_NUMBERS, (part) => (/^-?\d{16,}$/.test(part) ? `"${part}"` : part));
  try {
    const body: unknown = JSON.parse(kept);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}
