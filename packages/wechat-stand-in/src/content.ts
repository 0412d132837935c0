/** Content safety. Judged by word lists that a test or a demo sets; without one everything passes. */
import { randomBytes } from 'node:crypto';
import { type Answer, ok, type Refusal, refuse, requestId } from './answer.ts';
import { type AppRequest, type TokenEndpoint, textOf } from './endpoint.ts';
import { tellVerdict } from './media.ts';
import { MINUTE, SECOND } from './state.ts';
import { UNKNOWNS } from './unknowns.ts';

const VISIT_COUNTS_FOR = 7200 * SECOND;
const LONGEST_TEXT = 2500;
const NORMAL = 100;

/** `POST /wxa/msg_sec_check`, version 2. */
export const msgSecCheck: TokenEndpoint = {
  path: '/wxa/msg_sec_check',
  method: 'POST',
  token: true,
  limit: { perMinute: 4000, minuteCode: 44991, perDay: 2_000_000 },
  handle(request) {
    const { state, body } = request;
    if (body.version !== 2 || typeof body.content !== 'string' || typeof body.openid !== 'string')
      return refuse(UNKNOWNS.badCheckOrder);
    if (body.content === '') return refuse(44002);
    if ([...body.content].length > LONGEST_TEXT) return refuse(UNKNOWNS.badCheckOrder);
    if (!isScene(body.scene)) return refuse(40129);
    const stranger = strangerRefusal(request);
    if (stranger) return stranger;
    const text = ['content', 'title', 'nickname', 'signature'].map((key) => textOf(body, key)).join('\n');
    const hits = state.words.filter(({ word }) => text.includes(word));
    const worst = hits.find(({ suggest }) => suggest === 'risky') ?? hits[0];
    const { suggest, label } = worst ?? { suggest: 'pass', label: NORMAL };
    const keyword = worst ? { suggest, label, level: 20, keyword: worst.word } : {};
    return ok({
      result: { suggest, label },
      detail: [
        { strategy: 'content_model', errcode: 0, suggest, label, prob: 90 },
        { strategy: 'keyword', errcode: 0, ...keyword },
      ],
      trace_id: requestId(state.now()),
    });
  },
};

/** `POST /wxa/media_check_async`, version 2, for sound (1) and pictures (2): the verdict is an event that comes later. */
export const mediaCheckAsync: TokenEndpoint = {
  path: '/wxa/media_check_async',
  method: 'POST',
  token: true,
  limit: { perMinute: 2000, minuteCode: 44991, perDay: 200_000 },
  handle(request): Answer {
    const { state, app, body } = request;
    const url = textOf(body, 'media_url');
    if (body.version !== 2 || url === '' || typeof body.openid !== 'string') return refuse(UNKNOWNS.badCheckOrder);
    if (body.media_type !== 1 && body.media_type !== 2) return refuse(40004);
    if (!isScene(body.scene)) return refuse(40129);
    const stranger = strangerRefusal(request);
    if (stranger) return stranger;
    const minute = Math.floor(state.now() / MINUTE);
    if (!state.count(`media ${app.appid} ${url}`, minute, state.limits.mediaRepeatsPerMinute)) return refuse(87020);
    const traceId = randomBytes(16).toString('hex');
    const openid = textOf(body, 'openid');
    const dueAt = state.now() + state.flags.mediaDelayMs;
    state.tasks.push({ dueAt, run: () => tellVerdict(state, app, { traceId, openid, url }) });
    return ok({ trace_id: traceId });
  },
};

function isScene(scene: unknown): boolean {
  return scene === 1 || scene === 2 || scene === 3 || scene === 4;
}

/** Only people of this app who opened it within the last two hours can have written something. */
function strangerRefusal({ state, app, body }: AppRequest): Refusal | null {
  const user = state.users.get(textOf(body, 'openid'));
  if (!user) return refuse(40003);
  if (user.appid !== app.appid) return refuse(43104);
  const fresh = user.lastVisitAt !== null && state.now() - user.lastVisitAt <= VISIT_COUNTS_FOR;
  return fresh ? null : refuse(61010);
}
