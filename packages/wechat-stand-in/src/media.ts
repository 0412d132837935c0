/** The second half of a media check: the medium is fetched and judged, and the app is told. */
import { owe } from './push/event.ts';
import type { App, MediaRule, State } from './state.ts';
import { UNKNOWNS } from './unknowns.ts';

const LARGEST = 10 * 1024 * 1024;
const PATIENCE_MS = 10_000;
const NOT_DOWNLOADED = -1008;
const NORMAL: MediaRule = { match: '', suggest: 'pass', label: 100 };

interface Order {
  readonly traceId: string;
  readonly openid: string;
  readonly url: string;
}

export async function tellVerdict(state: State, app: App, { traceId, openid, url }: Order): Promise<void> {
  const content = await fetched(url);
  const common = { appid: app.appid, trace_id: traceId, version: 2 };
  if (!content) {
    const members = {
      ...common,
      detail: [],
      errcode: NOT_DOWNLOADED,
      errmsg: 'media download failed',
      result: UNKNOWNS.verdictOfFailedCheck,
    };
    owe(state, app, { event: 'wxa_media_check', openid, members });
    return;
  }
  const rules = state.mediaRules.filter(({ match }) => url.includes(match) || content.includes(match));
  const { suggest, label } = rules.find((rule) => rule.suggest === 'risky') ?? rules[0] ?? NORMAL;
  const members = {
    ...common,
    detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
    result: { suggest, label },
  };
  owe(state, app, { event: 'wxa_media_check', openid, members });
}

/** Null where it can't be had, or is larger than the real service would take. */
async function fetched(url: string): Promise<Buffer | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const content = Buffer.from(await response.arrayBuffer());
    return response.ok && content.length <= LARGEST ? content : null;
  } catch {
    return null;
  }
}
