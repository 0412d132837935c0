/**
 * WeChat said no; `rid` finds the call in WeChat's own tools. Or nobody knows whether it was done; `unsent` where it can't have been,
 * because the call never left this house.
 */
export type WechatFailure =
  | { readonly kind: 'refused'; readonly errcode: number; readonly errmsg: string; readonly rid: string | null }
  | { readonly kind: 'unknown'; readonly why: string; readonly unsent?: true };

export type Answer = { readonly kind: 'answer'; readonly body: Record<string, unknown> } | WechatFailure;

const TIMEOUT_MS = 5_000;

/**
 * One call: a GET, or a POST where there is a body. Answers are read as JSON whatever their content type says, because
 * `sns` answers call themselves text.
 */
export async function callWechat(
  base: string,
  path: string,
  query: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer> {
  const url = new URL(base + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    const text = await response.text();
    return response.ok ? read(text) : { kind: 'unknown', why: `status ${response.status}` };
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

function read(text: string): Answer {
  const body = parse(text);
  if (!body) return { kind: 'unknown', why: 'the answer is not JSON' };
  const errcode = Number(body.errcode ?? 0);
  if (errcode === 0) return { kind: 'answer', body };
  const errmsg = String(body.errmsg ?? '');
  return { kind: 'refused', errcode, errmsg, rid: /rid: ([\w-]+)/.exec(errmsg)?.[1] ?? null };
}

/** Message ids have 64 bits, more than a JSON number keeps: they are made text before anything reads them as a number. */
function parse(text: string): Record<string, unknown> | null {
  try {
    const body: unknown = JSON.parse(text.replace(/("msgid"\s*:\s*)(\d+)/, '$1"$2"'));
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
