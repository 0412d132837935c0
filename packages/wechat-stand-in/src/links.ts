/** Addresses that open the mini-program from elsewhere: https for a text message, `weixin://` for a page in a browser. */
import { type Answer, ok, type Refusal, refuse } from './answer.ts';
import { type AppRequest, isRecord, type TokenEndpoint, textOf } from './endpoint.ts';
import { DAY, MINUTE, randomText, SECOND } from './state.ts';

const LONGEST = 30 * DAY;
const LONGEST_DAYS = 30;
const LONGEST_QUERY = 1024;
const VERSIONS = new Set(['release', 'trial', 'develop']);

type Part = Readonly<Record<string, unknown>>;

/** `POST /wxa/generate_urllink`. */
export const generateUrlLink: TokenEndpoint = {
  path: '/wxa/generate_urllink',
  method: 'POST',
  token: true,
  limit: { perDay: 500_000, dayCode: 44993 },
  handle: (request) =>
    linked(request, request.body, request.body, (expiresAt, target) => {
      const url = `https://wxaurl.cn/${randomText(11)}`;
      request.state.links.set(url, { ...target, expiresAt });
      return ok({ url_link: url });
    }),
};

/** `POST /wxa/generatescheme`: the target stands in a member of its own. */
export const generateScheme: TokenEndpoint = {
  path: '/wxa/generatescheme',
  method: 'POST',
  token: true,
  limit: { perDay: 500_000, dayCode: 44993 },
  handle: (request) => {
    const { jump_wxa: jump } = request.body;
    return linked(request, isRecord(jump) ? jump : {}, request.body, (expiresAt, target) => {
      const openlink = `weixin://dl/business/?t=${randomText(11)}`;
      request.state.links.set(openlink, { ...target, expiresAt });
      return ok({ openlink });
    });
  },
};

interface Target {
  readonly page: string;
  readonly query: string;
}

function linked(
  { app, state }: AppRequest,
  target: Part,
  term: Part,
  made: (expiresAt: number, target: Target) => Answer,
): Answer {
  if (!app.released) return refuse(85079);
  const page = textOf(target, 'path').replace(/^\//, '');
  const query = textOf(target, 'query');
  if (page.includes('?') || (page !== '' && app.pages && !app.pages.includes(page))) return refuse(40165);
  if (query.length > LONGEST_QUERY || !/^[\x21-\x7e]*$/.test(query)) return refuse(40212);
  if (target.env_version !== undefined && !VERSIONS.has(textOf(target, 'env_version'))) return refuse(40097);
  const expiresAt = expiryOf(term, state.now());
  return typeof expiresAt === 'number' ? made(expiresAt, { page, query }) : expiresAt;
}

/** A moment (`expire_type` 0) or a number of days (1), between a minute and thirty days from now. */
function expiryOf(term: Part, now: number): number | Refusal {
  if (term.expire_type === 1) {
    const days = term.expire_interval;
    const fits = typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS;
    return fits ? now + days * DAY : refuse(85401);
  }
  const seconds = term.expire_time;
  if (seconds === undefined) return now + LONGEST;
  const at = typeof seconds === 'number' ? seconds * SECOND : Number.NaN;
  return at >= now + MINUTE && at <= now + LONGEST ? at : refuse(85401);
}
